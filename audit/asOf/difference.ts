import type { State } from '#core/agreement/state.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import { ledger, type LedgerColumn } from '#core/agreement/funds/ledger.ts';
import { peopleOf } from '#core/agreement/tasks/people.ts';
import type { YearStatus } from '#core/framework/state.ts';
import type { ProcessState } from '#core/models.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import { type AsOf, asOfEvents, type ReadBy } from './asOf.ts';
import type { Stored } from './days.ts';
import type { Moment } from './moment.ts';
import { type Outline, type OutlinedDeadline, outlineOf } from './outline.ts';

/** One thing that stands otherwise at the second moment than at the first. Null: it was not there. */
export type Change =
  | { kind: 'phase'; before: string | null; after: string; on: CivilDate | null }
  | { kind: 'validity'; before: Validity; after: Validity }
  /** Another text stands: by its hash. */
  | { kind: 'text'; before: string | null; after: string }
  | { kind: 'version'; number: number; hash: string; party: string | null; amendment: number | null }
  | { kind: 'deadlineSet'; deadline: string; dueOn: CivilDate; status: DeadlineStatus }
  | { kind: 'deadlineMoved'; deadline: string; before: CivilDate; after: CivilDate }
  | { kind: 'deadlineStatus'; deadline: string; before: DeadlineStatus; after: DeadlineStatus; doneOn: CivilDate | null }
  | { kind: 'reportAccepted'; deadline: string }
  | { kind: 'suspended' | 'resumed'; deadline: string; since: CivilDate }
  | { kind: 'overdue'; deadline: string; dueOn: CivilDate }
  | { kind: 'money'; area: string; what: MoneyColumn | 'budget'; beforeOre: number; afterOre: number }
  | { kind: 'handler'; deadline: string; before: string | null; after: string | null }
  | { kind: 'person'; person: string; organisation: string }
  | { kind: 'year'; year: number; before: YearStatus | null; after: YearStatus };

interface Validity {
  from: CivilDate | null;
  until: CivilDate | null;
}

const moneyColumns = [
  'appropriated',
  'setAside',
  'requisitioned',
  'approved',
  'paid',
  'used',
  'repaid',
  'reclaimed',
  'returned',
] as const;
export type MoneyColumn = (typeof moneyColumns)[number] & LedgerColumn;

export interface Difference {
  before: AsOf;
  after: AsOf;
  /** What was recorded, or done, after the first moment and by the second. */
  events: Stored[];
  changes: Change[];
}

/** What happened to a process between two moments, told by its chain alone. */
export async function difference(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  chain: string,
  moments: readonly [Moment, Moment],
  { by }: { by: ReadBy },
): Promise<Difference> {
  return differenceOfEvents(chain, await allEvents(worlds, chain), moments, by);
}

/** The same of a chain's events, all of them, oldest first. Pure. */
export function differenceOfEvents(
  chain: string,
  events: readonly Stored[],
  [first, second]: readonly [Moment, Moment],
  by: ReadBy,
): Difference {
  const [before, after] = [asOfEvents(chain, events, first, by), asOfEvents(chain, events, second, by)];
  const counted = new Set(before.events.map(({ version }) => version));
  // A take-over of which more has been done since is told again, with what it then holds.
  const isMore = (event: Stored): boolean => event.body.type === 'takenOver' && before.inner?.length !== after.inner?.length;
  return {
    before,
    after,
    events: after.events.filter((event) => !counted.has(event.version) || isMore(event)),
    changes: changesOf(before, after),
  };
}

function changesOf(before: AsOf, after: AsOf): Change[] {
  const [was, is] = [outlineOf(before), outlineOf(after)];
  if (is === null || after.process === null) return [];
  return [
    ...ofPhase(was, is),
    ...ofTexts(was, is),
    ...ofDeadlines(was, is),
    ...ofMoney(before.process, after.process),
    ...ofPeople(before.process, after.process),
    ...ofYears(before.process, after.process),
  ];
}

