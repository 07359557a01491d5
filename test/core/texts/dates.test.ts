import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#core/calendar/civilDate.ts';
import { nonBusinessDayReason } from '#core/calendar/businessDays.ts';
import { formatDate, formatDateShort, formatInstant, holidayLabel, weekdayName } from '#core/texts/dates.ts';

const dates = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('1996-01-01', days));

test('dates are written out as Intl writes them, in both languages', () => {
  const written = (lang: 'sv' | 'en') =>
    new Intl.DateTimeFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' });
  const [sv, en] = [written('sv'), written('en')];
  fc.assert(
    fc.property(dates, (date) => {
      const moment = new Date(`${date}T12:00:00Z`);
      expect(formatDate(date, 'sv')).toBe(sv.format(moment).replace(/^(\S+) den /, '$1 '));
      expect(formatDate(date, 'en')).toBe(en.format(moment).replace(',', ''));
    }),
  );
});

test('short forms and the clock in Stockholm', () => {
  expect(formatDateShort('2014-09-01', 'sv')).toBe('mån 1 sep 2014');
  expect(formatDateShort('2014-05-08', 'en')).toBe('Thu 8 May 2014');
  expect(weekdayName('2014-09-06', 'sv')).toBe('lördag');
  expect(formatInstant('2014-09-01T06:00:00.000Z', 'sv')).toBe('1 september 2014 08:00');
});

test('every holiday that the calendar knows has an English name', () => {
  const dates1996to2060 = Array.from({ length: 23_376 }, (_, days) => addDays('1996-01-01', days));
  const names = new Set(dates1996to2060.map((date) => nonBusinessDayReason(date)?.name).filter((name) => name !== undefined));
  expect(names.size).toBe(17);
  expect([...names].filter((name) => holidayLabel(name, 'en') === name)).toEqual([]);
});
