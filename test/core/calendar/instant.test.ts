import { type CivilDate, addDays, isCivilDate } from '#core/calendar/civilDate.ts';
import {
  addMs,
  civilDateOf,
  hasLocalTime,
  instantAt,
  instantOfMs,
  isInstant,
  localTimeOf,
  msBetween,
  msOf,
  startOfDay,
} from '#core/calendar/instant.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_MS = Date.UTC(1995, 11, 31, 23);
const LAST_MS = Date.UTC(2099, 11, 31, 23) - 1;
const moments = fc.integer({ min: FIRST_MS, max: LAST_MS });

const stockholm = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'short' });
/** 'YYYY-MM-DD HH:MM' on the clock in Stockholm by the time zone database, which the core does not use. */
const oracle = (ms: number) => stockholm.format(ms);
const clock = (date: string, hour: number, minute: number) =>
  `${date} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

function ours(ms: number): string {
  const { date, hour, minute } = localTimeOf(instantOfMs(ms));
  return clock(date, hour, minute);
}

function differences(instantsMs: Iterable<number>): string[] {
  const wrong: string[] = [];
  for (const ms of instantsMs) if (ours(ms) !== oracle(ms)) wrong.push(`${instantOfMs(ms)}: ${ours(ms)}, not ${oracle(ms)}`);
  return wrong;
}

function* range(from: number, to: number, step: number): Generator<number> {
  for (let ms = from; ms <= to; ms += step) yield ms;
}

describe('the clock in Stockholm', () => {
  /** The days, 00:00 UTC, in which the time zone database moves the clock. */
  const transitionDays: number[] = [];

  beforeAll(() => {
    let before = '';
    for (const ms of range(Date.UTC(1996, 0, 1), Date.UTC(2099, 11, 31), DAY)) {
      const midnightIs = oracle(ms).slice(11);
      if (before !== '' && midnightIs !== before) transitionDays.push(ms - DAY);
      before = midnightIs;
    }
  });

  test('is what the time zone database says at 00:00 and 23:30 UTC, every day of 1996–2099', () => {
    expect(differences(range(Date.UTC(1996, 0, 1), LAST_MS, DAY))).toEqual([]);
    expect(differences(range(Date.UTC(1996, 0, 1, 23, 30) - DAY, LAST_MS, DAY))).toEqual([]);
  });

  test('moves twice a year, to the millisecond where the time zone database does', () => {
    expect(transitionDays).toHaveLength(2 * 104);
    for (const day of transitionDays) {
      const at = day + HOUR;
      expect(differences(range(at - 70 * MINUTE, at + 70 * MINUTE, 5 * MINUTE))).toEqual([]);
      expect(differences([at - 1, at, at + 1])).toEqual([]);
      const jump = [at - 1, at].map((ms) => oracle(ms).slice(11)).join(' to ');
      expect(jump).toBe(new Date(at).getUTCMonth() === 2 ? '01:59 to 03:00' : '02:59 to 02:00');
    }
  });

  test('read backwards gives the first instant that shows the time, and the hour after where none does', () => {
    for (const day of transitionDays) {
      const date = new Date(day).toISOString().slice(0, 10);
      for (let minuteOfDay = 0; minuteOfDay < 5 * 60; minuteOfDay += 10) {
        const [hour, minute] = [Math.floor(minuteOfDay / 60), minuteOfDay % 60];
        const candidates = [2, 1].map((offset) => day + minuteOfDay * MINUTE - offset * HOUR);
        const shows = (text: string) => candidates.find((ms) => oracle(ms) === text);
        const expected = shows(clock(date, hour, minute)) ?? shows(clock(date, hour + 1, minute));
        expect(msOf(instantAt(date, hour, minute)), clock(date, hour, minute)).toBe(expected);
      }
    }
  });

  test('is what the time zone database says at any moment', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        expect(ours(ms)).toBe(oracle(ms));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a local time', () => {
  test('08:00 is 07:00 UTC in winter and 06:00 UTC in summer', () => {
    expect(instantAt('2014-01-15', 8)).toBe('2014-01-15T07:00:00.000Z');
    expect(instantAt('2014-06-03', 8)).toBe('2014-06-03T06:00:00.000Z');
    expect(instantAt('2014-08-28', 14, 5)).toBe('2014-08-28T12:05:00.000Z');
  });

  test('that the clock skips in spring is an hour later', () => {
    expect(instantAt('2012-03-25', 1, 59)).toBe('2012-03-25T00:59:00.000Z');
    expect(instantAt('2012-03-25', 2, 30)).toBe('2012-03-25T01:30:00.000Z');
    expect(localTimeOf(instantAt('2012-03-25', 2, 30))).toEqual({ date: '2012-03-25', hour: 3, minute: 30 });
    expect(instantAt('2012-03-25', 3)).toBe('2012-03-25T01:00:00.000Z');
  });

  test('that comes twice in autumn is the first of the two', () => {
    expect(instantAt('2012-10-28', 2, 30)).toBe('2012-10-28T00:30:00.000Z');
    expect(instantAt('2012-10-28', 3)).toBe('2012-10-28T02:00:00.000Z');
  });

  test('refuses a clock that no day has, and years whose rule is not known', () => {
    for (const [hour, minute] of [
      [24, 0],
      [-1, 0],
      [8, 60],
      [8, -1],
      [7.5, 0],
      [8, 0.5],
    ] as const) {
      expect(() => instantAt('2012-03-25', hour, minute)).toThrow(/time of day/);
    }
    for (const date of ['1995-12-31', '2100-01-01', '2013-02-29', '']) expect(() => startOfDay(date)).toThrow(/1996–2099/);
  });

  test('is known for exactly the dates that say so', () => {
    const asked = ['1996-01-01', '2099-12-31', '1995-12-31', '2100-01-01', '2013-02-29'];
    expect(asked.map(hasLocalTime)).toEqual([true, true, false, false, false]);
  });
});

describe('a day', () => {
  const dates = moments.map((ms): CivilDate => civilDateOf(instantOfMs(ms)));

  test('begins at midnight in Stockholm and ends a millisecond before the next', () => {
    expect(startOfDay('2013-03-31')).toBe('2013-03-30T23:00:00.000Z');
    expect(startOfDay('2013-04-01')).toBe('2013-03-31T22:00:00.000Z');
    fc.assert(
      fc.property(
        dates.filter((date) => date > '1996-01-01'),
        (date) => {
          expect(localTimeOf(startOfDay(date))).toEqual({ date, hour: 0, minute: 0 });
          expect(civilDateOf(addMs(startOfDay(date), -1))).toBe(addDays(date, -1));
        },
      ),
    );
  });

  test('has 23 hours in spring when the clock moves, 25 in autumn, else 24', () => {
    const hours = (date: CivilDate) => msBetween(startOfDay(date), startOfDay(addDays(date, 1))) / HOUR;
    expect(['2012-03-24', '2012-03-25', '2012-10-28', '2012-10-29'].map(hours)).toEqual([24, 23, 25, 24]);
  });

  test('of an instant is a civil date, and keeps the order of instants', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map(instantOfMs) as [string, string];
        expect(isCivilDate(civilDateOf(earlier))).toBe(true);
        expect(civilDateOf(earlier) <= civilDateOf(later)).toBe(true);
      }),
    );
  });
});

describe('an instant', () => {
  test('is written as JavaScript writes it, sorts as text and counts in milliseconds', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const [x, y] = [instantOfMs(a), instantOfMs(b)];
        expect(x).toBe(new Date(a).toISOString());
        expect(isInstant(x)).toBe(true);
        expect(msOf(x)).toBe(a);
        expect(x < y).toBe(a < b);
        expect(msBetween(x, y)).toBe(b - a);
        expect(addMs(x, b - a)).toBe(y);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '2012-03-25T01:00:00Z',
    '2012-03-25T01:00:00.000',
    '2012-03-25T01:00:00.000+00:00',
    '2012-03-25 01:00:00.000Z',
    '2012-03-25t01:00:00.000z',
    '2012-03-25T24:00:00.000Z',
    '2012-03-25T01:60:00.000Z',
    '2012-06-30T23:59:60.000Z',
    '2013-02-29T01:00:00.000Z',
    '2012-03-25T01:00:00.000Z\n',
    '2012-03-25',
    '',
  ])('is not %j', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => msOf(text)).toThrow(/Not an instant/);
  });

  test('lies in 1996–2099 by the clock in Stockholm', () => {
    const edges = [FIRST_MS - 1, FIRST_MS, LAST_MS, LAST_MS + 1].map((ms) => new Date(ms).toISOString());
    expect(edges.map(isInstant)).toEqual([false, true, true, false]);
    expect([FIRST_MS, LAST_MS].map((ms) => civilDateOf(instantOfMs(ms)))).toEqual(['1996-01-01', '2099-12-31']);
    expect(startOfDay('1996-01-01')).toBe(instantOfMs(FIRST_MS));
    for (const ms of [FIRST_MS - 1, LAST_MS + 1, 0.5, Number.NaN]) expect(() => instantOfMs(ms)).toThrow(RangeError);
    expect(() => addMs(instantOfMs(LAST_MS), 1)).toThrow(RangeError);
  });
});
