import type { StoredEventOf } from '#core/act/event.ts';
import { hashesIn, textRefsIn } from '#core/around/decided.ts';
import { type AnyBody, type AnyModel, type AnyState, modelOf } from '#core/models.ts';
import { isProcessChain, kindOf } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';
import { documentsIn } from '../export/references.ts';
import { checkRuns, type Run } from './archives.ts';
import { checkDocumentsNamed, type NamedDocument } from './documents.ts';
import type { Finder } from './finding.ts';
import { type EventRow, eventPages } from './pages.ts';
import { checkReadings, type Reading, readingsOf } from './readings.ts';
import { checkReadModel } from './readModel.ts';
import type { Scope } from './scope.ts';
import { checkSenders, noteSender, type Senders } from './senders.ts';
import { checkTexts, type NamedText } from './texts.ts';

type Event = StoredEventOf<AnyBody>;

export interface Said {
  processes: number;
  texts: { checked: number; gone: number };
  documents: { named: number; gone: number };
  /** Parts of the second record that are not put away yet. */
  waitingRuns: number;
  /** Rows of what is shown. */
  rows: number;
  /** Rows of who may read what was sent. */
  readings: number;
  /** Every file that was named, where only some chains are gone over. */
  files: Set<string>;
}

interface Parts {
  db: Db;
  scope: Scope;
  finder: Finder;
  /** Whether what has ended is to have been put away. */
  isArchived: boolean;
  seen: (events: number) => void;
}

/** A process's chain as far as it has been folded. */
interface Folding {
  chain: string;
  model: AnyModel;
  state: AnyState | null;
  runs: Run[];
  /** The act that is being folded: what it sent follows from the state after all of it. */
  act: Event[];
  readings: Reading[];
  senders: Senders;
  /** Where what is recorded says nothing that could be folded. */
  isBroken: boolean;
}

/** Processes that have been folded, until there are enough of them to ask for their rows at once. */
interface Waiting {
  readings: Map<string, readonly Reading[]>;
  senders: Map<string, Senders>;
  /** Entries in both. */
  size: number;
}
const ENOUGH = 20_000;
const ENOUGH_PROCESSES = 250;

/**
 * Goes over what the events say: what they refer to is there and is what they committed to, and what is shown of each process follows from
 * them. Memory: a page of events, one process's state, and of some hundred processes who sent what to whom.
 */
export async function checkSaid(parts: Parts): Promise<Said> {
  const said: Said = {
    processes: 0,
    texts: { checked: 0, gone: 0 },
    documents: { named: 0, gone: 0 },
    waitingRuns: 0,
    rows: 0,
    readings: 0,
    files: new Set(),
  };
  const waiting: Waiting = { readings: new Map(), senders: new Map(), size: 0 };
  let folding: Folding | null = null;
  for await (const page of eventPages(parts.db, parts.scope)) {
    const texts: NamedText[] = [];
    const documents: NamedDocument[] = [];
    for (const row of page) {
      if (folding !== null && folding.chain !== row.chain) {
        await settle(parts, folding, said, waiting);
        folding = null;
      }
      if (isProcessChain(row.chain)) folding ??= beginning(row.chain, parts.finder);
      const event = readEvent(row);
      if (event === null) {
        if (folding !== null) folding.isBroken = true;
        continue;
      }
      texts.push(...textsOf(event));
      documents.push(...filesOf(event));
      if (folding !== null) fold(folding, event, parts.finder);
    }
    await checkTexts(parts.db, parts.scope, texts, parts.finder, said.texts);
    await checkDocumentsNamed(parts.db, parts.scope, documents, parts.finder, said.documents);
    if (parts.scope.chains !== null) for (const { sha256 } of documents) said.files.add(sha256);
    parts.seen(page.length);
  }
  if (folding !== null) await settle(parts, folding, said, waiting);
  await askFor(parts, said, waiting);
  return said;
}

/** A chain whose id says no kind of process is no process's, whoever made it. */
function beginning(chain: string, finder: Finder): Folding {
  const nothing = { chain, state: null, runs: [], act: [], readings: [], senders: new Map() };
  try {
    return { ...nothing, model: modelOf(kindOf(chain)), isBroken: false };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    finder.find('chains', 'chainOfNoKind', { chain });
    return { ...nothing, model: modelOf('agreement'), isBroken: true };
  }
}

/** Null for a text that says no event: the walk along the chain has named it. */
function readEvent(row: EventRow): Event | null {
  try {
    const event = storedEvent(row);
    return typeof event.body === 'object' && event.body !== null ? event : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function textsOf({ chain, version, body, reason, evidence }: Event): NamedText[] {
  return textRefsIn([body, reason, evidence]).map((ref) => ({ ...ref, chain, version }));
}

function filesOf({ chain, version, body, evidence }: Event): NamedDocument[] {
  // What says that a file is gone names one that is not there. Other SHA-256s in what happens around are of what was handed out or put away.
  if (body.type === 'disposed' || body.type === 'erased') return [];
  const files = isProcessChain(chain) ? hashesIn([body, { evidence }]) : documentsIn([body, { evidence }]);
  return [...new Set(files)].map((sha256) => ({ sha256, chain, version }));
}

function fold(folding: Folding, event: Event, finder: Finder): void {
  const { body, version, wallTime } = event;
  if (body.type === 'runStarted')
    folding.runs.push({ runId: (body as AnyBody & { runId: string }).runId, version, startedAt: wallTime });
  noteSender(folding.senders, event);
  if (folding.isBroken) return;
  try {
    if (folding.act[0]?.commandId !== event.commandId) endAct(folding);
    folding.act.push(event);
    folding.state = folding.model.evolve(folding.state, event);
  } catch (error) {
    folding.isBroken = true;
    const why = error instanceof Error ? error.message : String(error);
    finder.find('readModel', 'unfoldable', { chain: folding.chain, version }, { why });
  }
}

function endAct(folding: Folding): void {
  const { chain, state, act } = folding;
  folding.act = [];
  if (state !== null) folding.readings.push(...readingsOf(chain, state, act));
}

async function settle(parts: Parts, folding: Folding, said: Said, waiting: Waiting): Promise<void> {
  const { db, finder, isArchived } = parts;
  const { chain, model, state, runs, senders } = folding;
  said.processes += 1;
  waiting.senders.set(chain, senders);
  if (!folding.isBroken) {
    endAct(folding);
    waiting.readings.set(chain, folding.readings);
    said.rows += await checkReadModel(db, chain, state, finder);
    const isClosed = state !== null && model.summary(state).closedAt !== null;
    if (isArchived) said.waitingRuns += await checkRuns(db, { chain, runs, isClosed }, finder);
  }
  waiting.size += senders.size + folding.readings.length;
  if (waiting.size > ENOUGH || waiting.senders.size >= ENOUGH_PROCESSES) await askFor(parts, said, waiting);
}

async function askFor({ db, scope, finder }: Parts, said: Said, waiting: Waiting): Promise<void> {
  if (waiting.senders.size > 0) await checkSenders(db, scope, waiting.senders, finder);
  if (waiting.readings.size > 0) said.readings += await checkReadings(db, scope, waiting.readings, finder);
  waiting.readings.clear();
  waiting.senders.clear();
  waiting.size = 0;
}
