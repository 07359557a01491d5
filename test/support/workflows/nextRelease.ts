import type { State } from '#core/agreement/state.ts';
import type { Reminding } from '#core/deadlines/reminders.ts';
import { remindingOf as reminding } from '../../../workflows/core/agreement/reminders.ts';

export * from '../../../workflows/core/agreement/reminders.ts';

// A release with other defaults: from engine 3 on nobody is reminded 90 days ahead, and a registrar is told after two weeks, not one.
// What was opened before it keeps what it was opened with.

export function remindingOf(state: State): Reminding {
  const before = reminding(state);
  if (state.rules.engine < 3) return before;
  const plans = Object.entries(before.plans).map(([name, plan]) => [name, plan.filter((day) => day !== -90)]);
  return { ...before, plans: Object.fromEntries(plans) as Reminding['plans'], escalateFromDaysOverdue: 14 };
}
