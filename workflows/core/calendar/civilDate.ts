import { type CalendarDay, calendarDay, type EpochDay, epochDay, weekdayOfEpochDay } from './epochDay.ts';

/**
 * A day on the calendar, 'YYYY-MM-DD', of the years 1900–2199; no clock, no time zone. The text sorts as the days do, so dates are
 * compared with `<`, `===` and `>`.
 *
 * `isCivilDate` guards the border. Given anything else, the functions here throw RangeError, as they do when the answer would lie
 * outside those years: in the core that is a bug. (`minDate` and `maxDate` only compare.)
 */
export type CivilDate = string;

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const FIRST_DAY = epochDay(FIRST_YEAR, 1, 1);
const LAST_DAY = epochDay(LAST_YEAR, 12, 31);
const DASH = 45;

/** Whether the text is a day that exists: '2012-02-29' is, '2013-02-29' and '2012-2-9' are not. */
export function isCivilDate(text: string): boolean {
  return read(text) !== null;
}

/** The date so many whole days later; earlier where `days` is negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfEpochDay(epochDayOf(date) + days);
}

/** Whole days from one date to another: positive when `to` is later, 0 on the same day. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekday(date: CivilDate): number {
  return weekdayOfEpochDay(epochDayOf(date));
}

export function yearOf(date: CivilDate): number {
  return partsOf(date).year;
}

/** The same day so many whole years later; 29 February becomes 28 February in a year without one. */
export function addYears(date: CivilDate, years: number): CivilDate {
  const { year, month, day } = partsOf(date);
  const target = year + years;
  if (!Number.isInteger(years) || target < FIRST_YEAR || target > LAST_YEAR) throw outOfRange(`${date} + ${years} years`);
  return written({ year: target, month, day: Math.min(day, daysInMonth(target, month)) });
}

/** The earlier of the two. */
export function minDate(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}

/** The later of the two. */
export function maxDate(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

/** Year, month (1–12) and day (1–31) of the date. */
export function partsOf(date: CivilDate): CalendarDay {
  const parts = read(date);
  if (parts === null) throw new RangeError(`Not a civil date: ${JSON.stringify(date)}. Write YYYY-MM-DD, 1900–2199.`);
  return parts;
}

/** Days from 1970-01-01 to the date. */
export function epochDayOf(date: CivilDate): EpochDay {
  const { year, month, day } = partsOf(date);
  return epochDay(year, month, day);
}

/** The inverse of `epochDayOf`. */
export function dateOfEpochDay(of: EpochDay): CivilDate {
  if (!Number.isInteger(of) || of < FIRST_DAY || of > LAST_DAY) throw outOfRange(`day ${of} from 1970-01-01`);
  return written(calendarDay(of));
}

function read(text: string): CalendarDay | null {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  // NaN, where something was not a digit, fails every one of these comparisons.
  const real =
    year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return real ? { year, month, day } : null;
}

/** The number that these characters write, NaN where one is not an ASCII digit. */
function digits(text: string, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

function written({ year, month, day }: CalendarDay): CivilDate {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function outOfRange(what: string): RangeError {
  return new RangeError(`No civil date: ${what}. Dates are whole days of the years ${FIRST_YEAR}–${LAST_YEAR}.`);
}
