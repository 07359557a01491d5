import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';

/** Further than any reminder moves to reach a business day. */
const DAYS_TO_A_BUSINESS_DAY = 14;

/** Whether every moment of the plan can be worked with for what falls due then. */
export function isPlannable(dueOn: CivilDate, plan: ReminderPlan): boolean {
  if (!hasLocalTime(dueOn)) return false;
  const reach = [Math.min(0, ...plan) - DAYS_TO_A_BUSINESS_DAY, Math.max(0, ...plan) + DAYS_TO_A_BUSINESS_DAY];
  try {
    return reach.every((days) => hasLocalTime(addDays(dueOn, days)));
  } catch {
    return false; // beyond the years that a date can have
  }
}

/** A day that reminders can be planned for; one that is no day has a finding of its own. */
export function plannableFindings(path: string, dueOn: CivilDate, plan: ReminderPlan): Finding[] {
  if (!hasLocalTime(dueOn) || !plan.every(Number.isInteger) || isPlannable(dueOn, plan)) return [];
  return [finding(path, `a reminder of ${dueOn} falls outside the years 1996–2099`, 'choose another day, or a shorter plan')];
}
