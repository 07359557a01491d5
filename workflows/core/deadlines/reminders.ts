import { businessDayOnOrAfter, businessDayOnOrBefore, isBusinessDay, nextBusinessDay } from '#core/calendar/businessDays.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { addDays, daysBetween } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf, instantAt } from '#core/calendar/instant.ts';
import type { Recipient } from '#core/act/event.ts';
import type { Organisation } from '#core/act/people.ts';
import type { Deadline } from './deadline.ts';

/** Local hour at which reminders leave (the domain's rule). */
export const SEND_HOUR = 8;
/** Agreements wake from 07:00 to 07:49, each at its own minute: spread out, and with ten minutes left before 08:00. */
const WAKE_HOUR = 7;
const WAKE_MINUTES = 50;

/** Days relative to the due date: -30 is thirty days before, 0 the day itself, 7 a week overdue. */
export type ReminderPlan = readonly number[];

/** One reminder about one deadline; `stands` lists every moment of the plan it stands for, `occasion` the latest of them. */
export interface Reminder {
  deadline: string;
  dueOn: CivilDate;
  /** Days relative to the due date, as in the plan. */
  occasion: number;
  stands: number[];
  recipients: Recipient[];
}

/** What reminding needs to know of the process that the deadlines belong to. */
export interface Reminding {
  /** What gives the process its own minute: an agreement's framework and year, another's chain without its kind. */
  wakeKey: string;
  plans: Record<string, ReminderPlan>;
  /** From how many days overdue the registrar, and a superior where one is named, are told too. */
  escalateFromDaysOverdue: number;
  /** Person told of watched dates. */
  coordinator: string;
  organisations: readonly Organisation[];
  /** Whether the deadline is reminded of as things stand; only asked of deadlines that are open and whose clock runs. */
  isReminded: (deadline: Deadline) => boolean;
  /** Where organisations' handlers have said otherwise: who is told instead on that day, and who is not told at all. */
  redirect?: (recipient: Recipient, deadline: Deadline, on: CivilDate) => Recipient | null;
}

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

/** The minute past 07:00 at which the process with this key wakes (FNV-1a over it). */
export function wakeMinute(wakeKey: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < wakeKey.length; i++) hash = Math.imul(hash ^ wakeKey.charCodeAt(i), 0x01000193) >>> 0;
  return hash % WAKE_MINUTES;
}

/** When a process wakes to queue what leaves at 08:00 on `day`. */
export function wakeOn(wakeKey: string, day: CivilDate): Instant {
  return instantAt(day, WAKE_HOUR, wakeMinute(wakeKey));
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
export function pendingMoments(reminding: Reminding, deadline: Deadline): Moment[] {
  if (!isReminded(reminding, deadline)) return [];
  return uncoveredMoments(reminding.plans, deadline);
}

/** The same whether or not the deadline is reminded of at present. */
export function uncoveredMoments(plans: Reminding['plans'], deadline: Deadline): Moment[] {
  const covered = deadline.covered[deadline.dueOn] ?? [];
  const plan = plans[deadline.plan] ?? [];
  return plan.filter((offset) => !covered.includes(offset)).map((offset) => momentAt(deadline.dueOn, offset));
}

function isReminded(reminding: Reminding, deadline: Deadline): boolean {
  return deadline.status === 'open' && deadline.suspendedOn === null && reminding.isReminded(deadline);
}

/** Whether a reminder that was queued is still true when it is about to leave. */
export function stillStands(
  reminding: Reminding,
  deadline: Deadline | undefined,
  reminder: Pick<Reminder, 'deadline' | 'dueOn'>,
): boolean {
  return deadline !== undefined && deadline.dueOn === reminder.dueOn && isReminded(reminding, deadline);
}

/**
 * The reminder that a deadline calls for now, or null. Moments that were missed become one, with those of the day it leaves:
 * at the next 08:00 of a business day, or at once where that would be past the due date and today is a business day.
 */
function reminderDue(reminding: Reminding, deadline: Deadline, now: Instant): { sendAfter: Instant; reminder: Reminder } | null {
  const pending = pendingMoments(reminding, deadline);
  if (!pending.some((moment) => wakeOn(reminding.wakeKey, moment.sendOn) <= now)) return null;
  const today = civilDateOf(now);
  const morning = nextMorning(now);
  const atOnce = civilDateOf(morning) !== today && civilDateOf(morning) > deadline.dueOn && isBusinessDay(today);
  const sendAfter = atOnce ? now : morning;
  const sentOn = civilDateOf(sendAfter);
  const stands = pending.filter((moment) => moment.sendOn <= sentOn).map((moment) => moment.offset);
  const occasion = Math.max(...stands);
  const recipients = recipientsOf(reminding, deadline, sentOn);
  return { sendAfter, reminder: { deadline: deadline.id, dueOn: deadline.dueOn, occasion, stands, recipients } };
}

/** Every reminder that is due, by the instant it leaves at. */
export function remindersDue(reminding: Reminding, deadlines: readonly Deadline[], now: Instant): Map<Instant, Reminder[]> {
  const bySendAfter = new Map<Instant, Reminder[]>();
  for (const deadline of deadlines) {
    const dueNow = reminderDue(reminding, deadline, now);
    if (dueNow === null) continue;
    bySendAfter.set(dueNow.sendAfter, [...(bySendAfter.get(dueNow.sendAfter) ?? []), dueNow.reminder]);
  }
  return bySendAfter;
}

function recipientsOf(reminding: Reminding, deadline: Deadline, sentOn: CivilDate): Recipient[] {
  const debtor = reminding.organisations.find((organisation) => organisation.id === deadline.debtor);
  const registrar: Recipient = `registrar:${deadline.debtor}`;
  const escalated = daysBetween(deadline.dueOn, sentOn) >= reminding.escalateFromDaysOverdue;
  const recipients = new Set<Recipient>();
  if (deadline.mode === 'watched') recipients.add(`person:${reminding.coordinator}`);
  if (deadline.mode === 'owed' || debtor?.acceptsNotices === true) {
    recipients.add(deadline.handler === null ? registrar : `person:${deadline.handler}`);
    if (escalated) recipients.add(registrar);
    if (escalated && debtor?.superior != null) recipients.add(`person:${debtor.superior}`);
  }
  const { redirect } = reminding;
  if (redirect === undefined) return [...recipients];
  return [...new Set([...recipients].flatMap((recipient) => redirect(recipient, deadline, sentOn) ?? []))];
}

/** When a deadline next needs its process awake; null when nothing of its plan is left. */
export function reminderWake(reminding: Reminding, deadline: Deadline): Instant | null {
  let earliest: Instant | null = null;
  for (const moment of pendingMoments(reminding, deadline)) {
    const wake = wakeOn(reminding.wakeKey, moment.sendOn);
    if (earliest === null || wake < earliest) earliest = wake;
  }
  return earliest;
}

/** The deadline once reminders of these moments have been queued for that due date. */
export function covering(deadline: Deadline, dueOn: CivilDate, offsets: readonly number[]): Deadline {
  const covered = [...new Set([...(deadline.covered[dueOn] ?? []), ...offsets])].toSorted((a, b) => a - b);
  return { ...deadline, covered: { ...deadline.covered, [dueOn]: covered } };
}

/** The deadlines once a reminder of one of them is queued. */
export function coveredBy(deadlines: Record<string, Deadline>, reminder: Reminder): Record<string, Deadline> {
  const deadline = deadlines[reminder.deadline];
  return deadline === undefined
    ? deadlines
    : { ...deadlines, [reminder.deadline]: covering(deadline, reminder.dueOn, reminder.stands) };
}
