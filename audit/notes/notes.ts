import { sql } from 'kysely';
import type { TextRef } from '#core/act/envelope.ts';
import type { AroundEvent } from '#core/around/events.ts';
import { asAuditor, entryNow } from '#core/around/entry.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { accessChain, processOfAccess, shortId } from '#contracts/ids.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import type { Db } from '../../infra/db/connect.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { handedOut } from '../../infra/db/read/shown.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { type Cover, isCovered } from '../mandates/cover.ts';
import { lookUp } from '../search/looked.ts';

export { Unacceptable } from '../../infra/db/write/texts.ts';

/** An auditor's working paper: readable to its writer alone until they share it. */
export interface Note {
  /** Its version in the access chain of the process. */
  number: number;
  process: string;
  /** Version of the event that it is about; null: the whole. */
  about: number | null;
  /** Null: erased. */
  text: string | null;
  writtenBy: string;
  writer: string;
  writtenAt: Instant;
  shared: boolean;
  hash: string;
}

interface At {
  now: Instant;
  codeVersion: string;
}

export interface NewNote {
  /** Chain of the process. */
  chain: string;
  about: number | null;
  text: string;
}

/** Whether the event that a note would be about is there. */
export async function isRecorded(db: Db, chain: string, version: number): Promise<boolean> {
  const row = await db
    .selectFrom('event')
    .select('version')
    .where(inChain(chain))
    .where('version', '=', version)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a note beside the process, its text outside the record. @throws Unacceptable for a text that cannot be kept. */
export async function writeNote(db: Db, { chain, about, text }: NewNote, auditor: string, at: At): Promise<AroundEvent> {
  const note = await putText(db, scopeOf(chain), text);
  return record(db, chain, { type: 'noted', about, note }, auditor, at);
}

/** Lets whoever may read the process read a note. Null where the auditor has no such note. */
export async function shareNote(db: Db, chain: string, number: number, auditor: string, at: At): Promise<AroundEvent | null> {
  const own = (await noteEvents(db, scopeOf(chain), accessChain(chain))).find(
    ({ version, body, recordedBy }) => body.type === 'noted' && version === number && recordedBy.person === auditor,
  );
  return own === undefined ? null : record(db, chain, { type: 'noteShared', note: number }, auditor, at);
}

async function record(db: Db, chain: string, body: AroundEvent['body'], auditor: string, at: At): Promise<AroundEvent> {
  const entry = entryNow(accessChain(chain), body, asAuditor(auditor), at.now);
  const [event] = await recordAround(db, scopeOf(chain), [entry], at.codeVersion);
  if (event === undefined) throw new Error('a note was recorded and not answered with');
  return event;
}

/**
 * The notes of one world that somebody reads: their own, and what others have shared of what they may read. `auditor` null: whoever runs the
 * machine, who reads what is shared. `process`: of one chain alone.
 */
export async function notesFor(db: Db, scope: string, cover: Cover, auditor: string | null, process?: string): Promise<Note[]> {
  const events = await noteEvents(db, scope, process === undefined ? null : accessChain(process));
  const shared = new Set(events.flatMap(({ chain, body }) => (body.type === 'noteShared' ? [`${chain} ${body.note}`] : [])));
  const readable = events.filter(
    ({ chain, version, body, recordedBy }) =>
      body.type === 'noted' && (recordedBy.person === auditor || (shared.has(`${chain} ${version}`) && isCovered(cover, chain))),
  );
  const refs = readable.flatMap(({ body }) => (body.type === 'noted' ? [body.note.textId] : []));
  const persons = readable.flatMap(({ recordedBy }) => recordedBy.person ?? []);
  const looked = await lookUp(db, scope, persons, refs);
  handedOut('persons', { scope }, Object.keys(looked.people));
  handedOut('texts', { scope }, Object.keys(looked.texts));
  return readable.map((event) => {
    const { about, note } = event.body as { about: number | null; note: TextRef };
    const writtenBy = event.recordedBy.person ?? '';
    return {
      number: event.version,
      process: shortId(processOfAccess(event.chain) ?? event.chain),
      about,
      text: looked.texts[note.textId] ?? null,
      writtenBy,
      writer: looked.people[writtenBy] ?? writtenBy,
      writtenAt: event.recordedAt,
      shared: shared.has(`${event.chain} ${event.version}`),
      hash: event.hash,
    };
  });
}

async function noteEvents(db: Db, scope: string, chain: string | null): Promise<AroundEvent[]> {
  const rows = await db
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where('rehearsal', '=', scope)
    .where('type', 'in', ['noted', 'noteShared'])
    .$if(chain !== null, (select) => select.where('chain', '=', chain))
    .orderBy('recordedAt')
    .orderBy(sql`chain, version`)
    .execute();
  return rows.map((row) => storedEvent(row) as unknown as AroundEvent);
}
