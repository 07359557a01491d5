import { type CivilDate, dateOfEpochDay, epochDayOf, isCivilDate, yearOf } from './civilDate.ts';
import { calendarDay, epochDay, weekdayOfEpochDay } from './epochDay.ts';

/**
 * A moment, UTC with milliseconds: 'YYYY-MM-DDTHH:MM:SS.mmmZ'. The text sorts as the moments do, so instants are compared with `<`,
 * `===` and `>`. It lies in the years 1996–2099 by the clock in Stockholm, where local time is UTC+1, and UTC+2 from 01:00 UTC on
 * the last Sunday of March to 01:00 UTC on the last Sunday of October (directive 2000/84/EC; in Sweden from 1996).
 *
 * `isInstant` and `hasLocalTime` guard the border. Given anything else, the functions here throw RangeError: in the core that is a bug.
 */
export type Instant = string;

export interface LocalTime {
  date: CivilDate;
  /** 0–23 */
  hour: number;
  /** 0–59 */
  minute: number;
}

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 86_400_000;
const FIRST_YEAR = 1996;
const LAST_YEAR = 2099;
// Both new years fall in winter time, one hour before midnight UTC.
const FIRST_MS = epochDay(FIRST_YEAR, 1, 1) * MS_PER_DAY - MS_PER_HOUR;
const END_MS = epochDay(LAST_YEAR + 1, 1, 1) * MS_PER_DAY - MS_PER_HOUR;
const SHAPE = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

export function isInstant(text: string): boolean {
  return readMs(text) !== null;
}

/** Whether the date is one that `instantAt` and `startOfDay` know the clock of: a civil date of the years 1996–2099. */
export function hasLocalTime(date: CivilDate): boolean {
  return isCivilDate(date) && yearOf(date) >= FIRST_YEAR && yearOf(date) <= LAST_YEAR;
}

/**
 * The instant at which the clock in Stockholm shows this time on this date. 02:00–02:59 on the spring Sunday, which the clock skips,
 * is an hour later (02:30 means 03:30); on the autumn Sunday, when it comes twice, it is the first of the two.
 */
export function instantAt(date: CivilDate, hour: number, minute = 0): Instant {
  if (!hasLocalTime(date)) throw new RangeError(`No local time is known on ${JSON.stringify(date)}, only in 1996–2099.`);
  if (!isWithin(hour, 23) || !isWithin(minute, 59)) throw new RangeError(`Not a time of day: ${hour}:${minute} (0:00–23:59).`);
  const localMs = epochDayOf(date) * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE;
  const asSummerMs = localMs - 2 * MS_PER_HOUR;
  return instantOfMs(isSummerTime(asSummerMs) ? asSummerMs : localMs - MS_PER_HOUR);
}

/** Midnight in Stockholm as the date begins. */
export function startOfDay(date: CivilDate): Instant {
  return instantAt(date, 0);
}

/** The date in Stockholm at the instant. */
export function civilDateOf(instant: Instant): CivilDate {
  return dateOfEpochDay(Math.floor(localMsOf(instant) / MS_PER_DAY));
}

/** Date and clock in Stockholm at the instant, whole minutes, rounded down. */
export function localTimeOf(instant: Instant): LocalTime {
  const localMs = localMsOf(instant);
  const day = Math.floor(localMs / MS_PER_DAY);
  const minutes = Math.floor((localMs - day * MS_PER_DAY) / MS_PER_MINUTE);
  return { date: dateOfEpochDay(day), hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

/** The instant so many whole milliseconds after 1970-01-01T00:00Z, as `Date.now()` counts them. */
export function instantOfMs(ms: number): Instant {
  if (!Number.isInteger(ms) || ms < FIRST_MS || ms >= END_MS) {
    throw new RangeError(`No instant: ${ms} ms from 1970. Instants are whole milliseconds, ${FIRST_YEAR}–${LAST_YEAR}.`);
  }
  const day = Math.floor(ms / MS_PER_DAY);
  const inDay = ms - day * MS_PER_DAY;
  const hour = Math.floor(inDay / MS_PER_HOUR);
  const minute = Math.floor(inDay / MS_PER_MINUTE) % 60;
  const second = Math.floor(inDay / 1_000) % 60;
  return `${dateOfEpochDay(day)}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}.${padded(inDay % 1_000, 3)}Z`;
}

/** The inverse of `instantOfMs`. */
export function msOf(instant: Instant): number {
  const ms = readMs(instant);
  if (ms === null) throw new RangeError(`Not an instant: ${JSON.stringify(instant)}. Write YYYY-MM-DDTHH:MM:SS.mmmZ, 1996–2099.`);
  return ms;
}

/** The instant so many whole milliseconds later; earlier where `ms` is negative. */
export function addMs(instant: Instant, ms: number): Instant {
  return instantOfMs(msOf(instant) + ms);
}

/** Milliseconds from one instant to another: positive when `to` is later. */
export function msBetween(from: Instant, to: Instant): number {
  return msOf(to) - msOf(from);
}

function readMs(text: string): number | null {
  if (!SHAPE.test(text)) return null;
  const date = text.slice(0, 10);
  if (!isCivilDate(date)) return null;
  const number = (from: number, end: number) => Number(text.slice(from, end));
  const timeMs = number(11, 13) * MS_PER_HOUR + number(14, 16) * MS_PER_MINUTE + number(17, 19) * 1_000 + number(20, 23);
  const ms = epochDayOf(date) * MS_PER_DAY + timeMs;
  return ms >= FIRST_MS && ms < END_MS ? ms : null;
}

function localMsOf(instant: Instant): number {
  const ms = msOf(instant);
  return ms + (isSummerTime(ms) ? 2 : 1) * MS_PER_HOUR;
}

function isSummerTime(ms: number): boolean {
  const { year } = calendarDay(Math.floor(ms / MS_PER_DAY));
  return ms >= transitionMs(year, 3) && ms < transitionMs(year, 10);
}

/** 01:00 UTC on the last Sunday of a month that has 31 days. */
function transitionMs(year: number, month: 3 | 10): number {
  const lastDay = epochDay(year, month, 31);
  const lastSunday = lastDay - (weekdayOfEpochDay(lastDay) % 7);
  return lastSunday * MS_PER_DAY + MS_PER_HOUR;
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
