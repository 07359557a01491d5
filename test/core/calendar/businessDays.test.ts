import {
  addBusinessDays,
  businessDayOnOrAfter,
  businessDayOnOrBefore,
  isBusinessDay,
  isInBusinessCalendar,
  nextBusinessDay,
  nonBusinessDayReason,
} from '#core/calendar/businessDays.ts';
import { type CivilDate, addDays, dateOfEpochDay, daysBetween, epochDayOf, weekday, yearOf } from '#core/calendar/civilDate.ts';
import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

// 'bank' is what the library calls Midsummer Eve, Christmas Eve and New Year's Eve.
const library = new Holidays('SE', { types: ['public', 'bank'] });

/** Every holiday of the year as the library has it: its Swedish names by date. */
function holidaysByLibrary(year: number): Map<CivilDate, string[]> {
  const names = new Map<CivilDate, string[]>();
  for (const holiday of library.getHolidays(year, 'sv')) {
    const date = holiday.date.slice(0, 10);
    names.set(date, [...(names.get(date) ?? []), holiday.name]);
  }
  return names;
}

/** What is wrong with our year, day by day, against these holidays. */
function differences(year: number, holidays: Map<CivilDate, string[]>): string[] {
  const wrong: string[] = [];
  for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1)) {
    const reason = nonBusinessDayReason(date);
    const names = holidays.get(date);
    const onWeekday = weekday(date) === 6 ? 'saturday' : weekday(date) === 7 ? 'sunday' : undefined;
    const asExpected = names
      ? reason?.kind === 'holiday' && names.includes(reason.name ?? '')
      : reason?.kind === onWeekday && reason?.name === undefined;
    if (!asExpected || isBusinessDay(date) !== (reason === null))
      wrong.push(`${date}: ${JSON.stringify(reason)}, not ${names?.join(' or ')}`);
  }
  return wrong;
}

const years = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

// Day 50 after Easter Sunday by the almanac; the library does not have Whit Monday as the public holiday that it was until 2004.
const WHIT_MONDAYS =
  `1990-06-04 1991-05-20 1992-06-08 1993-05-31 1994-05-23 1995-06-05 1996-05-27 1997-05-19 1998-06-01 1999-05-24
  2000-06-12 2001-06-04 2002-05-20 2003-06-09 2004-05-31`.split(/\s+/);

