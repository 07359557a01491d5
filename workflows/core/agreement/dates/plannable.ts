import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import type { State } from '../state.ts';

/** Further than any reminder moves to reach a business day. */
const DAYS_TO_A_BUSINESS_DAY = 14;

/** Whether every moment of the plan can be worked with when a deadline falls due then. */
export function isPlannable(state: State, plan: string, dueOn: CivilDate): boolean {
  const moments = state.rules.reminderPlans[plan] ?? [];
  const reach = [Math.min(0, ...moments) - DAYS_TO_A_BUSINESS_DAY, Math.max(0, ...moments) + DAYS_TO_A_BUSINESS_DAY];
  return hasLocalTime(dueOn) && reach.every((days) => hasLocalTime(addDays(dueOn, days)));
}
