import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { formatDate, formatInstant } from '#core/texts/dates.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { type Lang, sentence } from '#core/texts/lang.ts';
import { matterOf, organisationTitle } from '#core/texts/matter.ts';
import type { Stated } from '../../infra/db/read/links.ts';
import type { Opened, OpenTask } from '../../infra/gateway/links.ts';
import { commandTitle } from './choices.ts';
import { pageWords } from './words.ts';

/** A task as its page shows it: only finished texts. */
export interface TaskView {
  title: string;
  due: string;
  left: string;
  isLate: boolean;
  asks: string;
  process: string;
  numbers: string[];
  source: string;
  until: string;
}

/** What the page knows of the moment and the reader. */
export interface Seen {
  lang: Lang;
  now: Instant;
}

export function taskView({ link, process, deadline }: OpenTask, { lang, now }: Seen): TaskView {
  const say = pageWords[lang];
  const matter = matterOf(process);
  const today = civilDateOf(now);
  const { dueOn, title, creditor, debtor, source } = deadline;
  const numbers = matter.organisations
    .filter(({ id, registrationNumber }) => registrationNumber !== null && (id === creditor || id === debtor))
    .map((one) => say.our(one.title, one.registrationNumber ?? ''));
  return {
    title,
    due: (dueOn < today ? say.wasDue : say.due)(formatDate(dueOn, lang)),
    left: sentence(daysLeftText(dueOn, today, lang)),
    isLate: dueOn < today,
    asks: say.asks(organisationTitle(matter, creditor), organisationTitle(matter, debtor)),
    process: matter.title,
    numbers,
    source: say.source(source),
    until: say.until(formatDate(lastDayOf(link.expiresAt), lang)),
  };
}

/** A link expires as its last day ends. */
const lastDayOf = (expiresAt: Instant): CivilDate => addDays(civilDateOf(expiresAt), -1);

export interface SubmittedView {
  what: string;
  by: string;
  at: string;
  number: string;
  event: string;
  hash: string;
  documents: { name: string; sha256: string }[];
}

/** What was submitted by a link or one of its family; null where nothing was. */
export function submittedView(opened: Exclude<Opened, { kind: 'unknown' }>, { lang }: Seen): SubmittedView | null {
  const { stated, process } = opened.task;
  const one = stated.find(({ act, version }) => act === 'submitted' && version !== null);
  if (one === undefined) return null;
  return {
    what: sentence(commandTitle(process.kind, one.command ?? '', lang)),
    by: whoIs(one),
    at: formatInstant(one.statedAt, lang),
    number: one.registrationNumber ?? '',
    event: pageWords[lang].event(one.version ?? 0),
    hash: one.hash ?? '',
    documents: one.documents.map(({ name, sha256 }) => ({ name, sha256 })),
  };
}

export const passedOnView = ({ stated }: OpenTask, { lang }: Seen): string[] =>
  stated.filter(({ act }) => act === 'passedOn').map((one) => `${whoIs(one)}, ${formatInstant(one.statedAt, lang)}`);

const whoIs = ({ name, role }: Stated): string => [name, role].filter((part) => part !== null && part !== '').join(', ');
