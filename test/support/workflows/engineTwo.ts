import type { Instant } from '#core/calendar/instant.ts';
import { reminderDue as due, reminderWake as wake } from '../../../workflows/core/agreement/reminders.ts';
import type { DeadlineState, State } from '../../../workflows/core/agreement/state.ts';

export * from '../../../workflows/core/agreement/reminders.ts';

// The next version of the rules' code, as it is to be written: from engine 2 on nobody is reminded 90 days ahead. The old answer stays
// for every agreement that was opened under engine 1.

export const reminderDue = (state: State, deadline: DeadlineState, now: Instant): ReturnType<typeof due> =>
  due(state.rules.engine >= 2 ? lean(state) : state, deadline, now);

export const reminderWake = (state: State, deadline: DeadlineState): Instant | null =>
  wake(state.rules.engine >= 2 ? lean(state) : state, deadline);

function lean(state: State): State {
  const plans = Object.entries(state.rules.reminderPlans).map(([name, plan]) => [name, plan.filter((day) => day !== -90)]);
  return { ...state, rules: { ...state.rules, reminderPlans: Object.fromEntries(plans) as State['rules']['reminderPlans'] } };
}
