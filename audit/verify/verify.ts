import { sql } from 'kysely';
import type { Worlds } from '../../infra/db/worlds.ts';
import { type Snapshot, withSnapshot } from '../../infra/db/snapshot.ts';
import { newestCheckpoint } from '../../infra/db/checkpoints.ts';
import { type Head, readCheckpoint, rootOfHeads } from '../../infra/seal/checkpoint.ts';
import { besideFindings } from '../checkpoints/beside.ts';
import { verifySeries } from '../checkpoints/series.ts';
import { type Uncovered, uncovered } from '../checkpoints/uncovered.ts';
import { type CheckedArchives, checkArchives } from './archives.ts';
import { checkBeside, walkChains } from './chains.ts';
import { checkDocuments } from './documents.ts';
import { type CheckKind, type Finder, type Found, makeFinder, type VerifyFinding } from './finding.ts';
import { checkStrayReadings, countOwn } from './readings.ts';
import { checkStrayRows } from './readModel.ts';
import { checkSaid, type Said } from './said.ts';
import { isListed } from './meant.ts';
import type { Scope } from './scope.ts';

/** What was gone over, and what was found. */
export interface Verification {
  /** ULID; null outside rehearsals. */
  rehearsal: string | null;
  /** The chains that were asked about; null: all. */
  asked: readonly string[] | null;
  isSound: boolean;
  /** Where each chain ends, in order of their ids, and the Merkle root over them. */
  heads: Head[];
  root: string;
  events: number;
  bytes: number;
  checkpoints: { checked: number } & Uncovered;
  archives: CheckedArchives & { waiting: number };
  documents: { checked: number; named: number; gone: number };
  texts: Said['texts'];
  /** `own`: files readable to whoever put them in their own room, which no event says and nothing here can check. */
  readModel: { processes: number; rows: number; readings: number; own: number };
  found: Readonly<Record<CheckKind, Found>>;
}

export interface VerifyOptions {
  /** Findings that are kept of each kind; all are counted. */
  limit: number;
  /** Told how many events have been gone over, of how many in all; each is gone over twice. */
  progress?: (done: number, all: number) => void;
  signal?: AbortSignal;
  /** Public keys (PEM) that the auditor kept. */
  kept?: readonly string[];
}

const EVERY = 4096;

/** Goes over the record of one world or rehearsal, at one moment of it, and reads only. Memory: one head a chain, one process's state. */
export async function verifyRecord(url: string, scope: Scope, options: VerifyOptions): Promise<Verification> {
  const schema = scope.rehearsal === '' ? 'live' : 'rehearsal';
  return withSnapshot(url, schema, (snapshot) => verifySnapshot(snapshot, scope, options));
}

async function verifySnapshot(snapshot: Snapshot, scope: Scope, options: VerifyOptions): Promise<Verification> {
  const { db } = snapshot;
  const { limit } = options;
  const finder = makeFinder(limit);
  const count = await counting(snapshot, scope, options);
  // The server goes over its own rows while the chain is walked here.
  const [walked, beside] = await Promise.all([
    walkChains(snapshot, scope, finder, () => count(1)),
    checkBeside(db, scope, limit + 1),
  ]);
  if (scope.rehearsal !== '' && !(await isListed(db, scope.rehearsal))) finder.find('chains', 'rehearsalStruck');
  for (const { code, place, facts } of beside) finder.find('chains', code, place, facts);
  const checkpoints = await checkCheckpoints(snapshot, scope, options, finder);
  const archives = await checkArchives(snapshot, scope, finder);
  const isArchived = await hasEnded(snapshot, scope);
  const said = await checkSaid({ db, scope, finder, isArchived, seen: count });
  await checkStrayRows(db, scope, limit + 1, finder);
  await checkStrayReadings(db, scope, limit + 1, finder);
  const checked = await checkDocuments(snapshot, scope, scope.chains === null ? null : said.files, finder);
  const heads = walked.heads.toSorted((a, b) => (a.chain < b.chain ? -1 : 1));
  return {
    rehearsal: scope.rehearsal === '' ? null : scope.rehearsal,
    asked: scope.chains,
    isSound: Object.values(finder.found).every(({ total }) => total === 0),
    heads,
    root: rootOfHeads(heads),
    events: walked.events,
    bytes: walked.bytes,
    checkpoints,
    archives: { ...archives, waiting: said.waitingRuns },
    documents: { checked, ...said.documents },
    texts: said.texts,
    readModel: { processes: said.processes, rows: said.rows, readings: said.readings, own: await countOwn(db, scope) },
    found: finder.found,
  };
}

/** @throws the signal's reason when the work is to stop. */
async function counting(
  { db }: Snapshot,
  { rehearsal, chains }: Scope,
  { progress, signal }: VerifyOptions,
): Promise<(events: number) => void> {
  const { all } = await db
    .selectFrom('chain')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('headVersion'), sql<number>`0`).as('all'))
    .where('rehearsal', '=', rehearsal)
    .$if(chains !== null, (select) => select.where('chain', 'in', chains ?? []))
    .executeTakeFirstOrThrow();
  let done = 0;
  let told = 0;
  return (events) => {
    done += events;
    if (done - told < EVERY) return;
    told = done;
    signal?.throwIfAborted();
    progress?.(done, 2 * all);
  };
}

async function checkCheckpoints(
  { db }: Snapshot,
  { rehearsal, chains }: Scope,
  { kept = [] }: VerifyOptions,
  finder: Finder,
): Promise<Verification['checkpoints']> {
  const worlds: Pick<Worlds, 'live' | 'rehearsal'> = { live: db, rehearsal: db };
  let checked = 0;
  const find = ({ code, place, facts }: VerifyFinding): void => {
    const isOfAnother = chains !== null && place.chain !== undefined && !chains.includes(place.chain);
    if (!isOfAnother) finder.find('checkpoints', code, place, facts);
  };
  for await (const one of verifySeries(worlds, rehearsal, { kept, checked: () => (checked += 1) })) find(one);
  for (const one of await besideFindings(db, rehearsal)) find(one);
  // Of a newest one that cannot be read, as was found just now, nothing is known to be covered.
  const newest = await newestCheckpoint(db, rehearsal);
  if (newest !== null && !isReadable(newest.signed)) return { checked, events: 0, chains: 0, waiting: 0, newest: null };
  return { checked, ...(await uncovered(db, rehearsal, chains)) };
}

function isReadable(signed: string): boolean {
  try {
    readCheckpoint(signed);
    return true;
  } catch {
    return false; // a finding of the series says why
  }
}

/** Outside rehearsals what ends is put away as it ends; a rehearsal's at its own end, which one that was broken off never came to. */
async function hasEnded({ db }: Snapshot, { rehearsal }: Scope): Promise<boolean> {
  if (rehearsal === '') return true;
  const row = await db.selectFrom('rehearsal').select('outcome').where('id', '=', rehearsal).executeTakeFirst();
  return row?.outcome === 'asWritten' || row?.outcome === 'deviated';
}
