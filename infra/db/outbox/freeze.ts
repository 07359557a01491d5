import { sql } from 'kysely';
import type { Ended, FrozenMail, Lease, NewMail } from '../../../activities/ports/outbox.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db, Trx } from '../connect.ts';
import { scope } from './claim.ts';
import { putWithMail, revokeDiscarded, strikeTokens } from './links.ts';
import { noteSettled } from './settled.ts';
import { tellCoordinators } from './tell.ts';

/** Nobody gets this many mails in one morning; a Message-ID that is taken this often has another cause. */
const MOST_ORDINALS = 1_000;

export async function freeze(db: Db, lease: Lease, mails: readonly NewMail[]): Promise<FrozenMail[]> {
  return db.transaction().execute(async (trx) => {
    const made = await insertMails(trx, lease, mails);
    const pairs = mails.flatMap((mail, index) => mail.notices.map((notice) => ({ notice, mail: made[index]?.id ?? '' })));
    const { rows } = await sql`
      update notice set mail_id = frozen.mail
      from unnest(${pairs.map(({ notice }) => notice)}::uuid[], ${pairs.map(({ mail }) => mail)}::uuid[]) as frozen (notice, mail)
      where rehearsal = ${scope(lease)} and id = frozen.notice and lease_owner = ${lease.owner}
      returning id`.execute(trx);
    if (rows.length !== pairs.length) throw new Error('Another deliverer took over while mails were composed; this round ends.');
    for (const [index, { links, entries }] of mails.entries())
      await putWithMail(trx, lease, { id: made[index]?.id ?? '', links, entries });
    return made;
  });
}

/** In the order given. A Message-ID that is taken belongs to an earlier mail of that morning, so the next ordinal is tried. */
async function insertMails(trx: Trx, lease: Lease, mails: readonly NewMail[]): Promise<FrozenMail[]> {
  const ordinals = mails.map(() => 1);
  const made: (FrozenMail | undefined)[] = mails.map(() => undefined);
  for (let left = mails.map((_, index) => index); left.length > 0; left = left.filter((index) => made[index] === undefined)) {
    const rows = left.flatMap((index) => {
      const mail = mails[index];
      return mail === undefined ? [] : [{ index, row: rowOf(lease, mail, ordinals[index] ?? 1) }];
    });
    const inserted = await trx
      .insertInto('mail')
      .values(rows.map(({ row }) => row))
      .onConflict((conflict) => conflict.columns(['rehearsal', 'messageId']).doNothing())
      .returning(['id', 'recipient', 'toAddress as to', 'subject', 'text', 'html', 'messageId', 'attempts', 'firstAttemptAt'])
      .returning(['maybeReceived', 'calendar', 'calendarCancelled'])
      .execute();
    const byMessageId = new Map(inserted.map((mail) => [mail.messageId, mail]));
    for (const { index, row } of rows) {
      made[index] = byMessageId.get(row.messageId);
      ordinals[index] = (ordinals[index] ?? 1) + 1;
      if ((ordinals[index] ?? 0) > MOST_ORDINALS)
        throw new Error(`Every Message-ID is taken for ${row.recipient} on ${row.morning}.`);
    }
  }
  return made.flatMap((mail) => (mail === undefined ? [] : [mail]));
}

function rowOf(lease: Lease, mail: NewMail, ordinal: number) {
  const { recipient, morning, sendAfter, to, subject, text, html, calendar, calendarCancelled } = mail;
  const content = { recipient, morning, sendAfter, toAddress: to, subject, text, html, calendar, calendarCancelled };
  return { ...content, rehearsal: scope(lease), messageId: mail.messageId(ordinal), status: 'waiting' as const };
}

/** Their notices, still claimed, go into a new mail. What may have been received stays on record as unknown. */
export async function discard(db: Db, lease: Lease, mails: readonly string[], at: Instant): Promise<void> {
  if (mails.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await revokeDiscarded(trx, lease, mails, at);
    await sql`update mail set status = case when maybe_received then 'unknown' else 'dropped' end
      where rehearsal = ${scope(lease)} and id = any(${[...mails]}::uuid[]) and status <> 'sending'`.execute(trx);
    await sql`update notice set mail_id = null
      where rehearsal = ${scope(lease)} and mail_id = any(${[...mails]}::uuid[]) and lease_owner = ${lease.owner}`.execute(trx);
    await strikeTokens(trx, lease, mails);
  });
}

/** Notices that end without a mail of this round. */
export async function end(db: Db, lease: Lease, ended: readonly Ended[], at: Instant): Promise<void> {
  if (ended.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      update notice set status = ended.status, reason = ended.reason, retry_after = ended.retry_after, lease_owner = null, lease_until = null
      from unnest(${ended.map(({ notice }) => notice)}::uuid[], ${ended.map(({ status }) => status)}::text[],
        ${ended.map(({ reason }) => reason)}::text[], ${ended.map(({ retryAfter }) => retryAfter)}::timestamptz[])
        as ended (notice, status, reason, retry_after)
      where rehearsal = ${scope(lease)} and id = ended.notice and lease_owner = ${lease.owner}
      returning id`.execute(trx);
    await noteSettled(
      trx,
      lease,
      rows.map(({ id }) => ({ notice: id, at })),
    );
    await tellCoordinators(
      trx,
      lease,
      ended.flatMap(({ notice, tell }) => tell.map((one) => ({ ...one, failureOf: notice }))),
      at,
    );
  });
}
