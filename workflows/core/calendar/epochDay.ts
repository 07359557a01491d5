/** A day as its number of days since 1970-01-01, which makes day arithmetic plain addition. Proleptic Gregorian calendar. */
export type EpochDay = number;

export interface CalendarDay {
  year: number;
  /** 1–12 */
  month: number;
  /** 1–31 */
  day: number;
}

// The years are counted from 1 March, so that the leap day is the last of its year, and in eras of 400 years, after which the
// calendar repeats. (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".)
const DAYS_IN_ERA = 146_097;
const DAYS_FROM_ERA_START_TO_1970 = 719_468;

/** The number of a real calendar day. It does not check that the day is real. */
export function epochDay(year: number, month: number, day: number): EpochDay {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - DAYS_FROM_ERA_START_TO_1970;
}

/** The inverse of `epochDay`. */
export function calendarDay(of: EpochDay): CalendarDay {
  const shifted = of + DAYS_FROM_ERA_START_TO_1970;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekdayOfEpochDay(of: EpochDay): number {
  const sinceMonday = (of + 3) % 7; // day 0 was a Thursday
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}
