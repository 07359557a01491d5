import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind } from '#core/act/model.ts';
import { addDays, type CivilDate, daysBetween } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { asOfEvents, readings } from '../../audit/asOf/asOf.ts';
import type { Stored } from '../../audit/asOf/days.ts';
import { differenceOfEvents } from '../../audit/asOf/difference.ts';
import { foldAll, foldDone } from '../../audit/asOf/fold.ts';
import { endOf } from '../../audit/asOf/moment.ts';
import { outlineOf } from '../../audit/asOf/outline.ts';
import { because, onPaper, play, withStages } from '../support/referrals.ts';
import { live, stories } from './agreement/randomLives.ts';
import { lived, someStep } from './framework/randomLives.ts';
import { FIRST_DAY, many, moveOf } from './referral/randomLives.ts';

// Whatever people did, on whatever days they say that they did it: every process can be asked how it stood on any day.

const agreements = stories.map((story): Stored[] => [...(live(story, () => undefined)?.events() ?? [])]);
const frameworks = fc.array(someStep, { maxLength: 30 }).map((steps): Stored[] => lived(steps, () => undefined).events);
const referrals = fc.array(moveOf(many(3)), { maxLength: 40 }).map((moves): Stored[] => {
  const played = play(withStages, FIRST_DAY);
  let today = FIRST_DAY;
  for (const { after, make } of moves) {
    today = addDays(today, after);
    played.tell(today, 'samordnaren', make(today), { ...onPaper, ...because });
  }
  played.pass(addDays(today, 100));
  return played.events;
});

/** What was done is said to have been done up to so many days earlier, as late entries say, in no order. */
const redated = (lives: fc.Arbitrary<Stored[]>): fc.Arbitrary<Stored[]> =>
  fc.tuple(lives, fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 12, maxLength: 12 })).map(([events, days]) =>
    events.map((event, at) => {
      const isAct = event.recordedBy.role !== 'time' && !['opened', 'takenOver', 'phaseBegan'].includes(event.body.type);
      return isAct ? { ...event, doneOn: addDays(event.doneOn, -(days[at % days.length] ?? 0)) } : event;
    }),
  );

/** Some days among those that anything was done or recorded on, the day before the first, and the last. */
function daysOf(events: readonly Stored[]): CivilDate[] {
  const all = [...new Set(events.flatMap(({ doneOn, recordedAt }) => [doneOn, civilDateOf(recordedAt)]))].toSorted();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return [];
  const some = all.filter((_, at) => at % Math.ceil(all.length / 12) === 0);
  return [addDays(first, -1), ...some, addDays(first, Math.floor(daysBetween(first, last) / 2)), last];
}

const lives: readonly { kind: Kind; chain: string; events: fc.Arbitrary<Stored[]> }[] = [
  { kind: 'agreement', chain: 'agreement:provplattformen:2012', events: agreements },
  { kind: 'framework', chain: 'framework:provplattformen', events: frameworks },
  { kind: 'referral', chain: 'referral:provremissen', events: referrals },
];

describe.each(lives)('any $kind', ({ kind, chain, events }) => {
  const anyEvents = fc.oneof(events, redated(events));

  test('can be told as it was on any day, by either reading, and what is different between any two', () => {
    fc.assert(
      fc.property(anyEvents, (all) => {
        for (const by of readings) {
          const days = daysOf(all);
          for (const [at, day] of days.entries()) {
            const then = asOfEvents(chain, all, endOf(day), by);
            const outline = outlineOf(then);
            expect(outline === null).toBe(then.process === null);
            const before = days[at - 1];
            if (before !== undefined) differenceOfEvents(chain, all, [endOf(before), endOf(day)], by);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  test('is on its last day what it is today, by either reading', () => {
    fc.assert(
      fc.property(anyEvents, (all) => {
        const last = daysOf(all).at(-1);
        if (last === undefined) return;
        for (const by of readings) {
          const then = asOfEvents(chain, all, endOf(last), by);
          expect(then.process).toEqual(foldAll(kind, all));
          expect(then.events).toEqual(all);
          expect(then.notYetKnown).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('counts what was done by a day on every later day too, in the order of its chain', () => {
    fc.assert(
      fc.property(anyEvents, (all) => {
        let before = new Set<number>();
        for (const day of daysOf(all).toSorted()) {
          const versions = foldDone(kind, all, day).events.map(({ version }) => version);
          expect(versions).toEqual(versions.toSorted((a, b) => a - b));
          const counted = new Set(versions);
          expect([...before].filter((version) => !counted.has(version))).toEqual([]);
          before = counted;
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('an agreement stands in the phase that its own spans say of the day, and what is met was met by then', () => {
  fc.assert(
    fc.property(agreements, (all) => {
      const whole = foldAll('agreement', all);
      if (whole?.kind !== 'agreement') return;
      for (const day of daysOf(all)) {
        const { process } = foldDone('agreement', all, day);
        const begun = whole.state.phases.filter(({ from }) => from <= day).map(({ phase, from }) => `${phase} ${from}`);
        if (process?.kind !== 'agreement') {
          expect(begun).toEqual([]);
          continue;
        }
        // A correction can say that what closed it was done after that day; then it closes no earlier than that.
        const told = process.state.phases.map(({ phase, from }) => `${phase} ${from}`);
        const isWaiting = begun.at(-1)?.startsWith('closed') === true && told.length === begun.length - 1;
        expect(told).toEqual(isWaiting ? begun.slice(0, -1) : begun);
        for (const { done } of Object.values(process.state.deadlines)) expect((done?.doneOn ?? day) <= day).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
