import { sql } from 'kysely';
import type { ClaimedNotice, Lease } from '../../../activities/ports/outbox.ts';
import type { Recipient } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db, Trx } from '../connect.ts';
import { settleUnknown } from './unknown.ts';

/** Long enough for a slow mail server to take a round's mails; whoever dies holds nothing back for longer. */
const CLAIM_LEASE_SECONDS = 180;
/** Longer than one SMTP transaction can take: what is found in `sending` after it has surely ended without an answer. */
export const SENDING_LEASE_SECONDS = 300;
/** Keeps two deliverers from sharing one recipient's notices, which would make two mails of them. */
const CLAIM_LOCK = 0x64656c76;

export const scope = (lease: Pick<Lease, 'rehearsal'>): string => lease.rehearsal ?? '';

/** What may be claimed at `at`: queued and not put off, or left behind by a deliverer whose lease has run out. */
export const claimable = (at: Instant) => sql<boolean>`(
  send_after <= ${at} and (
    (status = 'queued' and (retry_after is null or retry_after <= ${at}))
    or (status = 'claimed' and lease_until < clock_timestamp())))`;

export async function claim(
  db: Db,
  lease: Lease,
  at: Instant,
  limit: number,
): Promise<{ notices: ClaimedNotice[]; lost: number }> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${CLAIM_LOCK}, hashtext(${scope(lease)}))`.execute(trx);
    const lost = await settleAbandoned(trx, lease, at);
    const recipients = await nextRecipients(trx, lease, at, limit);
    const { rows } = await sql<ClaimedNotice>`
      update notice set status = 'claimed', lease_owner = ${lease.owner},
        lease_until = clock_timestamp() + make_interval(secs => ${CLAIM_LEASE_SECONDS})
      where rehearsal = ${scope(lease)} and id = any(array(
        select id from notice
        where rehearsal = ${scope(lease)} and recipient = any(${recipients}) and ${claimable(at)}
        for update skip locked))
      returning id, chain, kind, about, deadline, due_on, occasion, occasions, caused_by, recipient, send_after, formal, mail_id, failure_of, link, tells`.execute(
      trx,
    );
    return { notices: rows, lost };
  });
}

/** Those who have waited longest, with about `limit` notices between them. Asked apart, so that no plan can join the outbox with itself. */
async function nextRecipients(trx: Trx, lease: Lease, at: Instant, limit: number): Promise<Recipient[]> {
  const { rows } = await sql<{ recipient: Recipient }>`
    select recipient from (
      select recipient, sum(count(*)) over (order by min(send_after), recipient) - count(*) as ahead
      from notice where rehearsal = ${scope(lease)} and ${claimable(at)}
      group by recipient) as waiting
    where ahead < ${limit}`.execute(trx);
  return rows.map(({ recipient }) => recipient);
}

/** `sending` after its lease: the process that sent is gone, and whether the mail left nobody knows. */
async function settleAbandoned(trx: Trx, lease: Lease, at: Instant): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select mail.id from mail
    where mail.rehearsal = ${scope(lease)} and mail.status = 'sending' and mail.id in (
      select mail_id from notice
      where rehearsal = ${scope(lease)} and status = 'sending' and lease_until < clock_timestamp())
    for update skip locked`.execute(trx);
  return settleUnknown(
    trx,
    lease,
    rows.map(({ id }) => ({ mail: id, response: 'avbrutet medan det sändes', retryAfter: at, at })),
    'abandoned',
  );
}
