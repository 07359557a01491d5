import type { State } from '#core/agreement/state.ts';
import type { Reminding } from '#core/deadlines/reminders.ts';
import { remindingOf as reminding } from '../../../workflows/core/agreement/reminders.ts';

export * from '../../../workflows/core/agreement/reminders.ts';

// The same change made wrongly: agreements that run under an earlier engine get the new answer too.

export const remindingOf = (state: State): Reminding => lean(reminding(state));

function lean(before: Reminding): Reminding {
  const plans = Object.entries(before.plans).map(([name, plan]) => [name, plan.filter((day) => day !== -90)]);
  return { ...before, plans: Object.fromEntries(plans) as Reminding['plans'] };
}
