import type { CivilDate } from '#core/calendar/civilDate.ts';
import { isPlannable as plannable } from '#core/deadlines/plannable.ts';
import type { State } from '../state.ts';

/** Whether every moment of the plan can be worked with when a deadline falls due then. */
export const isPlannable = (state: State, plan: string, dueOn: CivilDate): boolean =>
  plannable(state.rules.reminderPlans[plan] ?? [], dueOn);
