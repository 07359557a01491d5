import type { MailNotice } from '../../../activities/ports/mail.ts';
import { type CivilDate, daysBetween } from '#core/calendar/civilDate.ts';
import { formatDate, formatDateShort, formatInstant } from '#core/texts/dates.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { describeEvent } from '#core/texts/eventText.ts';
import { type Lang, sentence } from '#core/texts/lang.ts';
import { namesOf } from '#core/texts/names.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { words } from './words.ts';

/** One thing told. */
export interface Item {
  title: string;
  /** Days left or overdue in large, where it is about a date: '30' and 'dagar kvar'. */
  count: { number: string; unit: string } | null;
  /** When it is due, whose it is. */
  lines: string[];
  /** Why it comes now; '' where there is nothing to explain. */
  why: string;
}

type Of<K extends MailNotice['kind']> = Extract<MailNotice, { kind: K }>;

export function reminderItem(notice: Of<'reminder'>, morning: CivilDate, several: boolean, lang: Lang): Item {
  const { state, dueOn, occasion, occasions } = notice;
  const deadline = state.deadlines[notice.deadline];
  const names = namesOf(state.definition);
  const say = words[lang];
  const lines = [(dueOn < morning ? say.wasDue : say.due)(formatDate(dueOn, lang))];
  if (deadline !== undefined) {
    const whose = deadline.mode === 'owed' ? say.owed : say.watched;
    lines.push(whose(names.organisation(deadline.debtor), names.organisation(deadline.creditor)));
    const measure = deadline.measure === null ? null : names.measure(deadline.measure);
    if (measure !== null && !deadline.title.includes(measure)) lines.push(say.measure(measure));
    lines.push(say.source(deadline.source));
  }
  if (several) lines.push(state.definition.title);
  const why = explainReminder({ dueOn, offset: occasion, sendOn: morning, stands: occasions }, lang);
  return {
    title: deadline?.title ?? notice.deadline,
    count: countOf(dueOn, morning, lang),
    lines,
    why: `${say.explained}: ${why}`,
  };
}

function countOf(dueOn: CivilDate, morning: CivilDate, lang: Lang): Item['count'] {
  const days = daysBetween(morning, dueOn);
  if (days === 0) return lang === 'sv' ? { number: 'I dag', unit: 'förfaller' } : { number: 'Today', unit: 'due' };
  return { number: String(Math.abs(days)), unit: daysLeftText(dueOn, morning, lang).replace(/^\d+ /, '') };
}

export function eventItem({ state, event }: Of<'event'>, several: boolean, lang: Lang): Item {
  const say = words[lang];
  const lines = [say.done(formatDateShort(event.doneOn, lang), formatInstant(event.recordedAt, lang))];
  if (several) lines.push(state.definition.title);
  return { title: describeEvent(event, state.definition, lang), count: null, lines, why: '' };
}

export function failureItem(notice: Of<'failure'>, several: boolean, lang: Lang): Item {
  const { state, whom, address, subject, reason } = notice;
  const say = words[lang];
  const lines = [...(subject === null ? [] : [say.itWas(subject)]), sentence(say.answered(reason)), say.remedy];
  if (several) lines.push(state.definition.title);
  return { title: say.notReached(whom, address), count: null, lines, why: '' };
}
