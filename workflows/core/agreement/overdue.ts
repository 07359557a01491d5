import { businessDayOnOrAfter } from '#core/calendar/businessDays.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import { DAYS_TO_A_BUSINESS_DAY } from '#core/deadlines/plannable.ts';
import type { Phase } from './phases.ts';
import type { State } from './state.ts';

/** The day a phase should have ended by; null where nothing says so. */
export function lastDayOf(state: State, phase: Phase): CivilDate | null {
  switch (phase) {
    case 'consultation':
    case 'negotiation':
    case 'evaluation':
      return state.rules.windows[phase].to;
    case 'signing':
      return state.rules.signingBy;
    default:
      return null;
  }
}

/** Whether the present phase still goes on past the last day that its coordinator has been told of. */
export function isStillOverdue(state: State): boolean {
  const lastDay = lastDayOf(state, state.phase);
  return lastDay !== null && state.phases.at(-1)?.overdueTold.includes(lastDay) === true;
}

/** The day on which the coordinator is told that a phase goes on past its last day; null where the known calendar ends before it. */
export function toldOn(lastDay: CivilDate): CivilDate | null {
  return hasLocalTime(addDays(lastDay, DAYS_TO_A_BUSINESS_DAY)) ? businessDayOnOrAfter(addDays(lastDay, 1)) : null;
}
