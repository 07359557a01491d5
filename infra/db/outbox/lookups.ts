import { sql } from 'kysely';
import { type Address, eventKey, type FailedMail, type FrozenMail, type Lease } from '../../../activities/ports/outbox.ts';
import type { Recipient, StoredEventOf } from '#core/act/event.ts';
import { type AnyBody, type ProcessState, readProcess } from '#core/models.ts';
import type { Db } from '../connect.ts';
import { storedEvent } from '../storedEvent.ts';
import { scope } from './claim.ts';

export async function processes(db: Db, lease: Lease, chains: readonly string[]): Promise<Map<string, ProcessState>> {
  if (chains.length === 0) return new Map();
  const rows = await db
    .selectFrom('process')
    .select(['chain', 'kind', 'state'])
    .where('rehearsal', '=', scope(lease))
    .where('chain', 'in', [...new Set(chains)])
    .execute();
  return new Map(rows.map(({ chain, kind, state }) => [chain, readProcess(kind, state)]));
}

const idsOf = (recipients: readonly Recipient[], kind: 'person' | 'registrar'): string[] =>
  recipients.flatMap((recipient) => (recipient.startsWith(`${kind}:`) ? [recipient.slice(kind.length + 1)] : []));

/** Those that the directory knows; an empty address is none. */
export async function addresses(db: Db, lease: Lease, recipients: readonly Recipient[]): Promise<Map<Recipient, Address>> {
  const { rows } = await sql<Address & { recipient: Recipient }>`
    select 'person:' || person.id as recipient, email, person.name, coalesce(organisation.title, person.organisation) as organisation
    from person left join organisation on organisation.rehearsal = person.rehearsal and organisation.id = person.organisation
    where person.rehearsal = ${scope(lease)} and person.id = any(${idsOf(recipients, 'person')}) and email <> ''
    union all
    select 'registrar:' || id, registrar_email, registrar_name, title from organisation
    where rehearsal = ${scope(lease)} and id = any(${idsOf(recipients, 'registrar')}) and registrar_email <> ''`.execute(db);
  return new Map(rows.map(({ recipient, ...address }) => [recipient, address]));
}

export async function events(
  db: Db,
  lease: Lease,
  of: readonly { chain: string; version: number }[],
): Promise<Map<string, StoredEventOf<AnyBody>>> {
  if (of.length === 0) return new Map();
  const { rows } = await sql<{ canonical: string; hash: string }>`
    select canonical, hash from event
    where rehearsal = ${scope(lease)} and (chain, version) in (
      select * from unnest(${of.map(({ chain }) => chain)}::text[], ${of.map(({ version }) => version)}::integer[]))`.execute(db);
  const found = rows.map(storedEvent);
  return new Map(found.map((event) => [eventKey(event.chain, event.version), event]));
}

/** By the id of the mail that failed, or of the notice that no mail could be made of. */
export async function failures(db: Db, lease: Lease, of: readonly string[]): Promise<Map<string, FailedMail>> {
  if (of.length === 0) return new Map();
  const { rows } = await sql<{
    id: string;
    recipient: Recipient;
    address: string | null;
    subject: string | null;
    reason: string | null;
  }>`
    select id, recipient, to_address as address, subject, smtp_response as reason from mail
    where rehearsal = ${scope(lease)} and id = any(${[...of]}::uuid[])
    union all
    select id, recipient, null, null, reason from notice where rehearsal = ${scope(lease)} and id = any(${[...of]}::uuid[])`.execute(
    db,
  );
  const people = await addresses(
    db,
    lease,
    rows.map(({ recipient }) => recipient),
  );
  return new Map(
    rows.map(({ id, recipient, address, subject, reason }) => {
      const known = people.get(recipient);
      const whom = known === undefined ? recipient : [known.name, known.organisation].filter((part) => part !== null).join(', ');
      return [id, { whom, address, subject, reason: reason ?? '' }];
    }),
  );
}

export async function frozen(db: Db, lease: Lease, mails: readonly string[]): Promise<FrozenMail[]> {
  if (mails.length === 0) return [];
  const rows = await db
    .selectFrom('mail')
    .select(['id', 'recipient', 'toAddress as to', 'subject', 'text', 'html', 'messageId', 'attempts', 'firstAttemptAt'])
    .select(['maybeReceived', 'calendar', 'calendarCancelled', 'checkpoint'])
    .where('rehearsal', '=', scope(lease))
    .where('id', 'in', [...new Set(mails)])
    .execute();
  return rows;
}
