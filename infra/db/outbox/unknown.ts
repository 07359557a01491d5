import { sql } from 'kysely';
import type { Lease } from '../../../activities/ports/outbox.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Trx } from '../connect.ts';
import { noteSettled } from './settled.ts';

interface Lost {
  mail: string;
  response: string;
  /** When its reminders are sent again; null: never, they stay unknown. */
  retryAfter: Instant | null;
  /** When this became clear. */
  at: Instant;
}

const HELD = 'Mejlservern svarade aldrig; det kan ha kommit fram. En person avgör.';
const GIVEN_UP = 'Mejlservern svarade aldrig, trots flera försök; det kan ha kommit fram.';

/**
 * A mail that was handed over and never answered. A formal notice is held for a person. Reminders go again: with the same mail where it
 * holds nothing else, otherwise free for a new one without the formal notice. Answers with how many notices it was.
 */
export async function settleUnknown(trx: Trx, lease: Lease, lost: readonly Lost[], by: 'owner' | 'abandoned'): Promise<number> {
  if (lost.length === 0) return 0;
  const rehearsal = lease.rehearsal ?? '';
  const mine =
    by === 'owner'
      ? sql`notice.lease_owner = ${lease.owner}`
      : sql`notice.status = 'sending' and notice.lease_until < clock_timestamp()`;
  const values = sql`unnest(${lost.map((one) => one.mail)}::uuid[], ${lost.map((one) => one.response)}::text[],
    ${lost.map((one) => one.retryAfter)}::timestamptz[]) as lost (mail, response, retry_after)`;
  const { rows } = await sql<{ id: string; mail: string }>`
    with lost as (select * from ${values}),
    mixed as (select distinct mail_id from notice where rehearsal = ${rehearsal} and formal and mail_id in (select mail from lost))
    update notice set
      status = case when formal or lost.retry_after is null then 'unknown' else 'queued' end,
      reason = case when formal then ${HELD} when lost.retry_after is null then ${GIVEN_UP} end,
      retry_after = case when formal then null else lost.retry_after end,
      mail_id = case when formal or lost.retry_after is null or mail_id not in (select mail_id from mixed) then mail_id end,
      lease_owner = null, lease_until = null
    from lost
    where notice.rehearsal = ${rehearsal} and notice.mail_id = lost.mail and ${mine}
    returning notice.id, lost.mail`.execute(trx);
  await sql`
    update mail set status = 'unknown', maybe_received = true, smtp_response = lost.response
    from ${values} where mail.rehearsal = ${rehearsal} and mail.id = lost.mail and mail.status = 'sending'`.execute(trx);
  const times = new Map(lost.map(({ mail, at }) => [mail, at]));
  await noteSettled(
    trx,
    lease,
    rows.map(({ id, mail }) => ({ notice: id, at: times.get(mail) ?? '' })),
  );
  return rows.length;
}
