import type { Recipient } from '#core/act/event.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { AnyBody } from '#core/models.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Matter } from '#core/texts/matter.ts';

export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Dates to put into a calendar, and dates to take out of it (iCalendar); null where there are none. */
  calendar: string | null;
  calendarCancelled: string | null;
  /** A signed checkpoint as a file (JSON); in no other mail. */
  checkpoint?: string | null;
  /** With its angle brackets. */
  messageId: string;
  /** When it was first tried: what its Date says, also when it is tried again. */
  date: Instant;
}

/** What became of one attempt. `response` is the mail server's answer, or what happened instead. */
export type SendResult =
  | { outcome: 'accepted'; response: string }
  /** Final: this mail to this address will never be taken (5xx about the recipient or the content). */
  | { outcome: 'refused'; response: string }
  /** Surely not received, worth another try (4xx, no connection). `reached`: whether a mail server answered at all. */
  | { outcome: 'later'; response: string; reached: boolean }
  /** The content was handed over and no answer came: received or not, nobody here can know. */
  | { outcome: 'unknown'; response: string };

export interface MailPort {
  /** How many mails may be on their way at once. */
  concurrency: number;
  /** Never throws for what a mail server or the network does. */
  send(mail: OutgoingMail): Promise<SendResult>;
}

/** What the recipient can do about it, by one button. */
export interface Button {
  /** Opens the task without an account; null in a rehearsal, where nobody but its script acts. */
  url: string | null;
  /** The command that it is most about. */
  command: string;
}

/** Whoever acted by a link, as they said themselves. */
export interface StatedBy {
  name: string;
  role: string;
  registrationNumber: string | null;
  documents: { name: string; sha256: string; sizeBytes: number }[];
  command: string | null;
  statedAt: Instant;
  receipt: { version: number; hash: string } | null;
}

/** One thing to be told, with the process that it is about. */
export type MailNotice = { chain: string; matter: Matter; button: Button | null } & (
  | { kind: 'reminder'; deadline: string; dueOn: CivilDate; occasion: number; occasions: number[] }
  | { kind: 'event'; event: StoredEventOf<AnyBody>; deadline: string | null }
  /** A task that somebody passed on, or the receipt of what was submitted. */
  | { kind: 'passedOn' | 'submitted'; deadline: string; by: StatedBy }
  /** A mail that could not be delivered to `whom`, told to the coordinator. */
  | { kind: 'failure'; whom: string; address: string | null; subject: string | null; reason: string }
);

export interface MailContent {
  recipient: { ref: Recipient; name: string | null; organisation: string };
  /** The day in Sweden that it leaves. */
  morning: CivilDate;
  /** At least one. */
  notices: MailNotice[];
  calendar: { publish: MailDate[]; cancel: MailDate[] };
  /** When it is composed, on the domain's clock. */
  at: Instant;
}

/** A date that a recipient's calendar is told of. */
export interface MailDate {
  chain: string;
  deadline: string;
  title: string;
  description: string;
  dueOn: CivilDate;
  sequence: number;
}

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
  calendar: string | null;
  calendarCancelled: string | null;
}

export interface MailComposer {
  compose(content: MailContent): ComposedMail;
  /** The same for the same mail wherever it is made; `ordinal` is 1 for a recipient's first mail of that morning. */
  messageId(mail: { rehearsal: string | null; recipient: Recipient; morning: CivilDate; ordinal: number }): string;
}
