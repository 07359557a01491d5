import { businessDayOnOrAfter, businessDayOnOrBefore, isBusinessDay, nextBusinessDay } from '#core/calendar/businessDays.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { addDays, daysBetween } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf, instantAt } from '#core/calendar/instant.ts';
import type { Recipient, Reminder } from './events.ts';
import { openPhases, whileValid } from './phases.ts';
import type { DeadlineState, State } from './state.ts';

/** Local hour at which reminders leave (the domain's rule). */
const SEND_HOUR = 8;
/** Agreements wake from 07:00 to 07:49, each at its own minute: spread out, and with ten minutes left before 08:00. */
const WAKE_HOUR = 7;
const WAKE_MINUTES = 50;

/** One moment of a reminder plan: `offset` days from the due date, sent on `sendOn`, which is a business day. */
export interface Moment {
  offset: number;
  plannedOn: CivilDate;
  sendOn: CivilDate;
}

/** A moment that is no business day moves to the nearest before it, or after it where it follows the due date. */
export function momentAt(dueOn: CivilDate, offset: number): Moment {
  const plannedOn = addDays(dueOn, offset);
  return { offset, plannedOn, sendOn: offset > 0 ? businessDayOnOrAfter(plannedOn) : businessDayOnOrBefore(plannedOn) };
}

/** The minute past 07:00 at which this agreement wakes (FNV-1a over its id). */
export function wakeMinute(agreement: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < agreement.length; i++) hash = Math.imul(hash ^ agreement.charCodeAt(i), 0x01000193) >>> 0;
  return hash % WAKE_MINUTES;
}

/** When an agreement wakes to queue what leaves at 08:00 on `day`. */
export function wakeOn(state: State, day: CivilDate): Instant {
  return instantAt(day, WAKE_HOUR, wakeMinute(`${state.definition.framework}:${state.definition.year}`));
}

/** The 08:00 that something decided now leaves at: today's on a business day that has not come so far, else the next business day's. */
export function nextMorning(now: Instant): Instant {
  const today = civilDateOf(now);
  const morning = instantAt(today, SEND_HOUR);
  if (isBusinessDay(today) && now < morning) return morning;
  return instantAt(nextBusinessDay(today), SEND_HOUR);
}

/** Whether what leaves in the morning of that day has left. */
export function isPastMorning(day: CivilDate, now: Instant): boolean {
  return instantAt(day, SEND_HOUR) <= now;
}

/** The planned moments that no reminder has covered for the deadline's present due date. */
export function pendingMoments(state: State, deadline: DeadlineState): Moment[] {
  if (!isReminded(state, deadline)) return [];
  const covered = deadline.covered[deadline.dueOn] ?? [];
  const plan = state.rules.reminderPlans[deadline.plan] ?? [];
  return plan.filter((offset) => !covered.includes(offset)).map((offset) => momentAt(deadline.dueOn, offset));
}

/** A duty between the parties is reminded of once the agreement is valid; a watched date from the opening on. */
function isReminded(state: State, deadline: DeadlineState): boolean {
  if (deadline.status !== 'open') return false;
  return (deadline.mode === 'watched' ? openPhases : whileValid).includes(state.phase);
}

/** Whether a reminder that was queued is still true when it is about to leave. */
export function stillStands(state: State, reminder: Pick<Reminder, 'deadline' | 'dueOn'>): boolean {
  const deadline = state.deadlines[reminder.deadline];
  return deadline !== undefined && deadline.dueOn === reminder.dueOn && isReminded(state, deadline);
}

/**
 * The reminder that a deadline calls for now, or null. Moments that were missed become one, with those of the day it leaves:
 * at the next 08:00 of a business day, or at once where that would be past the due date and today is a business day.
 */
export function reminderDue(
  state: State,
  deadline: DeadlineState,
  now: Instant,
): { sendAfter: Instant; reminder: Reminder } | null {
  const pending = pendingMoments(state, deadline);
  if (!pending.some((moment) => wakeOn(state, moment.sendOn) <= now)) return null;
  const today = civilDateOf(now);
  const morning = nextMorning(now);
  const atOnce = civilDateOf(morning) !== today && civilDateOf(morning) > deadline.dueOn && isBusinessDay(today);
  const sendAfter = atOnce ? now : morning;
  const sentOn = civilDateOf(sendAfter);
  const stands = pending.filter((moment) => moment.sendOn <= sentOn).map((moment) => moment.offset);
  const occasion = Math.max(...stands);
  const recipients = recipientsOf(state, deadline, daysBetween(deadline.dueOn, sentOn));
  return { sendAfter, reminder: { deadline: deadline.id, dueOn: deadline.dueOn, occasion, stands, recipients } };
}

function recipientsOf(state: State, deadline: DeadlineState, daysOverdue: number): Recipient[] {
  const debtor = state.definition.organisations.find((organisation) => organisation.id === deadline.debtor);
  const registrar: Recipient = `registrar:${deadline.debtor}`;
  const escalated = daysOverdue >= state.rules.escalateFromDaysOverdue;
  const recipients = new Set<Recipient>();
  if (deadline.mode === 'watched') recipients.add(`person:${state.definition.coordinator}`);
  if (deadline.mode === 'owed' || debtor?.acceptsNotices === true) {
    recipients.add(deadline.handler === null ? registrar : `person:${deadline.handler}`);
    if (escalated) recipients.add(registrar);
    if (escalated && debtor?.superior != null) recipients.add(`person:${debtor.superior}`);
  }
  return [...recipients];
}

/** When a deadline next needs this agreement awake; null when nothing of its plan is left. */
export function reminderWake(state: State, deadline: DeadlineState): Instant | null {
  let earliest: Instant | null = null;
  for (const moment of pendingMoments(state, deadline)) {
    const wake = wakeOn(state, moment.sendOn);
    if (earliest === null || wake < earliest) earliest = wake;
  }
  return earliest;
}
