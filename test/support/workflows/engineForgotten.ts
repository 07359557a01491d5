import type { Instant } from '#core/calendar/instant.ts';
import { reminderDue as due, reminderWake as wake } from '../../../workflows/core/agreement/reminders.ts';
import type { DeadlineState, State } from '../../../workflows/core/agreement/state.ts';

export * from '../../../workflows/core/agreement/reminders.ts';

// The same change made wrongly: agreements that run under engine 1 get the new answer too.

export const reminderDue = (state: State, deadline: DeadlineState, now: Instant): ReturnType<typeof due> =>
  due(lean(state), deadline, now);

export const reminderWake = (state: State, deadline: DeadlineState): Instant | null => wake(lean(state), deadline);

function lean(state: State): State {
  const plans = Object.entries(state.rules.reminderPlans).map(([name, plan]) => [name, plan.filter((day) => day !== -90)]);
  return { ...state, rules: { ...state.rules, reminderPlans: Object.fromEntries(plans) as State['rules']['reminderPlans'] } };
}
