import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Reminding } from '#core/deadlines/reminders.ts';
import { reminded } from '#core/tasks/staffing.ts';
import { isBaseless } from './dates/reckon.ts';
import { openPhases, whileValid } from './phases.ts';
import type { State } from './state.ts';

/** A duty of the text is reminded of once the agreement is valid; a watched date, and a question that was put, from the start on. */
export function remindingOf(state: State): Reminding {
  const { definition, rules, tasks } = state;
  const isReminded = (deadline: Deadline): boolean =>
    (deadline.remindedFrom === 'start' ? openPhases : whileValid).includes(state.phase) && !isBaseless(state, deadline.id);
  return {
    wakeKey: wakeKeyOf(state),
    plans: rules.reminderPlans,
    escalateFromDaysOverdue: rules.escalateFromDaysOverdue,
    coordinator: definition.coordinator,
    organisations: definition.organisations,
    isReminded,
    redirect: (recipient, deadline, on) => reminded(tasks, recipient, deadline, on),
  };
}

export const wakeKeyOf = ({ definition }: State): string => `${definition.framework}:${definition.year}`;
