import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { modelOf, type AnyState } from '#core/models.ts';
import type { State } from '#core/agreement/state.ts';
import { kindOf, shortId } from '#contracts/ids.ts';
import type { Recorded } from '#contracts/types.ts';
import { asOfEvents } from '../../audit/asOf/asOf.ts';
import type { Stored } from '../../audit/asOf/days.ts';
import { endOf } from '../../audit/asOf/moment.ts';
import { decoded, type Run } from '../../audit/compare/history.ts';
import { recordedLives } from '../support/recorded.ts';

// The rehearsal of 2012 as it was recorded, under both engines of the rules: asked as of each day of its 43 months. What the answer must be
// is told here from the raw entries, each put on its day by the clock of another library, and folded by hand.

const swedishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** What the runs were told that was recorded, each version once. */
function eventsOf(runs: readonly Run[]): Stored[] {
  const events = new Map<number, Stored>();
  for (const { history } of runs)
    for (const { markerRecordedEventAttributes: marker } of history.events ?? []) {
      const payload = marker?.details?.result?.payloads?.[0];
      for (const event of payload == null ? [] : (decoded(payload) as Recorded).events) events.set(event.version, event);
    }
  return [...events.values()];
}

const DAY_MS = 86_400_000;
const daysFrom = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let ms = Date.parse(first); ms <= Date.parse(last); ms += DAY_MS) days.push(new Date(ms).toISOString().slice(0, 10));
  return days;
};
const every = daysFrom('2011-01-30', '2014-09-02');

const lives = ['course', 'informed', 'informedTroubles'].flatMap((name) =>
  recordedLives(name).map((runs) => ({ name, runs, id: shortId(runs[0]?.workflowId ?? '') })),
);

test('it is 43 months, and every kind of process is among what was recorded', () => {
  expect(every).toHaveLength(1312);
  expect(new Set(lives.map(({ id }) => id.split(':')[0]))).toEqual(new Set(['agreement', 'framework', 'referral']));
});

describe.each(lives)('$id as recorded in $name', ({ runs, id }) => {
  const events = eventsOf(runs);
  const { evolve } = modelOf(kindOf(id));
  // A correction is about what had been done by the day of what it corrects.
  const dayOf = ({ body, doneOn }: Stored): string => {
    const { version } = body as { version?: number };
    return body.type === 'corrected' ? (events[(version ?? 0) - 1]?.doneOn ?? doneOn) : doneOn;
  };
  const folded = (some: readonly Stored[]) => some.reduce<AnyState | null>(evolve, null);

  test('its entries are whole', () => {
    expect(events.map(({ version }) => version)).toEqual(events.map((_, at) => at + 1));
  });

  test('as of every day by what was recorded it is the fold of what was recorded by the end of that day in Sweden', () => {
    for (const day of every) {
      const known = events.filter(({ recordedAt }) => swedishDay.format(new Date(recordedAt)) <= day);
      const { process, head } = asOfEvents(id, events, endOf(day), 'recorded');
      expect(isDeepStrictEqual(process?.state ?? null, folded(known)), day).toBe(true);
      expect(head?.hash, day).toBe(known.at(-1)?.hash);
    }
  });

  test('as of every day by what was done it is the fold of what had been done, whenever it was recorded', () => {
    for (const day of every) {
      const { process } = asOfEvents(id, events, endOf(day), 'done');
      const done = folded(events.filter((event) => dayOf(event) <= day));
      expect(isDeepStrictEqual(process?.state ?? null, done), day).toBe(true);
    }
  });

  test('what was not yet known is what was done by a day and recorded on a later one', () => {
    const late = events.filter(
      (event) => event.recordedBy.role !== 'time' && dayOf(event) < swedishDay.format(new Date(event.recordedAt)),
    );
    const firstOf = new Map(events.toReversed().map(({ commandId, version }) => [commandId, version]));
    for (const day of every) {
      const expected = late.filter(
        (event) =>
          firstOf.get(event.commandId) === event.version &&
          dayOf(event) <= day &&
          swedishDay.format(new Date(event.recordedAt)) > day,
      );
      expect(
        asOfEvents(id, events, endOf(day), 'recorded').notYetKnown.map(({ version }) => version),
        day,
      ).toEqual(expected.map(({ version }) => version));
    }
  });
});

describe.each(lives.filter(({ id }) => id.startsWith('agreement')))(
  '$id as recorded in $name, told by its end',
  ({ runs, id }) => {
    const events = eventsOf(runs);
    const { evolve } = modelOf('agreement');
    const end = events.reduce<AnyState | null>(evolve, null) as State;

    test('by what was done it stood on every day in the phase that its spans give to that day, and was valid when it was', () => {
      for (const day of every) {
        const state = asOfEvents(id, events, endOf(day), 'done').process?.state as State | undefined;
        expect(state?.phase, day).toBe(end.phases.findLast(({ from }) => from <= day)?.phase);
        expect(state?.validFrom ?? null, day).toBe(end.validFrom !== null && end.validFrom <= day ? end.validFrom : null);
      }
    });

    test('by what was done a deadline that was met once is met from that day on', () => {
      const returned = new Set(
        events.flatMap(({ body }) => (body.type === 'reportReturned' ? [(body as { deadline?: string }).deadline] : [])),
      );
      const once = Object.values(end.deadlines).filter(({ id: deadline, done }) => done !== null && !returned.has(deadline));
      expect(once.length).toBeGreaterThan(20);
      for (const day of every) {
        const state = asOfEvents(id, events, endOf(day), 'done').process?.state as State | undefined;
        const met = Object.values(state?.deadlines ?? {}).filter(
          ({ done, id: deadline }) => done !== null && !returned.has(deadline),
        );
        expect(met.map((one) => one.id).toSorted(), day).toEqual(
          once
            .filter(({ done }) => (done?.doneOn ?? '') <= day)
            .map((one) => one.id)
            .toSorted(),
        );
      }
    });
  },
);
