import { addDays, type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import { addMs, civilDateOf, hasLocalTime, type Instant, instantAt, isInstant, startOfDay } from '#core/calendar/instant.ts';

/** A moment to look back from. */
export interface Moment {
  /** The day in Sweden that it lies on. */
  day: CivilDate;
  /** Whether it is the end of that day, and not a time on it. */
  isWholeDay: boolean;
  /** The first instant that is after it. */
  before: Instant;
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/;

/** `2012-03-01`: to the end of that day; `2012-03-01T10:00`: by the clock in Sweden; or an instant. Null for anything else. */
export function momentOf(text: string): Moment | null {
  if (isCivilDate(text)) return hasLocalTime(addDays(text, 1)) && hasLocalTime(text) ? endOf(text) : null;
  if (isInstant(text)) return { day: civilDateOf(text), isWholeDay: false, before: addMs(text, 1) };
  const [, day = '', hour, minute] = LOCAL.exec(text) ?? [];
  if (!isCivilDate(day) || !hasLocalTime(day) || Number(hour) > 23 || Number(minute) > 59) return null;
  return { day, isWholeDay: false, before: addMs(instantAt(day, Number(hour), Number(minute)), 1) };
}

export const endOf = (day: CivilDate): Moment => ({ day, isWholeDay: true, before: startOfDay(addDays(day, 1)) });
