import { epochDay, calendarDay, type EpochDay, weekdayOfEpochDay } from './epochDay.ts';

const FRIDAY = 5;
const SATURDAY = 6;

/**
 * The Swedish name of the holiday on a day, null where there is none: the public holidays of lag (1989:253) om allmänna helgdagar, in
 * force since 1990, and the three eves that lag (1930:173) om beräkning av lagstadgad tid puts beside them. Where two fall on one day
 * (Ascension Day on 1 May 2008), it is the one with a fixed date.
 */
export function holidayName(of: EpochDay): string | null {
  const { year, month, day } = calendarDay(of);
  return fixedHoliday(year, month, day) ?? summerOrAutumnHoliday(of, month, day) ?? easterHoliday(of, year, month);
}

function fixedHoliday(year: number, month: number, day: number): string | null {
  switch (month * 100 + day) {
    case 101:
      return 'nyårsdagen';
    case 106:
      return 'trettondedag jul';
    case 501:
      return 'första maj';
    case 606:
      return year >= 2005 ? 'nationaldagen' : null;
    case 1224:
      return 'julafton';
    case 1225:
      return 'juldagen';
    case 1226:
      return 'annandag jul';
    case 1231:
      return 'nyårsafton';
    default:
      return null;
  }
}

/** Midsummer Eve is the Friday of 19–25 June, Midsummer Day the Saturday after; All Saints' Day the Saturday of 31 October – 6 November. */
function summerOrAutumnHoliday(of: EpochDay, month: number, day: number): string | null {
  if (month !== 6 && month < 10) return null;
  const weekday = weekdayOfEpochDay(of);
  if (month === 6 && weekday === FRIDAY && day >= 19 && day <= 25) return 'midsommarafton';
  if (month === 6 && weekday === SATURDAY && day >= 20 && day <= 26) return 'midsommardagen';
  if (weekday === SATURDAY && ((month === 10 && day === 31) || (month === 11 && day <= 6))) return 'alla helgons dag';
  return null;
}

function easterHoliday(of: EpochDay, year: number, month: number): string | null {
  if (month < 3 || month > 6) return null;
  switch (of - easterSunday(year)) {
    case -2:
      return 'långfredagen';
    case 0:
      return 'påskdagen';
    case 1:
      return 'annandag påsk';
    case 39:
      return 'Kristi himmelsfärdsdag';
    case 49:
      return 'pingstdagen';
    case 50:
      return year <= 2004 ? 'annandag pingst' : null; // 6 June took its place
    default:
      return null;
  }
}

/** Gregorian Easter by the computus of Meeus, Jones and Butcher, whose letters are kept. */
function easterSunday(year: number): EpochDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return epochDay(year, Math.floor(sum / 31), (sum % 31) + 1);
}
