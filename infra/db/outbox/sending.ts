import { sql } from 'kysely';
import type { Lease, MailOutcome } from '../../../activities/ports/outbox.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db, Trx } from '../connect.ts';
import { claimable, scope, SENDING_LEASE_SECONDS } from './claim.ts';
import { strikeTokens } from './links.ts';
import { noteSettled, type Settled } from './settled.ts';
import { tellCoordinators } from './tell.ts';
import { settleUnknown } from './unknown.ts';

// Whose a notice is says its lease alone: with its status beside that, Postgres would go through the whole outbox (the index of what is
// unsent) instead of finding the mail's few notices, as long as it has no statistics of the morning.

/** One statement, so committed when it answers. A mail whose lease somebody else has by now is not in the answer. */
export async function beginSending(db: Db, lease: Lease, mails: readonly string[], at: Instant): Promise<Map<string, Instant>> {
  const { rows } = await sql<{ id: string; firstAttemptAt: Instant }>`
    with begun as (
      update notice set status = 'sending', attempts = attempts + 1, retry_after = null, reason = null,
        lease_until = clock_timestamp() + make_interval(secs => ${SENDING_LEASE_SECONDS})
      where rehearsal = ${scope(lease)} and mail_id = any(${[...mails]}::uuid[]) and lease_owner = ${lease.owner}
      returning mail_id)
    update mail set status = 'sending', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ${at})
    where rehearsal = ${scope(lease)} and id in (select mail_id from begun)
    returning id, first_attempt_at as "firstAttemptAt"`.execute(db);
  return new Map(rows.map(({ id, firstAttemptAt }) => [id, firstAttemptAt]));
}

export async function finish(db: Db, lease: Lease, outcomes: readonly MailOutcome[]): Promise<void> {
  const pick = <S extends MailOutcome['status']>(status: S) =>
    outcomes.filter((outcome): outcome is Extract<MailOutcome, { status: S }> => outcome.status === status);
  await db.transaction().execute(async (trx) => {
    await finishSent(trx, lease, pick('sent'));
    await finishFailed(trx, lease, pick('failed'));
    await putOff(trx, lease, pick('later'));
    await settleUnknown(trx, lease, pick('unknown'), 'owner');
  });
}

/** An answer that came after all is written also where the mail has been settled as unknown meanwhile, unless it is being sent again. */
async function finishSent(trx: Trx, lease: Lease, sent: readonly Extract<MailOutcome, { status: 'sent' }>[]): Promise<void> {
  if (sent.length === 0) return;
  const ids = sent.map(({ mail }) => mail);
  const { rows } = await sql<InMail>`
    update notice set status = 'sent', reason = null, retry_after = null, lease_owner = null, lease_until = null
    where rehearsal = ${scope(lease)} and mail_id = any(${ids}::uuid[])
      and (lease_owner = ${lease.owner} or status in ('queued', 'unknown'))
    returning id, mail_id as mail`.execute(trx);
  await sql`
    update mail set status = 'sent', sent_at = sent.at, smtp_response = sent.response
    from unnest(${ids}::uuid[], ${sent.map(({ at }) => at)}::timestamptz[], ${sent.map(({ response }) => response)}::text[])
      as sent (mail, at, response)
    where rehearsal = ${scope(lease)} and id = sent.mail`.execute(trx);
  await strikeTokens(trx, lease, ids);
  await noteSettled(trx, lease, settledIn(rows, sent));
}

type InMail = { id: string; mail: string };

function settledIn(notices: readonly InMail[], outcomes: readonly { mail: string; at: Instant }[]): Settled[] {
  const times = new Map(outcomes.map(({ mail, at }) => [mail, at]));
  return notices.map(({ id, mail }) => ({ notice: id, at: times.get(mail) ?? '' }));
}

async function finishFailed(
  trx: Trx,
  lease: Lease,
  failed: readonly Extract<MailOutcome, { status: 'failed' }>[],
): Promise<void> {
  if (failed.length === 0) return;
  const values = sql`unnest(${failed.map(({ mail }) => mail)}::uuid[], ${failed.map(({ reason }) => reason)}::text[],
    ${failed.map(({ response }) => response)}::text[]) as failed (mail, reason, response)`;
  const { rows } = await sql<InMail>`
    update notice set status = 'failed', reason = failed.reason, lease_owner = null, lease_until = null
    from ${values} where rehearsal = ${scope(lease)} and mail_id = failed.mail and lease_owner = ${lease.owner}
    returning notice.id, failed.mail`.execute(trx);
  await sql`
    update mail set status = 'failed', smtp_response = failed.response
    from ${values} where rehearsal = ${scope(lease)} and id = failed.mail and status = 'sending'`.execute(trx);
  await strikeTokens(
    trx,
    lease,
    failed.map(({ mail }) => mail),
  );
  await noteSettled(trx, lease, settledIn(rows, failed));
  for (const { mail, tell, at } of failed) {
    await tellCoordinators(
      trx,
      lease,
      tell.map((one) => ({ ...one, failureOf: mail })),
      at,
    );
  }
}

async function putOff(trx: Trx, lease: Lease, later: readonly Extract<MailOutcome, { status: 'later' }>[]): Promise<void> {
  if (later.length === 0) return;
  const values = sql`unnest(${later.map(({ mail }) => mail)}::uuid[], ${later.map(({ response }) => response)}::text[],
    ${later.map(({ retryAfter }) => retryAfter)}::timestamptz[]) as later (mail, response, retry_after)`;
  await sql`
    update notice set status = 'queued', retry_after = later.retry_after, lease_owner = null, lease_until = null
    from ${values} where rehearsal = ${scope(lease)} and mail_id = later.mail and lease_owner = ${lease.owner}`.execute(trx);
  await sql`
    update mail set status = case when maybe_received then 'unknown' else 'waiting' end, smtp_response = later.response
    from ${values} where rehearsal = ${scope(lease)} and id = later.mail and status = 'sending'`.execute(trx);
}

export async function release(db: Db, lease: Lease, mails: readonly string[], retryAfter: Instant | null): Promise<void> {
  if (mails.length === 0) return;
  await sql`
    update notice set status = 'queued', retry_after = ${retryAfter}, lease_owner = null, lease_until = null
    where rehearsal = ${scope(lease)} and mail_id = any(${[...mails]}::uuid[]) and lease_owner = ${lease.owner} and status = 'claimed'`.execute(
    db,
  );
}

/** A lease that somebody else holds counts as a retry when it runs out: should its holder be gone, the notice is not. */
export async function outlook(db: Db, lease: Lease, at: Instant): Promise<{ more: boolean; nextRetryAt: Instant | null }> {
  const { rows } = await sql<{ more: boolean; nextRetryAt: Instant | null }>`
    select coalesce(bool_or(${claimable(at)} or (status = 'sending' and lease_until < clock_timestamp())), false) as more,
      min(case status when 'queued' then retry_after else ${at}::timestamptz + (lease_until - clock_timestamp()) end)
        filter (where retry_after > ${at} or (status <> 'queued' and lease_until >= clock_timestamp())) as next_retry_at
    from notice
    where rehearsal = ${scope(lease)} and status in ('queued', 'claimed', 'sending') and send_after <= ${at}`.execute(db);
  return rows[0] ?? { more: false, nextRetryAt: null };
}
