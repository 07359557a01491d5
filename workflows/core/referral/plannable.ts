import { addDays, type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import { hasLocalTime } from '#core/calendar/instant.ts';
import type { ReferralRules } from './definition.ts';

/** Further than any reminder moves to reach a business day. */
const DAYS_TO_A_BUSINESS_DAY = 14;

/** Whether every moment of the reminder plan for answers can be reckoned around the date. Never throws. */
export function isPlannable({ reminderPlans }: Pick<ReferralRules, 'reminderPlans'>, date: CivilDate): boolean {
  const plan = (reminderPlans.answer ?? []).filter(Number.isInteger);
  const reach = [Math.min(0, ...plan) - DAYS_TO_A_BUSINESS_DAY, Math.max(0, ...plan) + DAYS_TO_A_BUSINESS_DAY];
  if (!isCivilDate(date)) return false;
  try {
    return reach.every((days) => hasLocalTime(addDays(date, days)));
  } catch {
    return false; // beyond the years that a date can have
  }
}
