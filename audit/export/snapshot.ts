import { sql } from 'kysely';
import type { StoredEventOf } from '#core/act/event.ts';
import { textRefsIn } from '#core/around/decided.ts';
import { ownNotes } from '#core/around/ownNotes.ts';
import type { AnyBody, AnyState, ProcessState } from '#core/models.ts';
import { modelOf } from '#core/models.ts';
import { accessChain, kindOf } from '#contracts/ids.ts';
import type { Db, Trx } from '../../infra/db/connect.ts';
import { type KeptRun, keptRuns } from '../../infra/db/read/archive.ts';
import { markingsOf } from '../../infra/db/read/markings.ts';
import type { MailEntry } from '../../infra/db/read/mails.ts';
import { mails } from '../../infra/db/read/mails.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';
import type { Head } from '../../infra/seal/checkpoint.ts';
import { documentsIn, stringsIn } from './references.ts';

/** An event as it lies in its chain: `canonical` are the bytes that its hash is over. */
export interface Row {
  version: number;
  hash: string;
  previousHash: string;
  canonical: string;
}

export interface KeptText {
  textId: string;
  commitment: string;
  /** Null where the text has been erased, or is a note that its auditor has not shared. */
  kept: { salt: Buffer; text: string } | null;
}

export interface KeptPerson {
  id: string;
  name: string;
  organisation: string;
}

export interface DocumentName {
  sha256: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

/** One process's record as it stood at one moment, up to the heads that a checkpoint covers. */
export interface Snapshot {
  chain: string;
  events: Row[];
  access: Row[];
  /** The fold of the events. */
  process: ProcessState;
  texts: KeptText[];
  people: KeptPerson[];
  documents: DocumentName[];
  /** Files that are marked as secret and are left out, each with the grounds that it is marked on. Their names are left out too. */
  markedDocuments: { sha256: string; grounds: string[] }[];
  /** How many files are in it though they are marked. */
  markedIncluded: number;
  /** Files that the record names and that are no longer kept here, by SHA-256. */
  missingDocuments: string[];
  runs: KeptRun[];
  notices: MailEntry[];
}

/**
 * Reads a process's record at one moment, both chains no further than `heads` say.
 * `withMarked`: also files that are marked as secret.
 * @throws RangeError for a chain that holds nothing or was never opened.
 */
export async function snapshotOf(
  db: Db,
  chain: string,
  heads: readonly Head[],
  { withMarked }: { withMarked: boolean },
): Promise<Snapshot> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const events = await rowsOf(trx, chain, heads);
      const access = await rowsOf(trx, accessChain(chain), heads);
      const stored = [...events, ...access].map(storedEvent);
      const scope = scopeOf(chain);
      const process = folded(chain, events);
      const named = documentsIn([...stored, process.state]);
      const documents = await documentNames(trx, scope, named);
      const marked = await markedAmong(trx, scope, process, documents);
      const hidden = new Set(withMarked ? [] : marked.map(({ sha256 }) => sha256));
      const known = new Set(documents.map(({ sha256 }) => sha256));
      return {
        chain,
        events,
        access,
        process,
        texts: await keptTexts(trx, scope, stored),
        people: await peopleIn(trx, scope, stored),
        documents: documents.filter(({ sha256 }) => !hidden.has(sha256)),
        markedDocuments: withMarked ? [] : marked,
        markedIncluded: withMarked ? marked.length : 0,
        missingDocuments: named.filter((sha256) => !known.has(sha256)),
        runs: await keptRuns(trx, chain),
        notices: await mails({ live: trx, rehearsal: trx }, { chain }),
      };
    });
}

async function rowsOf(trx: Trx, chain: string, heads: readonly Head[]): Promise<Row[]> {
  const head = heads.find((one) => one.chain === chain);
  if (head === undefined) return [];
  return trx
    .selectFrom('event')
    .select(['version', 'hash', 'previousHash', 'canonical'])
    .where(inChain(chain))
    .where('version', '<=', head.version)
    .orderBy('version')
    .execute();
}

function folded(chain: string, rows: readonly Row[]): ProcessState {
  const kind = kindOf(chain);
  const { evolve } = modelOf(kind);
  const state = rows.map(storedEvent).reduce<AnyState | null>(evolve, null);
  if (state === null) throw new RangeError(`${chain} was never opened: there is nothing to export.`);
  return { kind, state } as ProcessState;
}

/** A marking hides; whether the file is handed out is decided by a person. */
async function markedAmong(
  trx: Trx,
  scope: string,
  { state }: ProcessState,
  documents: readonly DocumentName[],
): Promise<Snapshot['markedDocuments']> {
  const grounds = new Map<string, string[]>();
  for (const { id } of state.definition.organisations)
    for (const [sha256, ground] of await markingsOf(trx, scope, id))
      grounds.set(sha256, [...(grounds.get(sha256) ?? []), ground]);
  return documents.flatMap(({ sha256 }) => {
    const found = grounds.get(sha256);
    return found === undefined ? [] : [{ sha256, grounds: found }];
  });
}

async function keptTexts(trx: Trx, scope: string, stored: readonly StoredEventOf<AnyBody>[]): Promise<KeptText[]> {
  const own = ownNotes(stored);
  const refs = new Map(textRefsIn(stored).map((ref) => [ref.textId, ref]));
  const rows = await trx
    .selectFrom('text')
    .select(['textId', 'salt', 'text'])
    .where('rehearsal', '=', scope)
    .where('textId', '=', sql<string>`any(${[...refs.keys()]})`)
    .execute();
  const kept = new Map(rows.map(({ textId, salt, text }) => [textId, { salt, text }]));
  return [...refs.values()]
    .toSorted((a, b) => (a.textId < b.textId ? -1 : 1))
    .map(({ textId, commitment }) => ({ textId, commitment, kept: own.has(textId) ? null : (kept.get(textId) ?? null) }));
}

/** Whoever the record refers to, wherever in an event: a new kind of event is covered without being named here. */
async function peopleIn(trx: Trx, scope: string, stored: readonly unknown[]): Promise<KeptPerson[]> {
  const ids = [...stringsIn(stored)].map((text) => text.replace(/^person:/, ''));
  return trx
    .selectFrom('person')
    .select(['id', 'name', 'organisation'])
    .where('rehearsal', '=', scope)
    .where('id', '=', sql<string>`any(${ids})`)
    .orderBy('id')
    .execute();
}

async function documentNames(trx: Trx, scope: string, named: readonly string[]): Promise<DocumentName[]> {
  return trx
    .selectFrom('document')
    .select(['sha256', 'name', 'mediaType', 'sizeBytes'])
    .where('rehearsal', '=', scope)
    .where('sha256', '=', sql<string>`any(${[...named]})`)
    .orderBy('sha256')
    .execute();
}
