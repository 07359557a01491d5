import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import type { ReminderPlan } from './reminders.ts';

/** Further than it ever is to a business day. */
export const DAYS_TO_A_BUSINESS_DAY = 14;

/** Whether every moment of the plan can be worked with for what falls due then. Never throws; moments that are no whole days do not count. */
export function isPlannable(plan: ReminderPlan, dueOn: CivilDate): boolean {
  if (!hasLocalTime(dueOn)) return false;
  const moments = plan.filter(Number.isInteger);
  const reach = [Math.min(0, ...moments) - DAYS_TO_A_BUSINESS_DAY, Math.max(0, ...moments) + DAYS_TO_A_BUSINESS_DAY];
  try {
    return reach.every((days) => hasLocalTime(addDays(dueOn, days)));
  } catch {
    return false; // beyond the years that a date can have
  }
}
