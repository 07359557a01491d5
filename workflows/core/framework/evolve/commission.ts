import type { ActRef } from '#core/act/event.ts';
import type { Outgoing } from '#core/act/outgoing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { CommissionMessage } from '../commands.ts';
import { commissionItemOf, type FrameworkState, itemDeadline } from '../state.ts';

interface Item {
  commission: string;
  item: string;
}

function changed(state: FrameworkState, { commission, item }: Item, change: Partial<Deadline>): FrameworkState {
  const id = itemDeadline(commission, item);
  const deadline = state.deadlines[id];
  if (deadline === undefined) throw new Error(`event about a date that the framework does not have: ${id}`);
  return { ...state, deadlines: { ...state.deadlines, [id]: { ...deadline, ...change } } };
}

export function dateMoved(state: FrameworkState, { dueOn, ...item }: Item & { dueOn: CivilDate }, act: ActRef): FrameworkState {
  return told(changed(state, item, { dueOn }), item, act);
}

/** Handed in, or let go: only the first is news for the years that watch it. */
export function dateSettled(state: FrameworkState, item: Item, status: 'met' | 'letGo', act: ActRef): FrameworkState {
  const settled = changed(state, item, { status, done: act });
  return status === 'met' ? told(settled, item, act) : settled;
}

/** Every running year is told, and each planned one once it is open. A year that does not watch the date notes it and no more. */
function told(state: FrameworkState, { commission, item }: Item, act: ActRef): FrameworkState {
  const id = itemDeadline(commission, item);
  const entries = Object.values(state.years);
  const running = entries.filter(({ status }) => status === 'opened');
  const messages = running.flatMap(({ year }, n) => messageAbout(state, id, year, `${act.version}.${n + 1}`));
  const years = entries.map((entry) =>
    (entry.status === 'planned' || entry.status === 'opening') && !entry.news.includes(id)
      ? { ...entry, news: [...entry.news, id] }
      : entry,
  );
  return {
    ...state,
    years: Object.fromEntries(years.map((entry) => [entry.year, entry])),
    outgoing: [...state.outgoing, ...messages],
  };
}

/** What a year is told of a commission's date as it now stands; nothing of one that was let go. */
export function messageAbout(state: FrameworkState, deadline: string, year: number, id: string): Outgoing[] {
  const date = state.deadlines[deadline];
  const item = commissionItemOf(state.definition, deadline);
  if (date === undefined || item === null || date.status === 'letGo') return [];
  const command: CommissionMessage =
    date.status === 'met' && date.done !== null
      ? { type: 'commissionReported', ...item, reportedOn: date.done.doneOn }
      : { type: 'commissionDateMoved', ...item, dueOn: date.dueOn };
  return [{ id, to: `agreement:${state.definition.framework}:${year}`, command }];
}
