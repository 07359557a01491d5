import { type CivilDate, dateOfEpochDay, epochDayOf, isCivilDate } from './civilDate.ts';
import { type EpochDay, epochDay, weekdayOfEpochDay } from './epochDay.ts';
import { holidayName } from './holidays.ts';

// A business day is not a Saturday, Sunday or public holiday, nor Midsummer Eve, Christmas Eve or New Year's Eve. The calendar is known for
// 1990–2099; every function here throws RangeError for a date outside it, and where the search for an answer would leave it.

/** Why a day is not a business day. A holiday has its Swedish name, and goes before the weekday it falls on. */
export interface NonBusinessDayReason {
  kind: 'saturday' | 'sunday' | 'holiday';
  name?: string;
}

const FIRST_DAY = epochDay(1990, 1, 1);
const LAST_DAY = epochDay(2099, 12, 31);
const SATURDAY = 6;
const SUNDAY = 7;

/** Whether it is known which days are business days around the date: a civil date of the years 1990–2099. */
export function isInBusinessCalendar(date: CivilDate): boolean {
  return isCivilDate(date) && isKnown(epochDayOf(date));
}

export function isBusinessDay(date: CivilDate): boolean {
  return isBusiness(knownDay(date));
}

/** Null for a business day. */
export function nonBusinessDayReason(date: CivilDate): NonBusinessDayReason | null {
  const day = knownDay(date);
  const name = holidayName(day);
  if (name !== null) return { kind: 'holiday', name };
  const weekday = weekdayOfEpochDay(day);
  if (weekday === SATURDAY) return { kind: 'saturday' };
  return weekday === SUNDAY ? { kind: 'sunday' } : null;
}

/** The date itself where it is a business day, else the nearest one before it. */
export function businessDayOnOrBefore(date: CivilDate): CivilDate {
  return dateOfEpochDay(nearest(knownDay(date), -1));
}

/** The date itself where it is a business day, else the nearest one after it. */
export function businessDayOnOrAfter(date: CivilDate): CivilDate {
  return dateOfEpochDay(nearest(knownDay(date), 1));
}

/** The first business day strictly after the date. */
export function nextBusinessDay(date: CivilDate): CivilDate {
  return addBusinessDays(date, 1);
}

/**
 * The n-th business day strictly after the date, or strictly before it where n is negative. 0 leaves the date as it is, business day or
 * not.
 */
export function addBusinessDays(date: CivilDate, n: number): CivilDate {
  if (!Number.isInteger(n)) throw new RangeError(`Not a whole number of business days: ${n}.`);
  const step = n < 0 ? -1 : 1;
  let day = knownDay(date);
  for (let left = Math.abs(n); left > 0; left -= 1) day = nearest(day + step, step);
  return dateOfEpochDay(day);
}

function nearest(from: EpochDay, step: 1 | -1): EpochDay {
  let day = from;
  while (!isBusiness(day)) day += step;
  if (!isKnown(day)) throw outsideCalendar(dateOfEpochDay(day));
  return day;
}

function isBusiness(day: EpochDay): boolean {
  return weekdayOfEpochDay(day) < SATURDAY && holidayName(day) === null;
}

function isKnown(day: EpochDay): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

function knownDay(date: CivilDate): EpochDay {
  const day = epochDayOf(date);
  if (!isKnown(day)) throw outsideCalendar(date);
  return day;
}

function outsideCalendar(date: CivilDate): RangeError {
  return new RangeError(`Business days are known for 1990–2099, not for ${date}.`);
}
