import type { Reminding } from '#core/deadlines/reminders.ts';
import type { FrameworkState } from './state.ts';

/** The commission's dates and the years' texts are reminded of from the day they are asked for, until the framework is forgotten. */
export function remindingOf({ definition, rules, phase }: FrameworkState): Reminding {
  return {
    wakeKey: wakeKeyOf(definition),
    plans: rules.reminderPlans,
    escalateFromDaysOverdue: rules.escalateFromDaysOverdue,
    coordinator: definition.coordinator,
    organisations: definition.organisations,
    isReminded: () => phase !== 'lapsed',
  };
}

const wakeKeyOf = ({ framework }: { framework: string }): string => framework;
