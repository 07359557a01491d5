import type { MailNotice } from '../../../activities/ports/mail.ts';
import { daysBetween } from '#core/calendar/civilDate.ts';
import { formatDayMonth } from '#core/texts/dates.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { type Lang, sentence } from '#core/texts/lang.ts';
import type { Told } from './gathered.ts';
import { deadlineIn, gatheredTitle } from './items.ts';
import { words } from './words.ts';

/** A phone shows about so much of a subject. */
const LONGEST = 78;

/** The most urgent of all: a reminder that is late, due or due tomorrow; else what has been decided; else the nearest date. */
export function subjectOf(
  notices: readonly Told[],
  morning: string,
  reminders: readonly Extract<MailNotice, { kind: 'reminder' }>[],
  lang: Lang,
): string {
  const [nearest] = reminders;
  const other =
    notices.find(({ kind }) => kind === 'passedOn' || kind === 'submitted') ??
    notices.find(({ kind }) => kind === 'event' || kind === 'gathered') ??
    notices.find(({ kind }) => kind === 'failure');
  const isPressing = nearest !== undefined && daysBetween(morning, nearest.dueOn) <= 1;
  const first = isPressing || other === undefined ? nearest : other;
  const suffix = notices.length > 1 ? ` ${words[lang].more(notices.length - 1)}` : '';
  return `${shortened(first === undefined ? '' : headline(first, morning, lang), LONGEST - suffix.length)}${suffix}`;
}

function headline(notice: Told, morning: string, lang: Lang): string {
  if (notice.kind === 'gathered') return gatheredTitle(notice, lang);
  const { matter } = notice;
  switch (notice.kind) {
    case 'reminder': {
      const { dueOn } = notice;
      const title = deadlineIn(matter, notice.deadline)?.title ?? notice.deadline;
      const left = sentence(daysLeftText(dueOn, morning, lang));
      return dueOn > morning ? `${left}, ${formatDayMonth(dueOn, lang)}: ${title}` : `${left}: ${title}`;
    }
    case 'event':
      return matter.describe(notice.event.body, lang);
    case 'passedOn':
      return `${words[lang].passedOnToYou}: ${deadlineIn(matter, notice.deadline)?.title ?? notice.deadline}`;
    case 'submitted':
      return `${words[lang].receiptOf}: ${deadlineIn(matter, notice.deadline)?.title ?? notice.deadline}`;
    case 'failure':
      return words[lang].notReached(notice.whom, null);
  }
}

function shortened(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`;
}
