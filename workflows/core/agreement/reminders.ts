import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Reminding } from '#core/deadlines/reminders.ts';
import { openPhases, whileValid } from './phases.ts';
import type { State } from './state.ts';

/** A duty of the text is reminded of once the agreement is valid; a watched date, and a question that was put, from the start on. */
export function remindingOf(state: State): Reminding {
  const { definition, rules } = state;
  const isReminded = (deadline: Deadline): boolean =>
    (deadline.remindedFrom === 'start' ? openPhases : whileValid).includes(state.phase);
  return {
    wakeKey: wakeKeyOf(state),
    plans: rules.reminderPlans,
    escalateFromDaysOverdue: rules.escalateFromDaysOverdue,
    coordinator: definition.coordinator,
    organisations: definition.organisations,
    isReminded,
  };
}

export const wakeKeyOf = ({ definition }: State): string => `${definition.framework}:${definition.year}`;
