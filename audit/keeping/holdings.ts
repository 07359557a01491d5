import type { TextRef } from '#core/act/envelope.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import { type DecidedAs, decisionIn, hashesIn, personsIn, textRefsIn } from '#core/around/decided.ts';
import { type MandateKept, mandatesAfter } from '#core/around/mandated.ts';
import type { AroundEvent } from '#core/around/events.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { AnyBody } from '#core/models.ts';
import { isProcessChain, kindOf, processOfAccess } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { documentsKept, eventsIn, type MatterRow, mattersIn, personsKept } from '../../infra/db/read/holdings.ts';

/** Where a decision is, and what somebody or something is to it. */
export interface DecisionAt {
  chain: string;
  version: number;
  type: string;
  as: DecidedAs | 'content';
}

/** Where the record names something, and when that was recorded last. */
export interface Named {
  /** Matters that name it; what only the system's own chain names is in none. */
  chains: Set<string>;
  /** Every entry that names it. */
  entries: { chain: string; version: number }[];
  recordedOn: CivilDate;
  /** The decisions that it belongs to. */
  decisions: DecisionAt[];
}

export interface Matter extends MatterRow {
  /** The state as text, to see what a matter that runs still needs. */
  needs: (id: string) => boolean;
}

/** What the record of one world or rehearsal names that lies beside it. */
export interface Holdings {
  matters: Map<string, Matter>;
  texts: Map<string, Named & { ref: TextRef }>;
  documents: Map<string, Named>;
  persons: Map<string, Named>;
  /** Texts that say on what ground something was disposed of, erased or handed out. */
  grounds: Set<string>;
  /** Every mandate to audit, also those that have ended. */
  mandates: MandateKept[];
}

/** Goes over everything that is recorded once. `scope`: the rehearsal's ULID, or ''. */
export async function holdingsIn(db: Db, scope: string): Promise<Holdings> {
  const matters = new Map((await mattersIn(db, scope)).map((row) => [row.chain, withNeeds(row)]));
  const known = new Set((await personsKept(db, scope)).map(({ id }) => id));
  const named = { texts: new Map(), documents: new Map(), persons: new Map() };
  const holdings: Holdings = { matters, ...named, grounds: new Set(), mandates: [] };
  for await (const event of eventsIn(db, scope)) takeIn(holdings, event, known);
  // A file may have been sent together with another that the entry names.
  for (const { sha256, chains, since } of await documentsKept(db, scope))
    for (const chain of chains) noteNamed(holdings.documents, sha256, { chain, on: since ?? '', version: null, decision: null });
  return holdings;
}

function withNeeds(row: MatterRow): Matter {
  const state = JSON.stringify(row.state);
  return { ...row, needs: (id) => state.includes(`"${id}"`) };
}

const auditing = new Set<string>(['mandateGranted', 'mandateRevoked']);
const keeping = new Set(['retentionRuled', 'disposed', 'erased', 'disclosed']);

function takeIn(holdings: Holdings, event: StoredEventOf<AnyBody>, known: ReadonlySet<string>): void {
  const { chain, version, body, reason, evidence } = event;
  const matter = isProcessChain(chain) ? chain : processOfAccess(chain);
  const decision = isProcessChain(chain) ? decisionIn(kindOf(chain), event) : null;
  const on = civilDateOf(event.recordedAt);
  const place = { chain: matter, on, version: { chain, version } };
  const at = (as: DecisionAt['as']): DecisionAt => ({ chain, version, type: body.type, as });
  if (keeping.has(body.type)) {
    if (reason !== null) holdings.grounds.add(reason.textId);
    // What an entry says is gone is not named by it.
    if (body.type === 'disposed' || body.type === 'erased') return;
  }
  if (auditing.has(body.type)) holdings.mandates = mandatesAfter(holdings.mandates, event as unknown as AroundEvent);
  for (const ref of textRefsIn([body, reason, evidence])) {
    const named = noteNamed(holdings.texts, ref.textId, { ...place, decision: decision === null ? null : at('content') });
    holdings.texts.set(ref.textId, Object.assign(named, { ref }));
  }
  for (const sha256 of hashesIn([body, evidence]))
    noteNamed(holdings.documents, sha256, {
      ...place,
      decision: decision?.documents.includes(sha256) === true ? at('content') : null,
    });
  for (const person of personsIn(event, known)) {
    const as = decision?.persons.find((one) => one.person === person)?.as;
    noteNamed(holdings.persons, person, { ...place, decision: as === undefined ? null : at(as) });
  }
}

interface Naming {
  chain: string | null;
  on: CivilDate;
  version: { chain: string; version: number } | null;
  decision: DecisionAt | null;
}

function noteNamed(all: Map<string, Named>, id: string, { chain, on, version, decision }: Naming): Named {
  const named = all.get(id) ?? { chains: new Set<string>(), entries: [], recordedOn: on, decisions: [] };
  if (chain !== null) named.chains.add(chain);
  if (version !== null) named.entries.push(version);
  if (on > named.recordedOn) named.recordedOn = on;
  if (decision !== null) named.decisions.push(decision);
  all.set(id, named);
  return named;
}

/** When the last of some matters closed; null while one of them runs, or where there is none. */
export function closedOnOf({ matters }: Pick<Holdings, 'matters'>, chains: Iterable<string>): CivilDate | null {
  let last: CivilDate | null = null;
  for (const chain of chains) {
    const closedOn = matters.get(chain)?.closedOn ?? null;
    if (closedOn === null) return null;
    if (last === null || closedOn > last) last = closedOn;
  }
  return last;
}