describe('Swedish holidays', () => {
  test('are those of date-holidays, every day of 2005–2099', () => {
    expect(years(2005, 2099).flatMap((year) => differences(year, holidaysByLibrary(year)))).toEqual([]);
  });

  test('are those of date-holidays and Whit Monday, every day of 1990–2004', () => {
    const wrong = years(1990, 2004).flatMap((year, n) =>
      differences(year, holidaysByLibrary(year).set(WHIT_MONDAYS[n] ?? '', ['annandag pingst'])),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    [1990, '01-01 04-13 04-16 05-01 05-24 06-04 06-22 12-24 12-25 12-26 12-31'],
    [1999, '01-01 01-06 04-02 04-05 05-13 05-24 06-25 12-24 12-31'],
    [2004, '01-01 01-06 04-09 04-12 05-20 05-31 06-25 12-24 12-31'],
    [2005, '01-06 03-25 03-28 05-05 06-06 06-24 12-26'],
    [2012, '01-06 04-06 04-09 05-01 05-17 06-06 06-22 12-24 12-25 12-26 12-31'],
  ])('of %i that fall on Monday–Friday are those of the almanac', (year, expected) => {
    const found: string[] = [];
    for (let date = `${year}-01-01`; yearOf(date) === year; date = addDays(date, 1)) {
      if (weekday(date) <= 5 && !isBusinessDay(date)) found.push(date.slice(5));
    }
    expect(found.join(' ')).toBe(expected);
  });

  test('changed in 2005: 6 June came and Whit Monday went', () => {
    expect(isBusinessDay('2003-06-06')).toBe(true);
    expect(nonBusinessDayReason('2005-06-06')).toEqual({ kind: 'holiday', name: 'nationaldagen' });
    expect(nonBusinessDayReason('2004-05-31')).toEqual({ kind: 'holiday', name: 'annandag pingst' });
    expect(isBusinessDay('2005-05-16')).toBe(true);
  });

  test('go before the weekday they fall on, and a fixed one before a movable one', () => {
    expect(nonBusinessDayReason('2013-03-31')).toEqual({ kind: 'holiday', name: 'påskdagen' });
    expect(nonBusinessDayReason('2014-06-21')).toEqual({ kind: 'holiday', name: 'midsommardagen' });
    expect(nonBusinessDayReason('2008-05-01')).toEqual({ kind: 'holiday', name: 'första maj' });
  });

  test('leave the plain weekend and the plain day to themselves', () => {
    expect(nonBusinessDayReason('2014-08-02')).toEqual({ kind: 'saturday' });
    expect(nonBusinessDayReason('2014-08-31')).toEqual({ kind: 'sunday' });
    expect(nonBusinessDayReason('2014-09-01')).toBeNull();
  });
});

describe('the nearest business day', () => {
  test('before each of the final report’s reminders is the day that the plan says', () => {
    const before = [90, 30, 14, 7, 1, 0].map((days) => businessDayOnOrBefore(addDays('2014-09-01', -days)));
    expect(before).toEqual(['2014-06-03', '2014-08-01', '2014-08-18', '2014-08-25', '2014-08-29', '2014-09-01']);
    const after = [1, 7, 14].map((days) => businessDayOnOrAfter(addDays('2014-09-01', days)));
    expect(after).toEqual(['2014-09-02', '2014-09-08', '2014-09-15']);
  });

  test('before Midsummer Eve is the Thursday, and after Maundy Thursday the Tuesday', () => {
    expect(businessDayOnOrBefore('2012-06-22')).toBe('2012-06-21');
    expect(nextBusinessDay('2012-04-05')).toBe('2012-04-10');
    expect(businessDayOnOrAfter('2012-04-05')).toBe('2012-04-05');
  });

  test('goes over Christmas and New Year', () => {
    expect(businessDayOnOrAfter('2012-12-24')).toBe('2012-12-27');
    expect(businessDayOnOrBefore('2013-01-01')).toBe('2012-12-28');
  });
});

describe('counting business days', () => {
  const dates = fc.integer({ min: epochDayOf('1991-01-01'), max: epochDayOf('2098-12-31') }).map(dateOfEpochDay);

  test('leaves out what is not one, in both directions', () => {
    expect(addBusinessDays('2012-04-04', 2)).toBe('2012-04-10');
    expect(addBusinessDays('2012-04-10', -2)).toBe('2012-04-04');
    expect(addBusinessDays('2012-04-08', 1)).toBe('2012-04-10');
    expect(addBusinessDays('2012-04-08', -1)).toBe('2012-04-05');
    expect(addBusinessDays('2012-04-08', 0)).toBe('2012-04-08');
  });

  test('counts exactly the business days on the way', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -60, max: 60 }), (date, n) => {
        const reached = addBusinessDays(date, n);
        const step = n < 0 ? -1 : 1;
        let counted = 0;
        for (let day = date; day !== reached; ) {
          day = addDays(day, step);
          if (isBusinessDay(day)) counted += step;
        }
        expect(counted).toBe(n);
        expect(n === 0 || isBusinessDay(reached)).toBe(true);
      }),
    );
  });

  test('finds the nearest: a business day, none between, and never a week away', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const [before, after, next] = [businessDayOnOrBefore(date), businessDayOnOrAfter(date), nextBusinessDay(date)];
        expect([before, after, next].map(isBusinessDay)).toEqual([true, true, true]);
        expect(before <= date && date <= after && date < next).toBe(true);
        expect(
          isBusinessDay(date) ? before === date && after === date : addBusinessDays(before, 1) === after && after === next,
        ).toBe(true);
        expect(daysBetween(before, after)).toBeLessThan(7);
      }),
    );
  });

  test('stops with a clear error at the edges of the calendar', () => {
    const asked = ['1990-01-01', '2099-12-31', '1989-12-31', '2100-01-01', '2012-02-30'];
    expect(asked.map(isInBusinessCalendar)).toEqual([true, true, false, false, false]);
    for (const ask of [isBusinessDay, nonBusinessDayReason, businessDayOnOrAfter, nextBusinessDay]) {
      expect(() => ask('1989-12-29')).toThrow(/1990–2099/);
    }
    expect(() => businessDayOnOrBefore('1990-01-01')).toThrow(/1990–2099/);
    expect(() => businessDayOnOrAfter('2099-12-31')).toThrow(/1990–2099/);
    expect(() => isBusinessDay('2012-02-30')).toThrow(/civil date/);
    expect(() => addBusinessDays('2012-04-04', 1.5)).toThrow(RangeError);
  });
});
