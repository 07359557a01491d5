import type { FundsTerms, PaymentConditions } from '../funds/types.ts';
import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Area, Definition, Measure } from '../definition.ts';
import type { RevisionMessage } from '../followUp/types.ts';

/** The agreement says nothing of its own negotiation beyond its window. */
export type NegotiationTerms = Record<string, never>;

export type AreaChange = Partial<Omit<Area, 'id'>>;
export type MeasureChange = Partial<Omit<Measure, 'id'>>;
export type DeadlineChange = Partial<Omit<DeadlineTerms, 'id'>>;

/**
 * How one version of the text differs from the one it is written on: the parts that parties negotiate about, and no others. By id; what a
 * change does not name stays as it was, an id that the text did not have is added, and null takes it out.
 */
/** How payments are followed, and what holds them back. */
export type PaymentChange = Partial<Pick<FundsTerms, 'payers' | 'payment' | 'lastDayBinds'>> & {
  conditions?: Partial<PaymentConditions>;
};

export interface TextChanges {
  frameOre?: number;
  validUntil?: CivilDate | null;
  areas?: Record<string, AreaChange | null>;
  measures?: Record<string, MeasureChange | null>;
  deadlines?: Record<string, DeadlineChange | null>;
  payments?: PaymentChange;
}

export const revisionOutcomes = ['takenUp', 'partly', 'declined'] as const;
export type RevisionOutcome = (typeof revisionOutcomes)[number];

export type NegotiationCommand =
  | {
      type: 'tableVersion';
      party: string;
      /** The version that it is written on, by hash or number (`v2`); null: the newest. */
      base: string | null;
      changes: TextChanges;
      /** Hex SHA-256 of each attached document. */
      documents: string[];
    }
  | { type: 'declineVersion'; party: string; versionHash: string }
  | RevisionMessage
  | { type: 'answerRevision'; party: string; revision: string; outcome: RevisionOutcome; version: string | null };

export type NegotiationEvent =
  | {
      type: 'versionTabled';
      party: string;
      number: number;
      base: string;
      versionHash: string;
      changes: TextChanges;
      documents: string[];
      /** The organisations that it was sent to. */
      to: string[];
    }
  | { type: 'versionDeclined'; party: string; versionHash: string }
  /** All parties have accepted one and the same, and it is the agreement's text from now on. */
  | { type: 'versionAgreed'; versionHash: string }
  | {
      type: 'revisionReceived';
      /** Its id here: `received-1`. */
      revision: string;
      from: string;
      /** Its id where it was proposed. */
      original: string;
      party: string;
      measure: string | null;
      area: string | null;
      proposal: TextRef;
    }
  | { type: 'revisionAnswered'; party: string; revision: string; outcome: RevisionOutcome; versionHash: string | null };

/** Why a text cannot be tabled: what is wrong where, and what would be right. */
export type NegotiationRefusal =
  | { code: 'faultyVersion'; faults: { path: string; message: string }[] }
  | { code: 'sameText'; versionHash: string; number: number }
  | { code: 'unknownVersion'; field: string; given: string; known: string[] }
  | { code: 'deadlineSettled'; deadline: string; status: string }
  | { code: 'revisionsUnanswered'; revisions: string[] }
  | { code: 'unknownRevision'; field: 'revision'; given: string; known: string[] }
  | { code: 'alreadyReceived'; from: string; revision: string }
  | { code: 'versionMissing'; field: 'inVersion'; outcome: RevisionOutcome };

/** A text that was sent to the other parties. The text as opened is number 1 and has no entry. */
export interface TabledVersion extends ActRef {
  /** 2, 3, … over the agreement's life, amendments among them. */
  number: number;
  hash: string;
  party: string;
  base: string;
  changes: TextChanges;
  documents: string[];
  /** Parties that declined it. */
  declined: Record<string, ActRef>;
  /** The amendment that it is a text of; null for the agreement itself. */
  amendment: number | null;
}

export interface ReceivedRevision extends ActRef {
  id: string;
  from: string;
  original: string;
  party: string;
  measure: string | null;
  area: string | null;
  proposal: TextRef;
  answer: (ActRef & { outcome: RevisionOutcome; versionHash: string | null }) | null;
}

export interface NegotiationState {
  versions: TabledVersion[];
  /** By party, the version that its acceptance is of, where that is another than the text as opened. */
  accepted: Record<string, string>;
  /** The text as opened, once another may take its place. */
  original: { versionHash: string; definition: Definition } | null;
  revisions: ReceivedRevision[];
}
