import type { Recipient } from '#core/act/event.ts';
import type { StoredEvent } from '#core/agreement/events.ts';
import type { State } from '#core/agreement/state.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';

export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  html: string;
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

/** One thing to be told, with the agreement that it is about. */
export type MailNotice = { chain: string; state: State } & (
  | { kind: 'reminder'; deadline: string; dueOn: CivilDate; occasion: number; occasions: number[] }
  | { kind: 'event'; event: StoredEvent }
  /** A mail that could not be delivered to `whom`, told to the coordinator. */
  | { kind: 'failure'; whom: string; address: string | null; subject: string | null; reason: string }
);

export interface MailContent {
  recipient: { ref: Recipient; name: string | null; organisation: string };
  /** The day in Sweden that it leaves. */
  morning: CivilDate;
  /** At least one. */
  notices: MailNotice[];
}

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
}

export interface MailComposer {
  compose(content: MailContent): ComposedMail;
  /** The same for the same mail wherever it is made; `ordinal` is 1 for a recipient's first mail of that morning. */
  messageId(mail: { rehearsal: string | null; recipient: Recipient; morning: CivilDate; ordinal: number }): string;
}
