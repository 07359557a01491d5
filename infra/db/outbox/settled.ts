import { sql } from 'kysely';
import type { Lease } from '../../../activities/ports/outbox.ts';
import { bySystem, entryNow } from '#core/around/entry.ts';
import type { AccessBody } from '#core/around/access.ts';
import type { RecordedBy } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { accessChain, isProcessChain } from '#contracts/ids.ts';
import { note } from '../around/note.ts';
import type { Trx } from '../connect.ts';

/** A notice of which it is known now what became of it. */
export interface Settled {
  notice: string;
  at: Instant;
}

type Outcome = Omit<Extract<AccessBody, { type: 'noticeSettled' }>, 'type'>;

/**
 * Notes what became of notices, in the transaction that says so to the outbox: what is rolled back there is not noted either. Those among
 * them that wait in the queue again have no outcome yet.
 */
export async function noteSettled(
  trx: Trx,
  lease: Pick<Lease, 'rehearsal'>,
  settled: readonly Settled[],
  by: RecordedBy = bySystem,
): Promise<void> {
  if (settled.length === 0) return;
  const times = new Map(settled.map(({ notice, at }) => [notice, at]));
  const { rows } = await sql<Outcome & { chain: string }>`
    select notice.chain, notice.id as notice, mail.id as mail, notice.recipient, notice.about, notice.caused_by, notice.deadline,
      notice.status as outcome, mail.message_id
    from notice left join mail on mail.rehearsal = notice.rehearsal and mail.id = notice.mail_id
    where notice.rehearsal = ${lease.rehearsal ?? ''} and notice.id = any(${[...times.keys()]}::uuid[])
      and notice.status in ('sent', 'failed', 'unknown', 'dropped')
    order by notice.chain, notice.caused_by, notice.deadline, notice.recipient`.execute(trx);
  const entries = rows.map(({ chain, ...outcome }) =>
    // A checkpoint's mail is about no process.
    entryNow(
      isProcessChain(chain) ? accessChain(chain) : chain,
      { type: 'noticeSettled', ...outcome },
      by,
      times.get(outcome.notice) ?? '',
    ),
  );
  await note(trx, entries);
}
