import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ProposedEvent } from '#core/agreement/events.ts';
import { evolve } from '#core/agreement/evolve.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import { addDays, type CivilDate, yearOf } from '#core/calendar/civilDate.ts';
import { instantAt } from '#core/calendar/instant.ts';
import { tryOpening } from '../../cli/commands/opening.ts';
import { actsBy, inventedIn, soonToDo } from '../../cli/start/invented.ts';
import { stored } from '../support/lives.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

const byYear = new Map<number, ReturnType<typeof inventedIn>>();

function rolled(year: number): ReturnType<typeof inventedIn> {
  const loading = inventedIn(root, year);
  byYear.set(year, loading);
  return loading;
}

/** The state in which the agreement opens on the day, at an hour, by the rules alone. */
async function openedOn(day: CivilDate, hour: number): Promise<State> {
  const year = yearOf(day);
  const loaded = await (byYear.get(year) ?? rolled(year));
  const acts = actsBy(loaded, day);
  const decided = await tryOpening(
    'agreement',
    { loaded, takeOver: acts, evidence: 'påhittad' },
    loaded.definition.coordinator,
    instantAt(day, hour),
  );
  if (!decided.ok) throw new Error(`${day}: ${JSON.stringify(decided.refusal)}`);
  const state = decided.value.reduce<State | null>(
    (folded, event, at) => evolve(folded, stored(event as ProposedEvent, at + 1)),
    null,
  );
  if (state === null) throw new Error(`${day}: nothing was opened`);
  return state;
}

/** The phases that the year cycle has on a day of the agreement's own year. */
function sensible(day: CivilDate): Phase[] {
  const monthDay = day.slice(5);
  if (monthDay >= '10-01') return ['evaluation'];
  return monthDay < '02-01' ? ['signing', 'approval', 'inForce'] : ['inForce'];
}

test('on every day of two years the invented agreement opens in the phase of the calendar, with something to do within 30 days', async () => {
  const seen = new Set<Phase>();
  for (let day = '2027-01-01'; day < '2029-01-01'; day = addDays(day, 1)) {
    const state = await openedOn(day, 9);
    seen.add(state.phase);
    expect(sensible(day), day).toContain(state.phase);
    const { deadlines, phaseEndsOn } = soonToDo(state, day);
    expect(deadlines.length > 0 || phaseEndsOn !== null, `${day}: something to do`).toBe(true);
  }
  expect([...seen].toSorted()).toEqual(['approval', 'evaluation', 'inForce', 'signing']);
});

test('it opens at any hour, and in the very year that its file is written for', async () => {
  for (const hour of [0, 7, 12, 23]) expect((await openedOn('2026-03-12', hour)).phase).toBe('inForce');
  expect((await openedOn('2024-02-29', 9)).definition.year).toBe(2024);
});

test('what had happened was done by those who could: nothing is left open that was due before, nothing is done ahead of its day', async () => {
  const state = await openedOn('2026-08-01', 9);
  const open = Object.values(state.deadlines).filter(({ status }) => status === 'open');
  expect(open.every(({ dueOn }) => dueOn >= '2026-08-01')).toBe(true);
  expect(Object.values(state.deadlines).filter(({ status }) => status === 'met')).toHaveLength(6);
});
