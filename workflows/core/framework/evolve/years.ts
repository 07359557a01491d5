import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { FrameworkEvent } from '../events.ts';
import { yearTextDeadline, yearTextId } from '../rhythm.ts';
import type { FrameworkState, YearEntry } from '../state.ts';
import { messageAbout } from './commission.ts';

/** @throws Error for a year that the framework does not have, which no event is about. */
export function withYear(state: FrameworkState, year: number, change: Partial<YearEntry>): FrameworkState {
  const entry = state.years[year];
  if (entry === undefined) throw new Error(`event about a year that the framework does not have: ${year}`);
  return { ...state, years: { ...state.years, [year]: { ...entry, ...change } } };
}

const newYear = (year: number, opensOn: CivilDate): YearEntry => ({
  year,
  status: 'expected',
  opensOn,
  versionHash: null,
  definition: null,
  toldWaiting: false,
  message: null,
  openedOn: null,
  code: null,
  news: [],
});

const put = (state: FrameworkState, entry: YearEntry): FrameworkState => ({
  ...state,
  years: { ...state.years, [entry.year]: entry },
});

/** The year's text is asked for anew, or for the first time. */
export function expected(state: FrameworkState, year: number, opensOn: CivilDate, askedOn: CivilDate): FrameworkState {
  const deadline = yearTextDeadline(state.definition, year, opensOn, askedOn);
  return put({ ...state, deadlines: { ...state.deadlines, [deadline.id]: deadline } }, newYear(year, opensOn));
}

/** Its text is here, which was asked for. */
export function planned(
  state: FrameworkState,
  { year, definition, versionHash, opensOn }: Extract<FrameworkEvent, { type: 'yearPlanned' | 'yearReplanned' }>,
  act: ActRef,
): FrameworkState {
  return put(textThere(state, year, act), { ...newYear(year, opensOn), status: 'planned', versionHash, definition });
}

function textThere(state: FrameworkState, year: number, done: ActRef): FrameworkState {
  const id = yearTextId(year);
  const deadline = state.deadlines[id];
  if (deadline === undefined || deadline.status !== 'open') return state;
  const met: Deadline = { ...deadline, status: 'met', done };
  return { ...state, deadlines: { ...state.deadlines, [id]: met } };
}

/** Taken back: its text is asked for again, with the moments of which nobody need be reminded twice. */
export function unplanned(state: FrameworkState, year: number, opensOn: CivilDate, askedOn: CivilDate): FrameworkState {
  const before = state.deadlines[yearTextId(year)];
  const asked = expected(state, year, opensOn, askedOn);
  if (before === undefined || before.dueOn !== opensOn) return asked;
  const reopened: Deadline = { ...before, status: 'open', done: null };
  return { ...asked, deadlines: { ...asked.deadlines, [before.id]: reopened } };
}

/** The text leaves with the message that opens the year's agreement. */
export function opening(state: FrameworkState, year: number, version: number): FrameworkState {
  const entry = state.years[year];
  if (entry?.definition == null) throw new Error(`a year that opens without a text: ${year}`);
  const { definition, versionHash } = entry;
  const id = String(version);
  const to = `agreement:${state.definition.framework}:${year}`;
  const command = { type: 'open', definition, versionHash, takeOver: null };
  const sent = { ...state, outgoing: [...state.outgoing, { id, to, command }] };
  return withYear(sent, year, { status: 'opening', message: id, definition: null });
}

/** It runs, and is told what has become of the commission since its text was settled. */
export function opened(state: FrameworkState, year: number, act: ActRef): FrameworkState {
  const news = state.years[year]?.news ?? [];
  const messages = news.flatMap((deadline, n) => messageAbout(state, deadline, year, `${act.version}.${n + 1}`));
  const running = withYear(state, year, { status: 'opened', openedOn: act.doneOn, news: [] });
  return { ...running, outgoing: [...running.outgoing, ...messages] };
}

/** A year that was opened by hand is open all the same; of any other the text has to be planned anew. */
export function notOpened(state: FrameworkState, year: number, code: string, act: ActRef): FrameworkState {
  if (code === 'alreadyOpened') return opened(withYear(state, year, { code }), year, act);
  return withYear(state, year, { status: 'notOpened', code });
}

export function noted(state: FrameworkState, year: number, act: ActRef): FrameworkState {
  const entry = state.years[year] ?? newYear(year, act.doneOn);
  return put(textThere(state, year, act), { ...entry, status: 'opened', openedOn: act.doneOn, definition: null, code: null });
}

/** The framework is over: years that run go on, and no more are opened or asked for. */
export function forgetUnopened(state: FrameworkState): FrameworkState {
  const years = Object.values(state.years)
    .filter(({ status }) => status !== 'expected')
    .map((entry) =>
      entry.status === 'planned' ? { ...entry, status: 'notOpened' as const, definition: null, code: 'frameworkEnded' } : entry,
    );
  const deadlines = Object.entries(state.deadlines).map(([id, deadline]) =>
    deadline.kind === 'yearText' && deadline.status === 'open'
      ? ([id, { ...deadline, status: 'letGo' as const }] as const)
      : ([id, deadline] as const),
  );
  return {
    ...state,
    years: Object.fromEntries(years.map((entry) => [entry.year, entry])),
    deadlines: Object.fromEntries(deadlines),
  };
}
