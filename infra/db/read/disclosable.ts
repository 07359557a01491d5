import { sql } from 'kysely';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { Db } from '../connect.ts';
import { inChain, scopeOf } from '../scope.ts';

/** A file that an organisation has in a matter. */
export interface FileThere {
  sha256: string;
  name: string;
  mediaType: string;
}

/** The files that an organisation may read, by their SHA-256: its own, and those that were sent to it. Those that are gone are not among them. */
export async function filesThere(db: Db, scope: string, organisation: string): Promise<Map<string, FileThere>> {
  const rows = await db
    .selectFrom('documentAccess as access')
    .innerJoin('document', (join) =>
      join.onRef('document.rehearsal', '=', 'access.rehearsal').onRef('document.sha256', '=', 'access.sha256'),
    )
    .select(['document.sha256', 'document.name', 'document.mediaType'])
    .distinct()
    .where('access.rehearsal', '=', scope)
    .where('access.organisation', '=', organisation)
    .execute();
  return new Map(rows.map((row) => [row.sha256, row]));
}

/** Files that an organisation was given in a matter, and that are there no more. */
export async function fileReaders(db: Db, scope: string, organisation: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('documentAccess')
    .select('sha256')
    .distinct()
    .where('rehearsal', '=', scope)
    .where('organisation', '=', organisation)
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

export async function fileContent(db: Db, scope: string, sha256: string): Promise<Buffer | null> {
  const row = await db
    .selectFrom('document')
    .select('content')
    .where('rehearsal', '=', scope)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.content ?? null;
}

/** Drafts of an organisation in a matter: never sent, so no part of what is disclosed. */
export async function draftCount(db: Db, chain: string, organisation: string): Promise<number> {
  const row = await db
    .selectFrom('roomDraft')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(inChain(chain))
    .where('organisation', '=', organisation)
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Registration numbers that were stated by links, by the version of the entry that they came with. */
export async function statedNumbers(db: Db, chain: string): Promise<Map<number, { organisation: string; number: string }>> {
  if (scopeOf(chain) !== '') return new Map();
  const { rows } = await sql<{ version: number; organisation: string; number: string }>`
    select version, organisation, registration_number as number from live.stated
    where chain = ${chain} and version is not null and registration_number is not null`.execute(db);
  return new Map(rows.map(({ version, ...rest }) => [version, rest]));
}

/** A mail that an organisation's registrar or one of its people was sent in a matter. */
export interface MailReceived {
  id: string;
  on: CivilDate;
  subject: string;
  text: string;
}

export async function mailsReceived(db: Db, chain: string, recipients: readonly string[]): Promise<MailReceived[]> {
  const rows = await db
    .selectFrom('mail')
    .innerJoin('notice', (join) => join.onRef('notice.rehearsal', '=', 'mail.rehearsal').onRef('notice.mailId', '=', 'mail.id'))
    .select(['mail.id', 'mail.sentAt', 'mail.morning', 'mail.subject', 'mail.text'])
    .distinct()
    .where('notice.rehearsal', '=', scopeOf(chain))
    .where('notice.chain', '=', chain)
    .where('mail.status', '=', 'sent')
    .where(sql<boolean>`mail.recipient = any(${[...recipients]}::text[])`)
    .orderBy('mail.morning')
    .orderBy('mail.id')
    .execute();
  return rows.map(({ id, sentAt, morning, subject, text }) => ({
    id,
    on: sentAt === null ? morning : civilDateOf(sentAt),
    subject,
    text,
  }));
}
