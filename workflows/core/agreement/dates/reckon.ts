import { addBusinessDays } from '#core/calendar/businessDays.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import type { State } from '../state.ts';
import { dependentDates } from './dependent.ts';
import { isPlannable } from './plannable.ts';
import type { Base, DatesEvent, DependentDate } from './types.ts';

/** The day a date is reckoned from; null while it is not known. */
function baseOn(state: State, base: Base): CivilDate | null {
  switch (base.kind) {
    case 'validity':
      return state.validFrom;
    case 'basisAdopted':
      return state.phases.find(({ phase }) => phase === 'preparation')?.from ?? null;
    case 'evaluationAdopted':
      return state.termination === null ? (state.phases.find(({ phase }) => phase === 'finalReporting')?.from ?? null) : null;
    case 'due':
      return state.deadlines[base.deadline]?.dueOn ?? null;
    case 'met':
      return state.deadlines[base.deadline]?.status === 'met' ? (state.deadlines[base.deadline]?.done?.doneOn ?? null) : null;
  }
}

/** The day that a deadline would be reckoned from at present; null where it is not reckoned, or from nothing that is known. */
export function baseOf(state: State, id: string): CivilDate | null {
  const dependent = dependentDates(state).find(({ deadline }) => deadline.id === id);
  return dependent === undefined ? null : baseOn(state, dependent.base);
}

/** Whether what a date was reckoned from no longer holds (it was met, and is open again), and nobody has set the date since. */
export function isBaseless(state: State, id: string): boolean {
  const { bases, changes } = state.dates;
  return bases[id] !== undefined && changes[id]?.at(-1)?.kind === 'reckoned' && baseOf(state, id) === null;
}

const reckonedFrom = ({ days, count }: DependentDate, base: CivilDate): CivilDate =>
  count === 'days' ? addDays(base, days) : addBusinessDays(base, days);

/**
 * The dependent dates that are not as their bases say: known for the first time, or the base has another day than they were last reckoned
 * from. One that people have moved since follows its base again from the base's next move on. What no longer is open stays as it is.
 */
export function unreckoned(state: State): Extract<DatesEvent, { type: 'dateReckoned' }>[] {
  return dependentDates(state).flatMap((one) => {
    const { id, plan } = one.deadline;
    const base = baseOn(state, one.base);
    const known = state.deadlines[id];
    if (base === null || state.dates.bases[id] === base || (known !== undefined && known.status !== 'open')) return [];
    const to = reckonedFrom(one, base);
    if (!isPlannable(state, plan, to)) return [];
    return [{ type: 'dateReckoned', deadline: id, baseOn: base, from: known?.dueOn ?? null, to }];
  });
}
