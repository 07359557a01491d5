import { sql } from 'kysely';
import type { Recipient, StoredEventOf } from '#core/act/event.ts';
import type { Kind } from '#core/act/model.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { AnyBody, AnyState } from '#core/models.ts';
import type { Db } from '../connect.ts';
import { storedEvent } from '../storedEvent.ts';

// What one world or rehearsal holds beside its chains, as far as it can be taken away. `scope`: the rehearsal's ULID, or ''.

const PAGE = 500;

/** A matter as keeping sees it. */
export interface MatterRow {
  chain: string;
  shortId: string;
  kind: Kind;
  title: string;
  closedOn: CivilDate | null;
  state: AnyState;
}

export async function mattersIn(db: Db, scope: string): Promise<MatterRow[]> {
  const rows = await db
    .selectFrom('process')
    .select(['chain', 'shortId', 'kind', 'title', 'closedAt', 'state'])
    .where('rehearsal', '=', scope)
    .orderBy('chain')
    .execute();
  return rows.map(({ closedAt, ...row }) => ({ ...row, closedOn: closedAt === null ? null : civilDateOf(closedAt) }));
}

/** Everything recorded, chain by chain, each in order: processes' own chains, their access chains and the system's. */
export async function* eventsIn(db: Db, scope: string): AsyncGenerator<StoredEventOf<AnyBody>> {
  let last: { chain: string; version: number } | null = null;
  for (;;) {
    const rows: { canonical: string; hash: string; chain: string; version: number }[] = await db
      .selectFrom('event')
      .select(['canonical', 'hash', 'chain', 'version'])
      .where('rehearsal', '=', scope)
      .$if(last !== null, (select) =>
        select.where(sql<boolean>`(chain, version) > (${last?.chain ?? ''}, ${last?.version ?? 0}::integer)`),
      )
      .orderBy('chain')
      .orderBy('version')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield storedEvent(row);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = { chain: end.chain, version: end.version };
  }
}

export async function textsKept(db: Db, scope: string): Promise<Set<string>> {
  const rows = await db.selectFrom('text').select('textId').where('rehearsal', '=', scope).execute();
  return new Set(rows.map(({ textId }) => textId));
}

export interface DocumentKept {
  sha256: string;
  name: string;
  /** The matters that it was sent in. */
  chains: string[];
  /** The first day that anybody could read it. */
  since: CivilDate | null;
}

export async function documentsKept(db: Db, scope: string): Promise<DocumentKept[]> {
  const rows = await db
    .selectFrom('document')
    .leftJoin('documentAccess as access', (join) =>
      join.onRef('access.rehearsal', '=', 'document.rehearsal').onRef('access.sha256', '=', 'document.sha256'),
    )
    .select(['document.sha256', 'document.name'])
    .select(sql<string[]>`coalesce(array_agg(distinct access.chain) filter (where access.chain <> ''), '{}')`.as('chains'))
    .select(({ fn }) => fn.min<Instant | null>('access.at').as('since'))
    .where('document.rehearsal', '=', scope)
    .groupBy(['document.sha256', 'document.name'])
    .orderBy('document.sha256')
    .execute();
  return rows.map((row) => ({ ...row, since: row.since === null ? null : civilDateOf(row.since) }));
}

export async function personsKept(db: Db, scope: string): Promise<{ id: string; name: string; email: string }[]> {
  return db.selectFrom('person').select(['id', 'name', 'email']).where('rehearsal', '=', scope).orderBy('id').execute();
}

export interface MailKept {
  id: string;
  messageId: string;
  recipient: string;
  on: CivilDate;
  chains: string[];
}

/** Mails that have left or never will, and whose words are still there. */
export async function mailsKept(db: Db, scope: string): Promise<MailKept[]> {
  return db
    .selectFrom('mail')
    .leftJoin('notice', (join) => join.onRef('notice.rehearsal', '=', 'mail.rehearsal').onRef('notice.mailId', '=', 'mail.id'))
    .select(['mail.id', 'mail.messageId', 'mail.recipient', 'mail.morning as on'])
    .select(sql<string[]>`coalesce(array_agg(distinct notice.chain) filter (where notice.chain is not null), '{}')`.as('chains'))
    .where('mail.rehearsal', '=', scope)
    .where('mail.status', 'in', ['sent', 'failed', 'dropped'])
    .where('mail.text', '<>', '')
    .groupBy(['mail.id', 'mail.messageId', 'mail.recipient', 'mail.morning'])
    .orderBy('mail.morning')
    .orderBy('mail.id')
    .execute();
}

/** Notices that nothing more becomes of. */
export async function noticesKept(db: Db, scope: string): Promise<{ id: string; chain: string; on: CivilDate }[]> {
  const rows = await db
    .selectFrom('notice')
    .select(['id', 'chain', 'sendAfter'])
    .where('rehearsal', '=', scope)
    .where('status', 'in', ['sent', 'failed', 'dropped'])
    .orderBy('sendAfter')
    .orderBy('id')
    .execute();
  return rows.map(({ id, chain, sendAfter }) => ({ id, chain, on: civilDateOf(sendAfter) }));
}

export async function draftsKept(
  db: Db,
  scope: string,
): Promise<{ chain: string; organisation: string; name: string; on: CivilDate }[]> {
  const rows = await db
    .selectFrom('roomDraft')
    .select(['chain', 'organisation', 'name', 'writtenAt'])
    .where('rehearsal', '=', scope)
    .orderBy('chain')
    .orderBy('name')
    .execute();
  return rows.map(({ writtenAt, ...row }) => ({ ...row, on: civilDateOf(writtenAt) }));
}

/** What was stated by links: in the live world alone. */
export async function statedKept(db: Db, scope: string): Promise<{ id: string; person: string; chain: string; on: CivilDate }[]> {
  if (scope !== '') return [];
  const { rows } = await sql<{ id: string; person: string; chain: string; statedAt: Instant }>`
    select id, person, chain, stated_at from live.stated order by stated_at, id`.execute(db);
  return rows.map(({ statedAt, ...row }) => ({ ...row, on: civilDateOf(statedAt) }));
}

/** How many notices are still to go to somebody. */
export async function noticesAhead(db: Db, scope: string, recipient: Recipient): Promise<number> {
  const row = await db
    .selectFrom('notice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('rehearsal', '=', scope)
    .where('recipient', '=', recipient)
    .where('status', 'in', ['queued', 'claimed', 'sending', 'unknown'])
    .executeTakeFirst();
  return row?.count ?? 0;
}
