import type { Button as TaskButton, MailNotice, StatedBy } from '../../../activities/ports/mail.ts';
import { type CivilDate, daysBetween } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { formatDate, formatDateShort, formatInstant } from '#core/texts/dates.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { type Lang, sentence } from '#core/texts/lang.ts';
import { type Matter, organisationTitle } from '#core/texts/matter.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { shortId } from '#contracts/ids.ts';
import type { Gathered } from './gathered.ts';
import { askWords, words } from './words.ts';

/** What a mail's one button for an item says; `url` is null where it only shows that there would be one. */
export interface Button {
  text: string;
  url: string | null;
  note: string;
}

/** One thing told. */
export interface Item {
  title: string;
  /** Days left or overdue in large, where it is about a date: '30' and 'dagar kvar'. */
  count: { number: string; unit: string } | null;
  /** When it is due, whose it is. */
  lines: string[];
  /** Why it comes now; '' where there is nothing to explain. */
  why: string;
  button: Button | null;
}

type Of<K extends MailNotice['kind']> = Extract<MailNotice, { kind: K }>;

export const deadlineIn = ({ deadlines }: Matter, id: string): Deadline | undefined => deadlines.find((one) => one.id === id);

export function reminderItem(notice: Of<'reminder'>, morning: CivilDate, several: boolean, lang: Lang): Item {
  const { matter, dueOn, occasion, occasions } = notice;
  const deadline = deadlineIn(matter, notice.deadline);
  const say = words[lang];
  const lines = [(dueOn < morning ? say.wasDue : say.due)(formatDate(dueOn, lang))];
  if (deadline !== undefined) lines.push(...aboutDeadline(matter, deadline, lang));
  if (several) lines.push(matter.title);
  const why = explainReminder({ dueOn, offset: occasion, sendOn: morning, stands: occasions }, lang);
  return {
    title: deadline?.title ?? notice.deadline,
    count: countOf(dueOn, morning, lang),
    lines,
    why: `${say.explained}: ${why}`,
    button: buttonOf(notice.button, lang),
  };
}

function aboutDeadline(matter: Matter, { mode, debtor, creditor, measure, title, source }: Deadline, lang: Lang): string[] {
  const say = words[lang];
  const whose = mode === 'owed' ? say.owed : say.watched;
  const lines = [whose(organisationTitle(matter, debtor), organisationTitle(matter, creditor))];
  const named = measure === null ? null : matter.measure(measure);
  if (named !== null && !title.includes(named)) lines.push(say.measure(named));
  return [...lines, say.source(source)];
}

function countOf(dueOn: CivilDate, morning: CivilDate, lang: Lang): Item['count'] {
  const days = daysBetween(morning, dueOn);
  if (days === 0) return lang === 'sv' ? { number: 'I dag', unit: 'förfaller' } : { number: 'Today', unit: 'due' };
  return { number: String(Math.abs(days)), unit: daysLeftText(dueOn, morning, lang).replace(/^\d+ /, '') };
}

export function eventItem({ matter, event, button, deadline }: Of<'event'>, several: boolean, lang: Lang): Item {
  const say = words[lang];
  const lines = [say.done(formatDateShort(event.doneOn, lang), formatInstant(event.recordedAt, lang))];
  const task = deadline === null ? undefined : deadlineIn(matter, deadline);
  if (button !== null && task !== undefined) lines.unshift(say.due(formatDate(task.dueOn, lang)));
  if (several) lines.push(matter.title);
  return { title: matter.describe(event.body, lang), count: null, lines, why: '', button: buttonOf(button, lang) };
}

/** Many events of one kind: how many, over which days, and where all of them are read. */
export function gatheredItem({ notices }: Gathered, several: boolean, lang: Lang): Item {
  const [first] = notices;
  if (first === undefined) throw new Error('nothing was gathered');
  const { matter, chain } = first;
  const say = words[lang];
  const days = notices.map(({ event }) => event.doneOn).toSorted();
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  const span = from === to ? formatDateShort(from, lang) : `${formatDateShort(from, lang)} – ${formatDateShort(to, lang)}`;
  const lines = [say.doneIn(span), say.allOfThem(matter.kind === 'referral' ? 'referral' : 'log', shortId(chain))];
  if (several) lines.push(matter.title);
  const title = gatheredTitle({ notices }, lang);
  return { title, count: null, lines, why: '', button: null };
}

export function gatheredTitle({ notices }: Pick<Gathered, 'notices'>, lang: Lang): string {
  const bodies = notices.map(({ event }) => event.body);
  return notices[0]?.matter.gathered(bodies, lang) ?? '';
}

/** A task that a colleague passed on: who did, and until when it can be answered. */
export function passedOnItem(notice: Of<'passedOn' | 'submitted'>, morning: CivilDate, several: boolean, lang: Lang): Item {
  const { matter, by, button } = notice;
  const deadline = deadlineIn(matter, notice.deadline);
  const say = words[lang];
  const lines = [say.passedOn(by.name, by.role)];
  if (deadline !== undefined) lines.push(say.due(formatDate(deadline.dueOn, lang)), ...aboutDeadline(matter, deadline, lang));
  if (several) lines.push(matter.title);
  const count = deadline === undefined ? null : countOf(deadline.dueOn, morning, lang);
  return { title: deadline?.title ?? notice.deadline, count, lines, why: '', button: buttonOf(button, lang) };
}

/** The receipt of what was given by a link: by whom, what, and what it can be checked against. */
export function submittedItem({ matter, by, deadline: id }: Of<'passedOn' | 'submitted'>, several: boolean, lang: Lang): Item {
  const say = words[lang];
  const title = deadlineIn(matter, id)?.title ?? id;
  const lines = [say.submittedBy(by.name, by.role, formatInstant(by.statedAt, lang))];
  if (by.registrationNumber !== null) lines.push(say.theirNumber(by.registrationNumber));
  lines.push(...attachments(by, lang));
  if (by.receipt !== null) lines.push(say.receipt(by.receipt.version, by.receipt.hash));
  if (several) lines.push(matter.title);
  return { title: `${say.receiptOf}: ${title}`, count: null, lines, why: '', button: null };
}

const attachments = ({ documents }: StatedBy, lang: Lang): string[] =>
  documents.map(({ name, sha256 }) => words[lang].attached(name, sha256));

export function failureItem(notice: Of<'failure'>, several: boolean, lang: Lang): Item {
  const { matter, whom, address, subject, reason } = notice;
  const say = words[lang];
  const lines = [...(subject === null ? [] : [say.itWas(subject)]), sentence(say.answered(reason)), say.remedy];
  if (several) lines.push(matter.title);
  return { title: say.notReached(whom, address), count: null, lines, why: '', button: null };
}

function buttonOf(button: TaskButton | null, lang: Lang): Button | null {
  if (button === null) return null;
  const say = words[lang];
  const text = askWords[lang][button.command] ?? say.open;
  return { text, url: button.url, note: button.url === null ? say.rehearsed : '' };
}
