import type { CivilDate } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import { isPlannable } from '#core/deadlines/plannable.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import { type Finding, finding } from './finding.ts';

/** A day that reminders can be planned for; one that is no day, and a plan of no whole days, have findings of their own. */
export function plannableFindings(path: string, dueOn: CivilDate, plan: ReminderPlan): Finding[] {
  if (!hasLocalTime(dueOn) || !plan.every(Number.isInteger) || isPlannable(plan, dueOn)) return [];
  return [finding(path, `a reminder of ${dueOn} falls outside the years 1996–2099`, 'choose another day, or a shorter plan')];
}
