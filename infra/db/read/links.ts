import { sql } from 'kysely';
import type { Recipient } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db } from '../connect.ts';
import { sha256 } from '../hash.ts';
import { groundsOf } from './markings.ts';
import { handedOut } from './shown.ts';

export interface Link {
  id: string;
  /** The first link of those that it was passed on as; one act is done by all of them together. */
  family: string;
  chain: string;
  organisation: string;
  deadline: string;
  commands: string[];
  recipient: Recipient;
  createdAt: Instant;
  expiresAt: Instant;
  revokedAt: Instant | null;
  revokedBecause: string | null;
}

/** Who acted by a link, as they said themselves, and what was recorded. */
export interface Stated {
  id: string;
  link: string;
  family: string;
  act: 'submitted' | 'passedOn';
  person: string;
  name: string | null;
  role: string;
  registrationNumber: string | null;
  email: string | null;
  chain: string;
  organisation: string;
  deadline: string;
  command: string | null;
  /** Of a file that anybody has marked as secret, `name` is the ground, in brackets. */
  documents: { sha256: string; name: string; sizeBytes: number }[];
  passedTo: string | null;
  statedAt: Instant;
  version: number | null;
  hash: string | null;
}

/** 32 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * Looked up by the SHA-256 of what was sent: how long that takes says nothing about any token, since nobody can choose a hash.
 * Null for what cannot be a token too.
 */
export async function linkOf(db: Db, token: string): Promise<Link | null> {
  if (!TOKEN.test(token)) return null;
  const { rows } = await sql<Link>`
    select id, family, chain, organisation, deadline, commands, recipient, created_at, expires_at, revoked_at, revoked_because
    from live.link where token_hash = ${sha256(token)}`.execute(db);
  return rows[0] ?? null;
}

const stated = sql`
  select stated.id, stated.link, stated.family, stated.act, stated.person, person.name, stated.role, stated.registration_number, stated.email, stated.chain,
    stated.organisation, stated.deadline, stated.command, stated.passed_to, stated.stated_at, stated.version, stated.hash,
    coalesce((select json_agg(json_build_object('sha256', d.sha256, 'name', d.name, 'sizeBytes', d.size_bytes) order by d.name)
      from live.document d where d.rehearsal = '' and d.sha256 = any(stated.documents)), '[]') as documents
  from live.stated left join live.person on person.rehearsal = '' and person.id = stated.person`;

async function withoutMarkedNames(db: Db, rows: readonly Stated[]): Promise<Stated[]> {
  const files = rows.flatMap(({ documents }) => documents.map(({ sha256: hash }) => hash));
  const grounds = await groundsOf(db, '', files);
  return rows.map((row) => ({
    ...row,
    documents: row.documents.map((one) => {
      const marked = grounds.get(one.sha256);
      return marked === undefined ? one : { ...one, name: `[${marked.join('; ')}]` };
    }),
  }));
}

/** What has been done by a link and those of its family, oldest first. */
export async function statedBy(db: Db, family: string): Promise<Stated[]> {
  const { rows } =
    await sql<Stated>`${stated} where stated.family = ${family}::uuid order by stated.stated_at, stated.id`.execute(db);
  return withoutMarkedNames(db, rows);
}

/** The live matters in which an organisation stated this registration number, newest first. Case does not count. */
export async function statedUnder(db: Db, registrationNumber: string): Promise<Stated[]> {
  const { rows } = await sql<Stated>`
    ${stated} where lower(stated.registration_number) = lower(${registrationNumber}) order by stated.stated_at desc, stated.id`.execute(
    db,
  );
  for (const { chain, person } of rows) handedOut('persons', { chain }, [person]);
  return withoutMarkedNames(db, rows);
}

export async function statedById(db: Db, ids: readonly string[]): Promise<Map<string, Stated>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Stated>`${stated} where stated.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map((await withoutMarkedNames(db, rows)).map((row) => [row.id, row]));
}

/** A link and what has been done by it, for whoever follows a task. */
export interface LinkEntry extends Link {
  revokedBy: string | null;
  usedAt: Instant | null;
}

export async function linksOf(db: Db, chain: string): Promise<LinkEntry[]> {
  const { rows } = await sql<LinkEntry>`
    select link.id, link.family, link.chain, link.organisation, link.deadline, link.commands, link.recipient, link.created_at,
      link.expires_at, link.revoked_at, link.revoked_by, link.revoked_because,
      (select min(stated_at) from live.stated where stated.family = link.family and version is not null) as used_at
    from live.link where link.chain = ${chain} order by link.created_at, link.id`.execute(db);
  return rows;
}

/** The recipient that a calendar's token belongs to; null for none that stands. */
export async function feedOf(db: Db, token: string): Promise<Recipient | null> {
  if (!TOKEN.test(token)) return null;
  const { rows } = await sql<{ recipient: Recipient }>`
    select recipient from live.calendar_feed where token_hash = ${sha256(token)} and revoked_at is null`.execute(db);
  return rows[0]?.recipient ?? null;
}

/** An open date of a recipient's, and how often it has moved as far as its calendars know. */
export interface FeedEntry {
  chain: string;
  processTitle: string;
  deadline: string;
  title: string;
  dueOn: CivilDate;
  sequence: number;
}

/** What a registrar's organisation owes or has others owe it nothing of; what a person has taken, or watches as a coordinator. */
export async function feedEntries(db: Db, recipient: Recipient): Promise<FeedEntry[]> {
  const id = recipient.slice(recipient.indexOf(':') + 1);
  const theirs = recipient.startsWith('registrar:')
    ? sql`deadline.debtor = ${id} and deadline.mode = 'owed'`
    : sql`(deadline.handler = ${id} or (deadline.mode = 'watched' and process.state -> 'definition' ->> 'coordinator' = ${id}))`;
  const { rows } = await sql<FeedEntry>`
    select deadline.chain, process.title as process_title, deadline.id as deadline, deadline.title, deadline.due_on,
      coalesce(entry.sequence + (entry.due_on <> deadline.due_on)::int, 0) as sequence
    from live.deadline join live.process on process.rehearsal = '' and process.chain = deadline.chain
    left join live.calendar_entry entry on entry.rehearsal = '' and entry.recipient = ${recipient}
      and entry.chain = deadline.chain and entry.deadline = deadline.id
    where deadline.rehearsal = '' and deadline.status = 'open' and process.closed_at is null and ${theirs}
    order by deadline.due_on, deadline.chain, deadline.id`.execute(db);
  return rows;
}
