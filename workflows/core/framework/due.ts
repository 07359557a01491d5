import { BEFORE_RULES, broughtByTime } from '#core/act/acting.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf, startOfDay } from '#core/calendar/instant.ts';
import { nextMorning, remindersDue, reminderWake } from '#core/deadlines/reminders.ts';
import type { FrameworkEvent, FrameworkProposedEvent } from './events.ts';
import { evolveBody } from './evolve.ts';
import { remindingOf } from './reminding.ts';
import { asksNextOn, opensOnOf, upcomingYear } from './rhythm.ts';
import type { FrameworkState, YearEntry } from './state.ts';

/** What time itself brings by `now`: years whose text is asked for, years that open or wait, reminders. Empty when nothing is due. */
export function frameworkDue(state: FrameworkState, now: Instant): FrameworkProposedEvent[] {
  const asked = expectedYears(state, now).map((year) =>
    byTime(state, { type: 'yearExpected', year, opensOn: opensOnOf(state.rules, year) }, now),
  );
  const days = dueYears(state, now).map((entry) => byTime(state, yearsDay(state, entry, now), now));
  const events = [...asked, ...days];
  const moved = events.reduce((folded, event) => evolveBody(folded, event, folded.version), state);
  return [...events, ...reminders(moved, now)];
}

/** Years from validity on, up to the next one whose day has not passed, that the framework knows nothing of. */
function expectedYears(state: FrameworkState, now: Instant): number[] {
  const { expectFrom, phase, rules, years } = state;
  if (phase !== 'valid' || expectFrom === null) return [];
  const through = upcomingYear(rules, civilDateOf(now)) ?? rules.rhythm.last ?? expectFrom;
  const span = Array.from({ length: Math.max(0, through - expectFrom + 1) }, (_, n) => expectFrom + n);
  return span.filter((year) => years[year] === undefined);
}

/** Planned years whose day has come: a valid framework opens them, also after a standstill over the day; another tells once that they wait. */
function dueYears(state: FrameworkState, now: Instant): YearEntry[] {
  return plannedYears(state).filter(({ opensOn }) => startOfDay(opensOn) <= now);
}

function plannedYears({ phase, years }: FrameworkState): YearEntry[] {
  return Object.values(years)
    .filter(({ status, toldWaiting }) => status === 'planned' && (phase === 'valid' || !toldWaiting))
    .toSorted((a, b) => a.year - b.year);
}

function yearsDay({ phase, definition }: FrameworkState, { year }: YearEntry, now: Instant): FrameworkEvent {
  if (phase === 'valid') return { type: 'yearOpening', year };
  return { type: 'yearWaits', year, sendAfter: nextMorning(now), recipients: [`person:${definition.coordinator}`] };
}

function reminders(state: FrameworkState, now: Instant): FrameworkProposedEvent[] {
  const bySendAfter = remindersDue(remindingOf(state), Object.values(state.deadlines), now);
  return [...bySendAfter].map(([sendAfter, list]) => byTime(state, { type: 'reminded', sendAfter, reminders: list }, now));
}

/** When time next brings something; null when nothing is planned. Once `frameworkDue` is applied this is later than now. */
export function frameworkWake(state: FrameworkState): Instant | null {
  const reminding = remindingOf(state);
  const wakes: (Instant | null)[] = [
    asksNext(state),
    ...plannedYears(state).map(({ opensOn }) => startOfDay(opensOn)),
    ...Object.values(state.deadlines).map((deadline) => reminderWake(reminding, deadline)),
  ];
  return wakes.reduce((earliest, wake) => (wake !== null && (earliest === null || wake < earliest) ? wake : earliest), null);
}

/** When the text of the next year that nothing is known of is asked for. */
function asksNext({ phase, expectFrom, rules, years }: FrameworkState): Instant | null {
  if (phase !== 'valid' || expectFrom === null) return null;
  let year = expectFrom;
  while (years[year] !== undefined) year += 1;
  if (rules.rhythm.last !== null && year > rules.rhythm.last) return null;
  return startOfDay(asksNextOn(rules, year - 1));
}

/** An event that time brought: nobody did it, nobody recorded it. */
export function byTime(state: FrameworkState | null, body: FrameworkEvent, now: Instant): FrameworkProposedEvent {
  return broughtByTime(state?.rules.engine ?? BEFORE_RULES, body, now);
}
