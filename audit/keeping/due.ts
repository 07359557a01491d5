import type { Gone, KeptKind, RetentionRule } from '#core/around/keeping.ts';
import { type KeptFor, mandatesKeeping } from '#core/around/mandated.ts';
import { disposableOn } from '#core/around/retention.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Db } from '../../infra/db/connect.ts';
import {
  documentsKept,
  draftsKept,
  mailsKept,
  noticesKept,
  personsKept,
  statedKept,
  textsKept,
} from '../../infra/db/read/holdings.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import { closedOnOf, type Holdings } from './holdings.ts';

/** Something that a rule lets go. */
export interface Due {
  kind: KeptKind;
  /** The id that it is named by; of a draft `organisation/name`. */
  id: string;
  /** The first day that it may go. */
  on: CivilDate;
  /** The matters that it belongs to; none of a rehearsal. */
  chains: string[];
  gone: Partial<Gone>;
}

interface Candidate {
  id: string;
  recordedOn: CivilDate;
  chains: Iterable<string>;
  gone: Partial<Gone>;
}

/** Somebody whom a rule would let go, and the mandates that they must still be named for. */
export interface KeptByMandate {
  person: string;
  mandates: KeptFor[];
}

/** Whom the rule for persons would let go by a day, were it not for a mandate. */
export async function keptByMandate(
  { db, scope }: { db: Db; scope: string },
  holdings: Holdings,
  rules: readonly RetentionRule[],
  day: CivilDate,
): Promise<KeptByMandate[]> {
  const keep = rules.find(({ kind }) => kind === 'persons')?.keep;
  if (keep === undefined || keep.for === 'ever') return [];
  return (await candidatesOf('persons', db, scope, holdings)).flatMap(({ id, recordedOn, chains }) => {
    const on = disposableOn(keep, { recordedOn, closedOn: closedOnOf(holdings, chains) });
    const mandates = mandatesKeeping(holdings.mandates, id, keep, day);
    return on !== null && on <= day && mandates.length > 0 ? [{ person: id, mandates }] : [];
  });
}

/**
 * Everything that the rules let go by a day, by kind and then oldest first. What belongs to a decision never is among it, nor what a matter
 * that runs still needs, nor whom a mandate to audit names (`keptByMandate`).
 */
export async function dueOn(
  { db, scope, rehearsalDb }: { db: Db; scope: string; rehearsalDb: Db },
  holdings: Holdings,
  rules: readonly RetentionRule[],
  day: CivilDate,
): Promise<Due[]> {
  const all: Due[] = [];
  for (const { kind, keep } of rules) {
    if (keep.for === 'ever') continue;
    const candidates =
      kind === 'rehearsals' ? await finishedRehearsals(rehearsalDb) : await candidatesOf(kind, db, scope, holdings);
    for (const { id, recordedOn, chains, gone } of candidates) {
      const on = disposableOn(keep, { recordedOn, closedOn: closedOnOf(holdings, chains) });
      if (kind === 'persons' && mandatesKeeping(holdings.mandates, id, keep, day).length > 0) continue;
      if (on !== null && on <= day) all.push({ kind, id, on, chains: [...chains], gone });
    }
  }
  return all.toSorted((a, b) => (a.kind === b.kind ? a.on.localeCompare(b.on) : 0));
}

/** A file of no decision, in no matter that runs and needs it. */
const isFree = ({ matters }: Holdings, id: string, chains: Iterable<string>): boolean =>
  [...chains].every((chain) => {
    const matter = matters.get(chain);
    return matter === undefined || matter.closedOn !== null || !matter.needs(id);
  });

async function candidatesOf(kind: KeptKind, db: Db, scope: string, holdings: Holdings): Promise<Candidate[]> {
  switch (kind) {
    case 'texts':
      return textCandidates(await textsKept(db, scope), holdings);
    case 'documents':
      return (await documentsKept(db, scope)).flatMap(({ sha256, since }) => {
        const named = holdings.documents.get(sha256);
        const chains = named?.chains ?? [];
        if ((named?.decisions.length ?? 0) > 0 || !isFree(holdings, sha256, chains)) return [];
        const recordedOn = named?.recordedOn ?? since;
        return recordedOn === null ? [] : [{ id: sha256, recordedOn, chains, gone: { documents: [sha256] } }];
      });
    case 'persons':
      return (await personsKept(db, scope)).flatMap(({ id }) => {
        const named = holdings.persons.get(id);
        if (named === undefined || named.decisions.length > 0) return [];
        return [{ id, recordedOn: named.recordedOn, chains: named.chains, gone: { persons: [id] } }];
      });
    case 'mails':
      return (await mailsKept(db, scope)).map(({ id, on, chains }) => ({ id, recordedOn: on, chains, gone: { mails: [id] } }));
    case 'notices':
      return (await noticesKept(db, scope)).map(({ id, on, chain }) => ({
        id,
        recordedOn: on,
        chains: [chain],
        gone: { notices: [id] },
      }));
    case 'drafts':
      return (await draftsKept(db, scope)).map(({ chain, organisation, name, on }) => ({
        id: `${organisation}/${name}`,
        recordedOn: on,
        chains: [chain],
        gone: { drafts: [{ organisation, name }] },
      }));
    case 'links':
      return (await statedKept(db, scope)).flatMap(({ id, person, chain, on }) =>
        (holdings.persons.get(person)?.decisions.length ?? 0) > 0
          ? []
          : [{ id, recordedOn: on, chains: [chain], gone: { stated: [id] } }],
      );
    case 'events':
    case 'accessEntries':
    case 'checkpoints':
    case 'keptCopies':
    case 'decisions':
    case 'rehearsals':
      return [];
  }
}

function textCandidates(kept: ReadonlySet<string>, holdings: Holdings): Candidate[] {
  return [...holdings.texts].flatMap(([id, { ref, recordedOn, chains, decisions }]) => {
    if (!kept.has(id) || decisions.length > 0 || holdings.grounds.has(id) || !isFree(holdings, id, chains)) return [];
    return [{ id, recordedOn, chains, gone: { texts: [ref] } }];
  });
}

/** They are taken away whole, with everything in them, by a command of their own. */
async function finishedRehearsals(db: Db): Promise<Candidate[]> {
  const all = await rehearsals(db, instantOfMs(Date.now()));
  return all
    .filter(({ status }) => status !== 'running')
    .map(({ id, finishedAt, startedAt }) => ({ id, recordedOn: civilDateOf(finishedAt ?? startedAt), chains: [], gone: {} }));
}
