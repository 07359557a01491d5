import type { Phase } from '#core/agreement/phases.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import type { State } from '#core/agreement/state.ts';
import { addDays, type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { ok, type Result } from '#core/result.ts';
import { type Future, futureOf } from './future.ts';
import { supposed, type Supposition, type SuppositionRefusal } from './suppose.ts';

/** One thing that would be otherwise. A null date: it does not happen in that future. */
export type Consequence =
  | { kind: 'phaseBegins'; phase: Phase; before: CivilDate | null; after: CivilDate | null }
  | { kind: 'validFrom'; before: CivilDate | null; after: CivilDate | null }
  | { kind: 'dueOn'; deadline: string; before: CivilDate | null; after: CivilDate | null }
  /** A phase goes on past its last day: the coordinator is told. */
  | { kind: 'overdue'; phase: Phase; lastDay: CivilDate; before: CivilDate | null; after: CivilDate | null }
  /** A duty of the text falls due before the agreement is valid: nobody is reminded of it. */
  | { kind: 'dueBeforeValidity'; deadline: string; dueOn: CivilDate; validFrom: CivilDate }
  | { kind: 'reminderAdded' | 'reminderGone'; deadline: string; dueOn: CivilDate; on: CivilDate; occasion: number }
  | { kind: 'reminderMoved'; deadline: string; dueOn: CivilDate; occasion: number; before: CivilDate; after: CivilDate }
  /** The next year's negotiation is over before this year's evaluation can tell it anything. */
  | { kind: 'tooLateForNextYear'; evaluationAdoptedOn: CivilDate; negotiationEndsOn: CivilDate };

export interface WhatIf {
  consequences: Consequence[];
  /** What the rules would refuse as things stand, in either future; it is assumed to be put right in time. */
  obstacles: { phase: Phase; refusal: Refusal }[];
}

/**
 * Every consequence of a supposition: two copies of the state live on, one as it stands and one as supposed, each with everybody doing their
 * part on its last day; what differs between them is listed by its day. Nothing of the state changes.
 */
export function whatIf(state: State, supposition: Supposition, now: Instant): Result<WhatIf, SuppositionRefusal> {
  const copy = supposed(state, supposition, now);
  if (!copy.ok) return copy;
  const before = futureOf(state, now, {});
  const after = futureOf(copy.value, now, supposition.late);
  const consequences = [
    ...phases(before, after),
    ...validity(before, after),
    ...dates(before, after),
    ...overdue(before, after),
    ...unreminded(before, after),
    ...nextYear(before, after),
    ...reminders(before, after),
  ];
  return ok({ consequences: consequences.toSorted(byDay), obstacles: after.obstacles });
}

const byDay = (a: Consequence, b: Consequence): number => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b)));

/** The day that a consequence is first felt. */
export function dayOf(one: Consequence): CivilDate {
  if ('before' in one) return [one.before, one.after].filter((day) => day !== null).toSorted()[0] ?? '';
  if ('on' in one) return one.on;
  return one.kind === 'dueBeforeValidity' ? one.dueOn : one.negotiationEndsOn;
}

function phases(before: Future, after: Future): Consequence[] {
  const begins = (future: Future, phase: Phase): CivilDate | null =>
    future.state.phases.findLast((span) => span.phase === phase)?.from ?? null;
  const named = new Set([...before.state.phases, ...after.state.phases].map(({ phase }) => phase));
  return [...named].flatMap((phase): Consequence[] => {
    const [was, is] = [begins(before, phase), begins(after, phase)];
    return was === is ? [] : [{ kind: 'phaseBegins', phase, before: was, after: is }];
  });
}

function validity(before: Future, after: Future): Consequence[] {
  const [was, is] = [before.state.validFrom, after.state.validFrom];
  return was === is ? [] : [{ kind: 'validFrom', before: was, after: is }];
}

