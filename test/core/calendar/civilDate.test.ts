import {
  addDays,
  addYears,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  isCivilDate,
  maxDate,
  minDate,
  partsOf,
  weekday,
  yearOf,
} from '#core/calendar/civilDate.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const FIRST = Date.UTC(1900, 0, 1) / 86_400_000;
const LAST = Date.UTC(2199, 11, 31) / 86_400_000;
const days = fc.integer({ min: FIRST, max: LAST });
const dates = days.map(dateOfEpochDay);

/** The same day by JavaScript's own calendar, which the core does not use. */
const oracleDate = (epochDay: number) => new Date(epochDay * 86_400_000).toISOString().slice(0, 10);

describe('a civil date', () => {
  test('is each day of 1900–2199, as the JavaScript calendar has them', () => {
    const wrong: string[] = [];
    for (let day = FIRST; day <= LAST; day += 1) {
      const expected = oracleDate(day);
      const asExpected =
        isCivilDate(expected) &&
        dateOfEpochDay(day) === expected &&
        epochDayOf(expected) === day &&
        weekday(expected) === (new Date(day * 86_400_000).getUTCDay() || 7);
      if (!asExpected) wrong.push(expected);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    '2013-02-29',
    '1900-02-29',
    '2100-02-29',
    '2012-02-30',
    '2012-04-31',
    '2012-00-10',
    '2012-13-01',
    '2012-01-00',
    '2012-01-32',
  ])('is not %s, a day that never was', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  test.each([
    '',
    '2012-2-9',
    '12-02-09',
    '2012/02-09',
    '2012-02/09',
    '2012-02-09 ',
    '2012-02-09\n',
    ' 2012-02-9',
    '2012-02-0x',
    '٢٠١٢-٠٢-٠٩',
    '2012-02-09T00:00Z',
  ])('is not %j, written another way', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  test.each(['1899-12-31', '2200-01-01', '0000-01-01', '9999-12-31'])('is not %s, outside the years it covers', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  test('has leap days where the Gregorian calendar has them', () => {
    expect(['2000-02-29', '2012-02-29', '2096-02-29'].map(isCivilDate)).toEqual([true, true, true]);
  });

  test('has a year, a month and a day', () => {
    expect(partsOf('2014-09-01')).toEqual({ year: 2014, month: 9, day: 1 });
    expect(yearOf('2014-09-01')).toBe(2014);
  });
});

describe('counting days', () => {
  test('from the evaluator’s final report to its deadline is four days', () => {
    expect(daysBetween('2014-08-28', '2014-09-01')).toBe(4);
    expect(daysBetween('2014-09-01', '2014-08-28')).toBe(-4);
  });

  test('goes over leap days and new years', () => {
    expect(addDays('2012-02-28', 1)).toBe('2012-02-29');
    expect(addDays('2012-03-01', -1)).toBe('2012-02-29');
    expect(addDays('2011-12-31', 1)).toBe('2012-01-01');
    expect(daysBetween('2011-02-01', '2014-09-01')).toBe(1308);
  });

  test('forth and back ends where it began, and what was added is what lies between', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const from = dateOfEpochDay(a);
        const to = addDays(from, b - a);
        expect(to).toBe(oracleDate(b));
        expect(daysBetween(from, to)).toBe(b - a);
        expect(addDays(to, a - b)).toBe(from);
      }),
    );
  });

  test('agrees with comparing the texts', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
        expect([minDate(a, b), maxDate(a, b)]).toEqual([a, b].toSorted());
      }),
    );
  });

  test('moves the weekday along with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST - 7 }).map(dateOfEpochDay), fc.integer({ min: 0, max: 7 }), (date, n) => {
        expect(weekday(addDays(date, n))).toBe(((weekday(date) + n - 1) % 7) + 1);
      }),
    );
  });

  test('refuses what is not a date, not a whole number of days, or leaves the years covered', () => {
    expect(() => addDays('2013-02-29', 1)).toThrow(RangeError);
    expect(() => addDays('2013-02-28', 0.5)).toThrow(RangeError);
    expect(() => addDays('2013-02-28', Number.NaN)).toThrow(RangeError);
    expect(() => addDays('2199-12-31', 1)).toThrow(/1900–2199/);
    expect(() => addDays('1900-01-01', -1)).toThrow(/1900–2199/);
    expect(() => daysBetween('2012-01-01', 'tomorrow')).toThrow(/"tomorrow"/);
  });
});

describe('a date rolled forward by years', () => {
  test('keeps its day', () => {
    expect(addYears('2012-10-01', 1)).toBe('2013-10-01');
    expect(addYears('2012-10-01', -1)).toBe('2011-10-01');
    expect(addYears('2012-10-01', 0)).toBe('2012-10-01');
  });

  test('turns 29 February into 28 February, except in a leap year', () => {
    expect(addYears('2012-02-29', 1)).toBe('2013-02-28');
    expect(addYears('2012-02-29', 4)).toBe('2016-02-29');
    expect(addYears('2096-02-29', 4)).toBe('2100-02-28');
  });

  test('refuses parts of years, and years not covered', () => {
    expect(() => addYears('2012-10-01', 0.5)).toThrow(RangeError);
    expect(() => addYears('2199-01-01', 1)).toThrow(/1900–2199/);
  });
});
