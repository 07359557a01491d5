import type { BodyDecision } from '#core/act/decision.ts';
import type { ActRef } from '#core/act/event.ts';
import type { Outgoing } from '#core/act/outgoing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Part, Position, ReferralDefinition, ReferralRules } from './definition.ts';
import type { ClosingCount } from './events.ts';
import type { ReferralPhase } from './phases.ts';

/** The question as it was put: a changed one is a new version, and answers to the old stay answers to the old. */
export interface QuestionVersion {
  /** 1, 2, 3, … */
  number: number;
  parts: Part[];
  askedOn: CivilDate;
  /** The organisations that it was put to. */
  asked: string[];
}

/** A member's words beside a decision, by the ids of its texts. */
export interface KeptWords {
  by: string;
  text: string | null;
}

/** What rules and lists ask of a decision; the whole of it is in the event. */
export interface KeptDecision
  extends Pick<BodyDecision, 'body' | 'decidedOn' | 'paragraph' | 'outcome' | 'adoptedOn' | 'dispatchedOn' | 'extract'> {
  isDelegated: boolean;
  reservations: KeptWords[];
  specialStatements: KeptWords[];
  /** Ids of the texts that name them. */
  stoodAside: string[];
}

/** An answer as the compilation needs it; what is asked for by the ids of its texts. The whole of it is in the event. */
export interface KeptAnswer extends ActRef {
  whole: Position | null;
  items: Record<string, { position: Position; requests: string[] }>;
  requests: string[];
  document: string | null;
  decision: KeptDecision | null;
  isAsked: boolean;
  isLate: boolean;
  /** It came when the referral was closed already. */
  isAfterClosing: boolean;
}

export interface StageState {
  status: 'waiting' | 'open' | 'done';
  begunOn: CivilDate | null;
  /** Who answers for it now: the body that the terms name, or the one it is delegated to. */
  body: string;
  isDelegated: boolean;
  done: ActRef | null;
  /** What it came to. */
  position: Position | null;
  document: string | null;
  /** The newest one: also one that postponed it or sent it back. */
  decision: KeptDecision | null;
  /** Answers to an inner referral, by body. */
  inner: Record<string, ActRef & { position: Position | null }>;
  timesPostponed: number;
  timesSentBack: number;
}

/** A referral as the fold of its events. Plain JSON, and small enough to hand on with some hundred bodies' answers. */
export interface ReferralState {
  schema: 1;
  /** Version of the newest event folded in. */
  version: number;
  definition: ReferralDefinition;
  versionHash: string;
  rules: ReferralRules;
  phase: ReferralPhase;
  openedOn: CivilDate;
  openedAt: Instant;
  closedAt: Instant | null;
  questions: QuestionVersion[];
  /** By organisation, then by the question's number. */
  answers: Record<string, Record<number, KeptAnswer>>;
  /** Who has said that it will not answer, likewise. */
  declines: Record<string, Record<number, ActRef>>;
  /** Titles of organisations that answered without being known to the referral. */
  others: Record<string, string>;
  deadlines: Record<string, Deadline>;
  /** Extensions asked for and not yet answered. */
  extensions: Record<string, ActRef & { until: CivilDate }>;
  /** How often the same question went again to an organisation. */
  resent: Record<string, number>;
  /** Who has taken the task at an organisation. */
  handlers: Record<string, string>;
  stages: Record<string, Record<string, StageState>>;
  suspendedOn: CivilDate | null;
  /** The last answer day that the coordinator has been told is past. */
  passedTold: CivilDate | null;
  closing: (ActRef & { counts: ClosingCount[] }) | null;
  outgoing: Outgoing[];
}

/** @throws Error for a form that this program does not know, which a newer one has written. */
export function readReferral(stored: unknown): ReferralState {
  const { schema } = stored as { schema: unknown };
  if (schema !== 1) {
    throw new Error(`A newer version of the program wrote this state (form ${String(schema)}); run that one.`);
  }
  return stored as ReferralState;
}
