import type { State } from '#core/agreement/state.ts';
import type { Reminding } from '#core/deadlines/reminders.ts';
import { remindingOf as reminding } from '../../../workflows/core/agreement/reminders.ts';

export * from '../../../workflows/core/agreement/reminders.ts';

// The next version of the rules' code, as it is to be written: from engine 3 on nobody is reminded 90 days ahead. The old answer stays
// for every agreement that was opened under an earlier one.

export const remindingOf = (state: State): Reminding => (state.rules.engine >= 3 ? lean(reminding(state)) : reminding(state));

function lean(before: Reminding): Reminding {
  const plans = Object.entries(before.plans).map(([name, plan]) => [name, plan.filter((day) => day !== -90)]);
  return { ...before, plans: Object.fromEntries(plans) as Reminding['plans'] };
}
