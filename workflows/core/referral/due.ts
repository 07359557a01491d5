import { BEFORE_RULES, broughtByTime } from '#core/act/acting.ts';
import { businessDayOnOrAfter } from '#core/calendar/businessDays.ts';
import { addDays, type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { nextMorning, remindersDue, reminderWake, type Reminding, wakeOn } from '#core/deadlines/reminders.ts';
import type { ReferralEventBody, ReferralProposed } from './events.ts';
import { answerDeadline, newestQuestion, silentOn } from './reading.ts';
import type { ReferralState } from './state.ts';

/** Whatever is open is reminded of: nothing is once the referral has ended. */
export function remindingOf({ definition, rules }: ReferralState): Reminding {
  return {
    wakeKey: definition.id,
    plans: rules.reminderPlans,
    escalateFromDaysOverdue: rules.escalateFromDaysOverdue,
    coordinator: definition.coordinator,
    organisations: definition.organisations,
    isReminded: () => true,
  };
}

/** What time itself brings by `now`: reminders, all that leave together in one event, and that the last answer day is past. */
export function due(state: ReferralState, now: Instant): ReferralProposed[] {
  if (state.phase !== 'out') return [];
  const bySendAfter = remindersDue(remindingOf(state), Object.values(state.deadlines), now);
  const reminded = [...bySendAfter].map(([sendAfter, reminders]) =>
    byTime(state, { type: 'reminded', sendAfter, reminders }, now),
  );
  return [...reminded, ...timePassed(state, now)];
}

/** The last day of the answers that are owed, where the coordinator has not been told that it is past. */
function lastDayUntold(state: ReferralState): CivilDate | null {
  const { number, asked } = newestQuestion(state);
  if (state.phase !== 'out' || state.suspendedOn !== null) return null;
  const days = asked.flatMap((id) => answerDeadline(state, id, number)?.dueOn ?? []);
  const lastDay = days.length === 0 ? null : days.reduce(maxDate);
  return lastDay === state.passedTold ? null : lastDay;
}

/** Told with the morning's mail on the first business day after. */
const toldAt = (state: ReferralState, lastDay: CivilDate): Instant =>
  wakeOn(state.definition.id, businessDayOnOrAfter(addDays(lastDay, 1)));

function timePassed(state: ReferralState, now: Instant): ReferralProposed[] {
  const lastDay = lastDayUntold(state);
  if (lastDay === null || toldAt(state, lastDay) > now) return [];
  const silent = silentOn(state, newestQuestion(state)).length;
  const recipients = [`person:${state.definition.coordinator}` as const];
  return [byTime(state, { type: 'answerTimePassed', lastDay, silent, sendAfter: nextMorning(now), recipients }, now)];
}

/** When time next brings something; null when nothing is planned. Once `due` is applied this is later than now. */
export function nextWake(state: ReferralState): Instant | null {
  if (state.phase !== 'out') return null;
  const reminding = remindingOf(state);
  const lastDay = lastDayUntold(state);
  let earliest = lastDay === null ? null : toldAt(state, lastDay);
  for (const deadline of Object.values(state.deadlines)) {
    const wake = reminderWake(reminding, deadline);
    if (wake !== null && (earliest === null || wake < earliest)) earliest = wake;
  }
  return earliest;
}

/** An event that time brought: nobody did it, nobody recorded it. */
export function byTime(state: ReferralState | null, body: ReferralEventBody, now: Instant): ReferralProposed {
  return broughtByTime(state?.rules.engine ?? BEFORE_RULES, body, now);
}
