import { type CivilDate, partsOf, weekday, yearOf } from '#core/calendar/civilDate.ts';
import { type Instant, localTimeOf } from '#core/calendar/instant.ts';
import type { Lang } from './lang.ts';

interface Names {
  readonly weekdays: readonly string[];
  readonly weekdaysShort: readonly string[];
  readonly months: readonly string[];
  readonly monthsShort: readonly string[];
}

const names: Readonly<Record<Lang, Names>> = {
  sv: {
    weekdays: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
    weekdaysShort: ['mån', 'tis', 'ons', 'tors', 'fre', 'lör', 'sön'],
    months: [
      'januari',
      'februari',
      'mars',
      'april',
      'maj',
      'juni',
      'juli',
      'augusti',
      'september',
      'oktober',
      'november',
      'december',
    ],
    monthsShort: ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  },
  en: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    weekdaysShort: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    monthsShort: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  },
};

const nth = (list: readonly string[], number: number): string => list[number - 1] ?? '';

/** 'måndag 1 september 2014' · 'Monday 1 September 2014'. @throws RangeError when it is not a civil date. */
export function formatDate(date: CivilDate, lang: Lang): string {
  const { year, month, day } = partsOf(date);
  return `${weekdayName(date, lang)} ${day} ${nth(names[lang].months, month)} ${year}`;
}

/** 'mån 1 sep 2014' · 'Mon 1 Sep 2014'. */
export function formatDateShort(date: CivilDate, lang: Lang): string {
  return `${formatDayMonth(date, lang)} ${yearOf(date)}`;
}

/** 'mån 1 sep' · 'Mon 1 Sep': where the year is plain from what stands beside it. */
export function formatDayMonth(date: CivilDate, lang: Lang): string {
  const { month, day } = partsOf(date);
  return `${nth(names[lang].weekdaysShort, weekday(date))} ${day} ${nth(names[lang].monthsShort, month)}`;
}

/** 'måndag' · 'Monday'. */
export function weekdayName(date: CivilDate, lang: Lang): string {
  return nth(names[lang].weekdays, weekday(date));
}

/** '1 september 2014 08:00', on the clock in Stockholm. */
export function formatInstant(instant: Instant, lang: Lang): string {
  const { date, hour, minute } = localTimeOf(instant);
  const { year, month, day } = partsOf(date);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day} ${nth(names[lang].months, month)} ${year} ${two(hour)}:${two(minute)}`;
}

const holidays: Readonly<Record<string, string>> = {
  nyårsdagen: "New Year's Day",
  'trettondedag jul': 'Epiphany',
  'första maj': 'May Day',
  nationaldagen: 'the National Day',
  julafton: 'Christmas Eve',
  juldagen: 'Christmas Day',
  'annandag jul': 'Boxing Day',
  nyårsafton: "New Year's Eve",
  midsommarafton: 'Midsummer Eve',
  midsommardagen: 'Midsummer Day',
  'alla helgons dag': "All Saints' Day",
  långfredagen: 'Good Friday',
  påskdagen: 'Easter Sunday',
  'annandag påsk': 'Easter Monday',
  'Kristi himmelsfärdsdag': 'Ascension Day',
  pingstdagen: 'Whit Sunday',
  'annandag pingst': 'Whit Monday',
};

/** What a holiday that the calendar names in Swedish is called; as it is where no other name is known. */
export function holidayLabel(name: string, lang: Lang): string {
  return lang === 'sv' ? name : (holidays[name] ?? name);
}