function dates(before: Future, after: Future): Consequence[] {
  const ids = new Set([...Object.keys(before.state.deadlines), ...Object.keys(after.state.deadlines)]);
  return [...ids].flatMap((deadline): Consequence[] => {
    const was = before.state.deadlines[deadline]?.dueOn ?? null;
    const is = after.state.deadlines[deadline]?.dueOn ?? null;
    return was === is ? [] : [{ kind: 'dueOn', deadline, before: was, after: is }];
  });
}

function overdue(before: Future, after: Future): Consequence[] {
  const toldOn = (future: Future, phase: Phase, lastDay: CivilDate): CivilDate | null =>
    future.overdue.find((one) => one.phase === phase && one.lastDay === lastDay)?.toldOn ?? null;
  const both = new Map([...before.overdue, ...after.overdue].map((one) => [`${one.phase} ${one.lastDay}`, one]));
  return [...both.values()].flatMap(({ phase, lastDay }): Consequence[] => {
    const [was, is] = [toldOn(before, phase, lastDay), toldOn(after, phase, lastDay)];
    return was === is ? [] : [{ kind: 'overdue', phase, lastDay, before: was, after: is }];
  });
}

/** Deadlines that would now fall due before the agreement is valid, and did not before. */
function unreminded(before: Future, after: Future): Consequence[] {
  const early = ({ state }: Future): Map<string, CivilDate> => {
    const { validFrom } = state;
    if (validFrom === null) return new Map();
    const duties = Object.values(state.deadlines).filter(
      ({ remindedFrom, dueOn }) => remindedFrom === 'validity' && dueOn < validFrom,
    );
    return new Map(duties.map(({ id, dueOn }) => [id, dueOn]));
  };
  const known = early(before);
  const { validFrom } = after.state;
  return [...early(after)].flatMap(([deadline, dueOn]): Consequence[] =>
    known.has(deadline) || validFrom === null ? [] : [{ kind: 'dueBeforeValidity', deadline, dueOn, validFrom }],
  );
}

/** The same day of the next year; for 29 February the 28th. */
function aYearAfter(date: CivilDate): CivilDate {
  const same = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return isCivilDate(same) ? same : addDays(date, 365);
}

function nextYear(before: Future, after: Future): Consequence[] {
  const adoptedOn = ({ state }: Future): CivilDate | null =>
    state.phases.find(({ phase }) => phase === 'finalReporting')?.from ?? null;
  const negotiationEndsOn = aYearAfter(after.state.rules.windows.negotiation.to);
  const [was, is] = [adoptedOn(before), adoptedOn(after)];
  if (is === null || is <= negotiationEndsOn || (was !== null && was > negotiationEndsOn)) return [];
  return [{ kind: 'tooLateForNextYear', evaluationAdoptedOn: is, negotiationEndsOn }];
}

/** By deadline, due date and moment, the day each reminder leaves. */
function leaving({
  reminders: list,
}: Future): Map<string, { deadline: string; dueOn: CivilDate; occasion: number; on: CivilDate }> {
  return new Map(
    list.flatMap(({ on, reminder: { deadline, dueOn, stands } }) =>
      stands.map((occasion) => [`${deadline} ${dueOn} ${occasion}`, { deadline, dueOn, occasion, on }] as const),
    ),
  );
}

function reminders(before: Future, after: Future): Consequence[] {
  const [were, are] = [leaving(before), leaving(after)];
  const gone = [...were].filter(([key]) => !are.has(key)).map(([, one]): Consequence => ({ kind: 'reminderGone', ...one }));
  const others = [...are].flatMap(([key, one]): Consequence[] => {
    const was = were.get(key);
    if (was === undefined) return [{ kind: 'reminderAdded', ...one }];
    const { on, ...moment } = one;
    return was.on === on ? [] : [{ kind: 'reminderMoved', ...moment, before: was.on, after: on }];
  });
  return [...gone, ...others];
}
