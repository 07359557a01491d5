import type { Recipient } from '#core/act/event.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { StatedBy } from './mail.ts';

/** Whose notices, and under which lease: one round of one deliverer. */
export interface Lease {
  /** Rehearsal ULID, null outside rehearsals. */
  rehearsal: string | null;
  owner: string;
}

/** A notice that one round of delivery holds. A link's `about` is what was done by it. */
export interface ClaimedNotice extends Omit<NoticeDraft, 'kind'> {
  id: string;
  chain: string;
  kind: NoticeDraft['kind'] | 'failure' | 'link' | 'checkpoint';
  /** The mail that an earlier attempt froze it into. */
  mailId: string | null;
  failureOf: string | null;
  /** Of a link's: the link, and what was stated by it. */
  link: string | null;
  tells: string | null;
}

/** A link that opens one task for one recipient. Its token is known to the mail alone. */
export interface NewLink {
  /** Hex SHA-256. */
  tokenHash: string;
  chain: string;
  organisation: string;
  deadline: string;
  /** The types of the commands that may be given by it. */
  commands: readonly string[];
  recipient: Recipient;
  createdAt: Instant;
  expiresAt: Instant;
  /** The link that it was passed on from. */
  from: { id: string; family: string } | null;
}

/** A date that a recipient's calendar has been told of. */
export interface CalendarEntry {
  recipient: Recipient;
  chain: string;
  deadline: string;
  dueOn: CivilDate;
  /** How often it has changed since it was first published. */
  sequence: number;
  cancelled: boolean;
}

export interface FrozenMail {
  id: string;
  recipient: Recipient;
  to: string;
  subject: string;
  text: string;
  html: string;
  calendar: string | null;
  calendarCancelled: string | null;
  /** A signed checkpoint that goes along, where it is such a mail. */
  checkpoint?: string | null;
  messageId: string;
  /** How often sending it has begun. */
  attempts: number;
  /** On the domain's clock; null before the first attempt. */
  firstAttemptAt: Instant | null;
  /** An earlier attempt was handed over without an answer. */
  maybeReceived: boolean;
}

export interface Address {
  email: string;
  name: string | null;
  organisation: string;
}

/** What a failure notice tells of. */
export interface FailedMail {
  whom: string;
  address: string | null;
  subject: string | null;
  reason: string;
}

export interface NewMail {
  recipient: Recipient;
  morning: CivilDate;
  sendAfter: Instant;
  to: string;
  subject: string;
  text: string;
  html: string;
  calendar: string | null;
  calendarCancelled: string | null;
  notices: string[];
  links: NewLink[];
  entries: CalendarEntry[];
  messageId(ordinal: number): string;
}

/** The coordinator who is told that a mail failed. */
export interface Tell {
  chain: string;
  causedBy: number;
  about: string;
  recipient: Recipient;
}

export type MailOutcome = { mail: string; response: string } & (
  | { status: 'sent'; at: Instant }
  | { status: 'failed'; reason: string; tell: Tell[]; at: Instant }
  | { status: 'later'; retryAfter: Instant }
  /** Reminders are queued again with the same mail, or held where `retryAfter` is null; formal notices are held. */
  | { status: 'unknown'; retryAfter: Instant | null; at: Instant }
);

/** A notice that ends without a mail of this round. */
export interface Ended {
  notice: string;
  /** `queued`: no mail could be made of it now, for a reason that somebody has to put right. */
  status: 'dropped' | 'failed' | 'unknown' | 'queued';
  reason: string;
  retryAfter: Instant | null;
  tell: Tell[];
}

/**
 * The notices and mails of one world. Leases run on the database's clock; `at`, `retryAfter` and what is written for people are on the
 * domain's. Everything may be repeated, and nothing is changed that another deliverer has taken over.
 */
export interface OutboxPort {
  /**
   * Claims what is due at `at`, whole recipients at a time, about `limit` notices. What an earlier deliverer left behind in `sending` is
   * settled as unknown first; `lost` counts those notices.
   */
  claim(lease: Lease, at: Instant, limit: number): Promise<{ notices: ClaimedNotice[]; lost: number }>;
  /** Every process of these chains, with its kind. */
  processes(lease: Lease, chains: readonly string[]): Promise<Map<string, ProcessState>>;
  addresses(lease: Lease, recipients: readonly Recipient[]): Promise<Map<Recipient, Address>>;
  /** Keyed by `eventKey`. */
  events(lease: Lease, of: readonly { chain: string; version: number }[]): Promise<Map<string, StoredEventOf<AnyBody>>>;
  failures(lease: Lease, of: readonly string[]): Promise<Map<string, FailedMail>>;
  /** What was stated by links, by its id, with the link that it was stated by. */
  stated(lease: Lease, ids: readonly string[]): Promise<Map<string, StatedBy & { link: { id: string; family: string } }>>;
  /** What the calendars of these recipients have been told. */
  calendar(lease: Lease, recipients: readonly Recipient[]): Promise<CalendarEntry[]>;
  frozen(lease: Lease, mails: readonly string[]): Promise<FrozenMail[]>;
  /** Mails that are not to be sent as they are: their notices, still claimed, are free for a new one. */
  discard(lease: Lease, mails: readonly string[], at: Instant): Promise<void>;
  end(lease: Lease, ended: readonly Ended[], at: Instant): Promise<void>;
  /** Content and Message-ID as they will leave, however often they are tried. @throws when a notice is no longer ours. */
  freeze(lease: Lease, mails: readonly NewMail[]): Promise<FrozenMail[]>;
  /** Committed before the first byte goes out. Answers with those that are ours to send, and when each was first tried. */
  beginSending(lease: Lease, mails: readonly string[], at: Instant): Promise<Map<string, Instant>>;
  finish(lease: Lease, outcomes: readonly MailOutcome[]): Promise<void>;
  /** Claimed and not begun: back in the queue, for `retryAfter` or at once. */
  release(lease: Lease, mails: readonly string[], retryAfter: Instant | null): Promise<void>;
  /** Whether more could be claimed at `at`, and when what waits for a retry or for a lease to run out may be. */
  outlook(lease: Lease, at: Instant): Promise<{ more: boolean; nextRetryAt: Instant | null }>;
}

export const eventKey = (chain: string, version: number): string => `${chain}#${version}`;
