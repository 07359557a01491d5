import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Instant, localTimeOf } from '#core/calendar/instant.ts';
import { formatDayMonth } from '#core/texts/dates.ts';
import type { Lang } from '#core/texts/lang.ts';

/** For columns: '2014-09-01 mån'. */
export const day = (date: CivilDate, lang: Lang): string => `${date} ${formatDayMonth(date, lang).split(' ')[0]}`;

export const dayOrDash = (date: CivilDate | null, lang: Lang): string => (date === null ? '–' : day(date, lang));

/** '2014-09-01 08:00', by the clock in Sweden. */
export function minute(instant: Instant): string {
  const { date, hour, minute: past } = localTimeOf(instant);
  return `${date} ${String(hour).padStart(2, '0')}:${String(past).padStart(2, '0')}`;
}
