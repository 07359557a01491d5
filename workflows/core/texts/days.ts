import { nonBusinessDayReason } from '#core/calendar/businessDays.ts';
import { type CivilDate, daysBetween } from '#core/calendar/civilDate.ts';
import { holidayLabel, weekdayName } from './dates.ts';
import type { Lang } from './lang.ts';

/** '30 dagar' · '1 day'. */
export function dayCount(days: number, lang: Lang): string {
  if (lang === 'sv') return days === 1 ? '1 dag' : `${days} dagar`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** How a due date stands to a day: '3 dagar kvar', 'förfaller i dag', '7 dagar försenad'. */
export function daysLeftText(dueOn: CivilDate, today: CivilDate, lang: Lang): string {
  const left = daysBetween(today, dueOn);
  if (left === 0) return lang === 'sv' ? 'förfaller i dag' : 'due today';
  if (left > 0) return lang === 'sv' ? `${dayCount(left, lang)} kvar` : `${dayCount(left, lang)} left`;
  return lang === 'sv' ? `${dayCount(-left, lang)} försenad` : `${dayCount(-left, lang)} overdue`;
}

/** Why nothing is sent on a day: 'lördag', 'midsommarafton'; null for a business day. */
export function closedBecause(date: CivilDate, lang: Lang): string | null {
  const reason = nonBusinessDayReason(date);
  if (reason === null) return null;
  return reason.name === undefined ? weekdayName(date, lang) : holidayLabel(reason.name, lang);
}
