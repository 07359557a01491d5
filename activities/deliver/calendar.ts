import type { MailContent, MailDate } from '../ports/mail.ts';
import type { CalendarEntry, ClaimedNotice } from '../ports/outbox.ts';
import type { Recipient } from '#core/act/event.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { type Matter, organisationTitle } from '#core/texts/matter.ts';

interface Calendar {
  calendar: MailContent['calendar'];
  /** What the recipient's calendar has been told once the mail has left. */
  entries: CalendarEntry[];
}

/**
 * The dates that a mail puts into its recipient's calendar: those it tells of, those that have moved since an earlier mail, and to be
 * taken out, those that wait for nothing any more.
 */
export function calendarFor(
  recipient: Recipient,
  notices: readonly ClaimedNotice[],
  known: readonly CalendarEntry[],
  matters: ReadonlyMap<string, Matter>,
): Calendar {
  const calendar: Calendar = { calendar: { publish: [], cancel: [] }, entries: [] };
  const told = new Map(known.filter((entry) => entry.recipient === recipient).map((entry) => [keyOf(entry), entry]));
  for (const notice of notices) {
    if (notice.deadline === null || told.has(keyOf({ ...notice, deadline: notice.deadline }))) continue;
    const { chain, deadline } = notice;
    if (deadlineOf(matters, chain, deadline)?.status !== 'open') continue;
    told.set(keyOf({ chain, deadline }), { recipient, chain, deadline, dueOn: '', sequence: -1, cancelled: true });
  }
  const now = new Set(notices.map(({ chain, deadline }) => keyOf({ chain, deadline: deadline ?? '' })));
  for (const [key, entry] of told) addEntry(calendar, entry, matters, now.has(key));
  return calendar;
}

function addEntry(
  { calendar, entries }: Calendar,
  entry: CalendarEntry,
  matters: ReadonlyMap<string, Matter>,
  isTold: boolean,
): void {
  const { chain, deadline: id, sequence, cancelled, dueOn } = entry;
  const matter = matters.get(chain);
  const deadline = deadlineOf(matters, chain, id);
  if (matter === undefined || deadline === undefined) return;
  if (deadline.status !== 'open') {
    if (cancelled) return;
    calendar.cancel.push(dateOf(entry, matter, { ...deadline, dueOn }, sequence + 1));
    entries.push({ ...entry, sequence: sequence + 1, cancelled: true });
    return;
  }
  const changed = cancelled || deadline.dueOn !== dueOn;
  if (!changed && !isTold) return;
  const next = changed ? sequence + 1 : sequence;
  calendar.publish.push(dateOf(entry, matter, deadline, next));
  entries.push({ ...entry, dueOn: deadline.dueOn, sequence: next, cancelled: false });
}

const dateOf = ({ chain }: CalendarEntry, matter: Matter, deadline: Deadline, sequence: number): MailDate => ({
  chain,
  deadline: deadline.id,
  title: deadline.title,
  description: `${matter.title}\n${organisationTitle(matter, deadline.debtor)} → ${organisationTitle(matter, deadline.creditor)}`,
  dueOn: deadline.dueOn,
  sequence,
});

const deadlineOf = (matters: ReadonlyMap<string, Matter>, chain: string, id: string): Deadline | undefined =>
  matters.get(chain)?.deadlines.find((one) => one.id === id);

const keyOf = ({ chain, deadline }: { chain: string; deadline: string }): string => `${chain}#${deadline}`;
