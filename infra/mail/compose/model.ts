import type { MailContent, MailNotice } from '../../../activities/ports/mail.ts';
import { daysBetween } from '#core/calendar/civilDate.ts';
import { formatDate } from '#core/texts/dates.ts';
import { type Lang, sentence } from '#core/texts/lang.ts';
import { type Footer, footersOf } from './footer.ts';
import { gathered, type Told } from './gathered.ts';
import { eventItem, failureItem, gatheredItem, type Item, passedOnItem, reminderItem, submittedItem } from './items.ts';
import { subjectOf } from './subject.ts';
import { words } from './words.ts';

export interface Section {
  /** What colours it. */
  urgency: 'late' | 'today' | 'ahead' | 'passedOn' | 'formal' | 'failed';
  heading: string;
  items: Item[];
}

/** A mail as its templates see it: only finished texts. */
export interface MailModel {
  lang: Lang;
  subject: string;
  /** What a mail program shows after the subject. */
  preview: string;
  product: string;
  day: string;
  greeting: string;
  lead: string;
  sections: Section[];
  footerHeading: string;
  footers: Footer[];
  closing: string;
  /** What is said of the attached calendar; '' where there is none. */
  calendar: string;
  /** What is said of the buttons; '' where there is none. */
  opening: string;
}

type Reminder = Extract<MailNotice, { kind: 'reminder' }>;

/** The most urgent first: late, due today, nearest ahead; then what has been decided, then what did not arrive. */
export function modelOf(content: MailContent, lang: Lang): MailModel {
  const { recipient, morning } = content;
  const notices = gathered(content.notices);
  const say = words[lang];
  const several = new Set(content.notices.map(({ chain }) => chain)).size > 1;
  const reminders = notices.filter((notice): notice is Reminder => notice.kind === 'reminder').toSorted(byUrgency);
  const left = ({ dueOn }: Reminder): number => daysBetween(morning, dueOn);
  const items = (list: Reminder[]): Item[] => list.map((one) => reminderItem(one, morning, several, lang));
  const sections: Section[] = [
    { urgency: 'late', heading: say.late, items: items(reminders.filter((one) => left(one) < 0)) },
    { urgency: 'today', heading: say.today, items: items(reminders.filter((one) => left(one) === 0)) },
    { urgency: 'ahead', heading: say.ahead, items: items(reminders.filter((one) => left(one) > 0)) },
    {
      urgency: 'passedOn',
      heading: say.passedOnToYou,
      items: notices.flatMap((one) => (one.kind === 'passedOn' ? [passedOnItem(one, morning, several, lang)] : [])),
    },
    { urgency: 'formal', heading: say.formal, items: notices.flatMap((one) => formalItems(one, several, lang)) },
    {
      urgency: 'failed',
      heading: say.failed,
      items: notices.flatMap((one) => (one.kind === 'failure' ? [failureItem(one, several, lang)] : [])),
    },
  ];
  const day = formatDate(morning, lang);
  const shown = sections.filter((section) => section.items.length > 0);
  return {
    lang,
    subject: subjectOf(notices, morning, reminders, lang),
    preview: shown.flatMap((section) => section.items.map(({ title }) => title)).join(' · '),
    product: say.product,
    day: sentence(day),
    greeting: recipient.ref.startsWith('registrar:') ? say.toRegistrar(recipient.organisation) : say.hello(recipient.name),
    lead: say.lead(notices.length, day),
    sections: shown,
    footerHeading: say.why,
    footers: footersOf(content, lang),
    closing: say.closing,
    opening: content.notices.some(({ button }) => button !== null && button.url !== null) ? say.noAccount : '',
    calendar: content.calendar.publish.length + content.calendar.cancel.length === 0 ? '' : say.calendar,
  };
}

function formalItems(notice: Told, several: boolean, lang: Lang): Item[] {
  if (notice.kind === 'gathered') return [gatheredItem(notice, several, lang)];
  if (notice.kind === 'event') return [eventItem(notice, several, lang)];
  return notice.kind === 'submitted' ? [submittedItem(notice, several, lang)] : [];
}

function byUrgency(a: Reminder, b: Reminder): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
  return a.deadline < b.deadline ? -1 : Number(a.deadline > b.deadline);
}
