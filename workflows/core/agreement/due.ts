import { BEFORE_RULES, broughtByTime } from '#core/act/acting.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { startOfDay } from '#core/calendar/instant.ts';
import type { EventBody, ProposedEvent } from './events.ts';
import { evolveBody } from './evolve.ts';
import { lastDayOf, toldOn } from './overdue.ts';
import type { Phase } from './phases.ts';
import { isOver } from './phases.ts';
import { remindingOf, wakeKeyOf } from './reminders.ts';
import { nextMorning, remindersDue, reminderWake, wakeOn } from '#core/deadlines/reminders.ts';
import type { State } from './state.ts';

/** What time itself brings by `now`: phases that begin, windows that have closed on nobody, reminders. Empty when nothing is due. */
export function due(state: State, now: Instant): ProposedEvent[] {
  const openings = duePhases(state, now);
  const moved = openings.reduce((folded, event) => evolveBody(folded, event, folded.version), state);
  return [...openings, ...overduePhases(moved, now), ...reminders(moved, now)];
}

/** The phases whose first day has come, in order, where the phase before has ended. */
export function duePhases(state: State, now: Instant): ProposedEvent[] {
  const events: ProposedEvent[] = [];
  for (let folded = state; ; ) {
    const next = opensByItself(folded);
    if (next === null || startOfDay(next.firstDay) > now) return events;
    const spanFrom = folded.phases.at(-1)?.from ?? next.firstDay;
    const on = next.firstDay > spanFrom ? next.firstDay : spanFrom;
    const event = { ...byTime(folded, { type: 'phaseBegan', phase: next.phase, on, early: false }, now), doneOn: on };
    events.push(event);
    folded = evolveBody(folded, event, folded.version);
  }
}

function opensByItself(state: State): { phase: Phase; firstDay: CivilDate } | null {
  const { consultation, negotiation, evaluation } = state.rules.windows;
  if (state.phase === 'planned') return { phase: 'consultation', firstDay: consultation.from };
  if (state.phase === 'preparation') return { phase: 'negotiation', firstDay: negotiation.from };
  if (state.phase === 'inForce') return { phase: 'evaluation', firstDay: evaluation.from };
  return null;
}

function overdueWake(state: State): Instant | null {
  const span = state.phases.at(-1);
  if (span === undefined) return null;
  const lastDay = lastDayOf(state, span.phase);
  const day = lastDay === null || span.overdueTold.includes(lastDay) ? null : toldOn(lastDay);
  return day === null ? null : wakeOn(wakeKeyOf(state), day);
}

function overduePhases(state: State, now: Instant): ProposedEvent[] {
  const wake = overdueWake(state);
  const lastDay = lastDayOf(state, state.phase);
  if (wake === null || lastDay === null || wake > now) return [];
  const recipients = [`person:${state.definition.coordinator}` as const];
  return [byTime(state, { type: 'phaseOverdue', phase: state.phase, lastDay, sendAfter: nextMorning(now), recipients }, now)];
}

function reminders(state: State, now: Instant): ProposedEvent[] {
  const bySendAfter = remindersDue(remindingOf(state), Object.values(state.deadlines), now);
  return [...bySendAfter].map(([sendAfter, list]) => byTime(state, { type: 'reminded', sendAfter, reminders: list }, now));
}

/** When time next brings something; null when nothing is planned. Once `due` is applied this is later than now. */
export function nextWake(state: State): Instant | null {
  if (isOver(state.phase)) return null;
  const opening = opensByItself(state);
  const wakes = [opening === null ? null : startOfDay(opening.firstDay), overdueWake(state)];
  const reminding = remindingOf(state);
  for (const deadline of Object.values(state.deadlines)) wakes.push(reminderWake(reminding, deadline));
  return wakes.reduce((earliest, wake) => (wake !== null && (earliest === null || wake < earliest) ? wake : earliest), null);
}

/** An event that time brought: nobody did it, nobody recorded it. */
export function byTime(state: State | null, body: EventBody, now: Instant): ProposedEvent {
  return broughtByTime(state?.rules.engine ?? BEFORE_RULES, body, now);
}
