import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Recipient } from '#core/act/event.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Kind } from '#core/act/model.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { AnyBody, AnyState } from '#core/models.ts';
import type { AroundTable, CheckpointHeadTable, CheckpointTable } from './auditTables.ts';
import type { DocumentAccessTable, RoomDraftTable } from './roomTables.ts';

// Names as the program reads them; in the database they are snake_case. Every table has `rehearsal`: the rehearsal's ULID, '' outside
// rehearsals. Money is whole öre.

interface Scoped {
  rehearsal: string;
}

interface Chained extends Scoped {
  chain: string;
}

export interface ChainTable extends Chained {
  headVersion: number;
  headHash: string;
}

export interface EventTable extends Chained {
  version: number;
  hash: string;
  previousHash: string;
  type: string;
  doneOn: CivilDate;
  recordedAt: Instant;
  wallTime: Instant;
  commandId: string;
  /** RFC 8785 JSON of the stored event without its hash, exactly the bytes that were hashed. */
  canonical: string;
  /** `canonical` for queries; generated. */
  event: ColumnType<Omit<StoredEventOf<AnyBody>, 'hash'>, never, never>;
}

export interface CommandTable extends Chained {
  commandId: string;
  bodyHash: string | null;
  actor: string | null;
  version: number;
  hash: string;
}

export interface ProcessTable extends Chained {
  shortId: string;
  kind: Kind;
  /** The framework that it belongs to, and its year; null where it has none. */
  framework: string | null;
  year: number | null;
  title: string;
  /** The kind's own word for where it stands. */
  phase: string;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  version: number;
  nextWakeAt: Instant | null;
  /** How often the minute clock has called on the process since it last recorded anything. */
  nudges: Generated<number>;
  /** Messages to other processes whose outcome is not recorded yet. */
  messages: number;
  /** As stored; as text in the database: `jsonb` would reorder its keys. */
  state: ColumnType<AnyState, string, string>;
  openedAt: Instant;
  closedAt: Instant | null;
}

/** Of agreements alone. */
export interface PhaseSpanTable extends Chained {
  /** 1, 2, 3, … in the order they began. */
  position: number;
  phase: Phase;
  fromOn: CivilDate;
  toOn: CivilDate | null;
  recordedAt: Instant;
}

export interface DeadlineTable extends Chained {
  id: string;
  kind: string;
  title: string;
  dueOn: CivilDate;
  mode: Deadline['mode'];
  metBy: Deadline['metBy'];
  plan: string;
  status: Deadline['status'];
  doneOn: CivilDate | null;
  accepted: boolean;
  measure: string | null;
  debtor: string;
  creditor: string;
  handler: string | null;
  source: string;
  askedOn: CivilDate;
  /** `text`, or the organisation that set it. */
  setBy: string;
  suspendedOn: CivilDate | null;
  /** Whether it keeps what it belongs to from closing. */
  binds: boolean;
  /** Whether it is open and followed as things stand, by the judgement of its own kind of process. */
  stands: boolean;
}

export type NoticeStatus = 'queued' | 'claimed' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';

/** One thing that one recipient is to be told. */
export interface NoticeTable extends Chained, Omit<NoticeDraft, 'kind'> {
  id: Generated<string>;
  /** `failure` tells a coordinator that somebody could not be told. */
  kind: NoticeDraft['kind'] | 'failure' | 'link' | 'checkpoint';
  status: Generated<NoticeStatus>;
  leaseOwner: string | null;
  leaseUntil: Instant | null;
  attempts: Generated<number>;
  retryAfter: Instant | null;
  mailId: string | null;
  /** Why it failed or was dropped. */
  reason: string | null;
  /** Of a failure: the mail that failed, or the notice that no mail could be made of. */
  failureOf: string | null;
  /** Of a link's: the link, and what was stated by it. */
  link: string | null;
  tells: string | null;
}

/** What left, or was about to: one mail to one recipient with all that they were to be told then. */
export interface MailTable extends Scoped {
  id: Generated<string>;
  recipient: Recipient;
  /** The day in Sweden that it is for. */
  morning: CivilDate;
  sendAfter: Instant;
  toAddress: string;
  subject: string;
  text: string;
  html: string;
  /** iCalendar: dates to put in, and dates to take out; null where there are none. */
  calendar: string | null;
  calendarCancelled: string | null;
  /** A signed checkpoint that goes along as a file; null in every other mail. */
  checkpoint: ColumnType<string | null, string | null | undefined, never>;
  messageId: string;
  /** `waiting`: composed and frozen, and surely not received. */
  status: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';
  attempts: Generated<number>;
  /** On the domain's clock, as `sentAt`. */
  firstAttemptAt: Instant | null;
  sentAt: Instant | null;
  smtpResponse: string | null;
  /** An attempt was handed over and never answered. */
  maybeReceived: Generated<boolean>;
}

export interface OrganisationTable extends Scoped {
  id: string;
  title: string;
  registrarName: string | null;
  registrarEmail: string;
}

export interface PersonTable extends Scoped {
  id: string;
  organisation: string;
  name: string;
  email: string;
}

export interface TextTable extends Scoped {
  textId: string;
  /** 32 random bytes, erased together with the text. */
  salt: Buffer;
  text: string;
}

export interface DocumentTable extends Scoped {
  /** Hex, of the file as it is. */
  sha256: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  content: Buffer;
}

/** The history of a closed run of a workflow. */
export interface ArchiveTable extends Chained {
  runId: string;
  /** Gzipped JSON form of the history. */
  history: Buffer;
  events: number;
  /** Size of the history as the server counts it. */
  bytes: number;
  /** Hex, of `history` as stored. */
  sha256: string;
  archivedAt: Instant;
}

/** Known only in the rehearsal schema. */
export interface RehearsalTable {
  id: string;
  title: string;
  startedAt: Instant;
  finishedAt: Instant | null;
  heartbeatAt: Instant;
  conductorHost: string;
  conductorPid: number;
  outcome: 'asWritten' | 'deviated' | 'failed' | null;
  virtualFrom: CivilDate | null;
  virtualTo: CivilDate | null;
  result: JSONColumnType<object | null, string | null, string | null>;
}

export interface Database {
  chain: ChainTable;
  event: EventTable;
  command: CommandTable;
  process: ProcessTable;
  phaseSpan: PhaseSpanTable;
  deadline: DeadlineTable;
  notice: NoticeTable;
  mail: MailTable;
  organisation: OrganisationTable;
  person: PersonTable;
  text: TextTable;
  document: DocumentTable;
  documentAccess: DocumentAccessTable;
  roomDraft: RoomDraftTable;
  archive: ArchiveTable;
  around: AroundTable;
  checkpoint: CheckpointTable;
  checkpointHead: CheckpointHeadTable;
  rehearsal: RehearsalTable;
}
