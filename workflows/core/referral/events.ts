import type { Deciding } from '#core/act/atHand.ts';
import type { BodyDecision } from '#core/act/decision.ts';
import type { TextRef } from '#core/act/envelope.ts';
import type { ProposedEventOf, Recipient, StoredEventOf } from '#core/act/event.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { AnswerContent } from './commands.ts';
import type { Part, Position, ReferralDefinition } from './definition.ts';

/** How one version of the question stood when the referral was closed. */
export interface ClosingCount {
  question: number;
  asked: number;
  answered: number;
  declined: number;
  silent: number;
  late: number;
  unasked: number;
}

interface OfStage {
  organisation: string;
  stage: string;
}

/** Decisions: their events say what was at hand. */
export const referralDeciding = ['answered', 'stageDecided'] as const;
export type ReferralDeciding = (typeof referralDeciding)[number];

type AnyEvent =
  | { type: 'runStarted'; runId: string }
  | { type: 'opened'; definition: ReferralDefinition; versionHash: string }
  | ({
      type: 'answered';
      organisation: string;
      title: string | null;
      question: number;
      /** Dispatched on the answer's own day. */
      decision: BodyDecision | null;
      replaces: boolean;
      isAsked: boolean;
      isLate: boolean;
    } & AnswerContent)
  | { type: 'declined'; organisation: string; question: number }
  | { type: 'askedMore'; organisations: string[]; answerBy: CivilDate | null }
  | { type: 'resent'; organisations: string[]; answerBy: CivilDate | null }
  | {
      type: 'reconsulted';
      question: number;
      parts: Part[];
      documents: string[];
      organisations: string[];
      answerBy: CivilDate | null;
    }
  | { type: 'extensionAsked'; organisation: string; until: CivilDate }
  | { type: 'extensionGranted'; organisation: string; from: CivilDate; until: CivilDate }
  | { type: 'extensionRefused'; organisation: string }
  | { type: 'suspended'; organisations: string[] }
  | { type: 'resumed'; organisations: string[]; days: number }
  | { type: 'withdrawn'; organisations: string[] }
  | { type: 'closed'; counts: ClosingCount[] }
  | { type: 'taskTaken'; organisation: string; handler: string }
  | ({ type: 'stageFinished'; position: Position | null; document: string | null } & OfStage)
  | ({ type: 'stageAnswered'; body: string; position: Position | null; document: string | null } & OfStage)
  | ({
      type: 'stageDecided';
      decision: BodyDecision;
      position: Position | null;
      until: CivilDate | null;
      returnTo: string | null;
    } & OfStage)
  | ({ type: 'stageDelegated'; body: string; reference: TextRef } & OfStage)
  | ({ type: 'minutesAdopted'; extract: string | null } & OfStage)
  /** The last answer date is past: the coordinator may close. */
  | { type: 'answerTimePassed'; lastDay: CivilDate; silent: number; sendAfter: Instant; recipients: Recipient[] }
  | { type: 'reminded'; sendAfter: Instant; reminders: Reminder[] }
  | { type: 'corrected'; version: number }
  | { type: 'messageDelivered'; delivered: Delivered };

export type ReferralEventBody = Deciding<AnyEvent, ReferralDeciding>;

export type ReferralProposed = ProposedEventOf<ReferralEventBody>;
export type ReferralEvent = StoredEventOf<ReferralEventBody>;
