import type { CivilDate } from '#core/calendar/civilDate.ts';
import { isPlannable as plannable } from '#core/deadlines/plannable.ts';
import type { ReferralRules } from './definition.ts';

/** Whether every moment of the reminder plan for answers can be reckoned around the date. */
export const isPlannable = ({ reminderPlans }: Pick<ReferralRules, 'reminderPlans'>, date: CivilDate): boolean =>
  plannable(reminderPlans.answer ?? [], date);