function ofPhase(was: Outline | null, is: Outline): Change[] {
  const [before, after] = [was, is].map((one) => ({ from: one?.validFrom ?? null, until: one?.validUntil ?? null }));
  const valid = before !== undefined && after !== undefined && (before.from !== after.from || before.until !== after.until);
  return [
    ...(was?.phase === is.phase ? [] : [{ kind: 'phase' as const, before: was?.phase ?? null, after: is.phase, on: is.since }]),
    ...(valid ? [{ kind: 'validity' as const, before, after }] : []),
  ];
}

function ofTexts(was: Outline | null, is: Outline): Change[] {
  const known = new Set(was?.versions.map(({ number }) => number));
  const tabled = is.versions.filter(({ number }) => was !== null && !known.has(number));
  return [
    ...tabled.map(({ number, hash, party, amendment }): Change => ({ kind: 'version', number, hash, party, amendment })),
    ...(was?.text === is.text ? [] : [{ kind: 'text' as const, before: was?.text ?? null, after: is.text }]),
  ];
}

function ofDeadlines(was: Outline | null, is: Outline): Change[] {
  const before = new Map((was?.deadlines ?? []).map((one) => [one.id, one]));
  return is.deadlines.flatMap((one) => ofDeadline(before.get(one.id), one));
}

function ofDeadline(was: OutlinedDeadline | undefined, is: OutlinedDeadline): Change[] {
  const { id: deadline, dueOn, status, doneOn } = is;
  if (was === undefined) return [{ kind: 'deadlineSet', deadline, dueOn, status }];
  const changes: Change[] = [];
  if (was.dueOn !== dueOn) changes.push({ kind: 'deadlineMoved', deadline, before: was.dueOn, after: dueOn });
  if (was.status !== status) changes.push({ kind: 'deadlineStatus', deadline, before: was.status, after: status, doneOn });
  if (!was.accepted && is.accepted) changes.push({ kind: 'reportAccepted', deadline });
  if (was.suspendedOn === null && is.suspendedOn !== null) changes.push({ kind: 'suspended', deadline, since: is.suspendedOn });
  if (was.suspendedOn !== null && is.suspendedOn === null) changes.push({ kind: 'resumed', deadline, since: was.suspendedOn });
  if (!was.isOverdue && is.isOverdue) changes.push({ kind: 'overdue', deadline, dueOn });
  if (was.handler !== is.handler) changes.push({ kind: 'handler', deadline, before: was.handler, after: is.handler });
  return changes;
}

function ofMoney(was: ProcessState | null, is: ProcessState): Change[] {
  if (is.kind !== 'agreement') return [];
  const before = was?.kind === 'agreement' ? amountsOf(was.state) : new Map<string, number>();
  return [...amountsOf(is.state)].flatMap(([key, afterOre]): Change[] => {
    const beforeOre = before.get(key) ?? 0;
    const [area = '', what = ''] = key.split('\n');
    if (beforeOre === afterOre || (was === null && what === 'budget')) return [];
    return [{ kind: 'money', area, what: what as MoneyColumn | 'budget', beforeOre, afterOre }];
  });
}

/** By area and column. */
function amountsOf(state: State): Map<string, number> {
  const columns = ledger(state).children.flatMap(({ id, total }) =>
    moneyColumns.map((column) => [`${id}\n${column}`, total[column]] as const),
  );
  return new Map([...state.definition.areas.map(({ id, budgetOre }) => [`${id}\nbudget`, budgetOre] as const), ...columns]);
}

function ofPeople(was: ProcessState | null, is: ProcessState): Change[] {
  if (is.kind !== 'agreement' || was?.kind !== 'agreement') return [];
  const known = new Set(peopleOf(was.state).map(({ id }) => id));
  return peopleOf(is.state)
    .filter(({ id }) => !known.has(id))
    .map(({ id: person, organisation }): Change => ({ kind: 'person', person, organisation }));
}

function ofYears(was: ProcessState | null, is: ProcessState): Change[] {
  if (is.kind !== 'framework') return [];
  const before = was?.kind === 'framework' ? was.state.years : {};
  return Object.values(is.state.years).flatMap(({ year, status }): Change[] =>
    before[year]?.status === status ? [] : [{ kind: 'year', year, before: before[year]?.status ?? null, after: status }],
  );
}
