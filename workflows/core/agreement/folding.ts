import { businessDayOnOrAfter } from '#core/calendar/businessDays.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { type Deadline, type DeadlineTerms, newDeadline } from '#core/deadlines/deadline.ts';
import type { Rules } from './definition.ts';
import type { Phase } from './phases.ts';
import type { State } from './state.ts';

/** A due date stays on its day unless the agreement says "next business day". */
export function effectiveDueOn(dueOn: CivilDate, rules: Rules): CivilDate {
  return rules.dueDay === 'nextBusinessDay' ? businessDayOnOrAfter(dueOn) : dueOn;
}

export function beginPhase(state: State, phase: Phase, on: CivilDate, recordedAt: Instant): State {
  const ended = state.phases.map((span, i) => (i === state.phases.length - 1 ? { ...span, to: on } : span));
  const moved: State = { ...state, phase, phases: [...ended, { phase, from: on, to: null, recordedAt, overdueTold: [] }] };
  if (phase === 'inForce') return { ...moved, validFrom: on, validUntil: state.definition.validUntil };
  if (phase === 'negotiation')
    return { ...moved, acceptances: {}, authorisations: {}, signatures: {}, approvals: {}, rejection: null };
  return moved;
}

/** @throws Error for a deadline that the agreement does not have, which no event is about. */
export function withDeadline(state: State, id: string, change: Partial<Deadline>): State {
  const deadline = state.deadlines[id];
  if (deadline === undefined) throw new Error(`event about a deadline that the agreement does not have: ${id}`);
  return { ...state, deadlines: { ...state.deadlines, [id]: { ...deadline, ...change } } };
}

/** Adds a deadline that an act sets, or puts another in its place. */
export function setDeadline(state: State, deadline: Deadline): State {
  return { ...state, deadlines: { ...state.deadlines, [deadline.id]: deadline } };
}

/** Holds a message to another process until its outcome is recorded. */
export function send(state: State, message: State['outgoing'][number]): State {
  return { ...state, outgoing: [...state.outgoing, message] };
}

/** A deadline that stands in the agreement's text: a duty is reminded of once the agreement is valid, a watched date from the start. */
export function ofTheText(terms: DeadlineTerms & Partial<Deadline>, askedOn: CivilDate): Deadline {
  return newDeadline({ ...terms, remindedFrom: terms.mode === 'watched' ? 'start' : 'validity' }, askedOn);
}
