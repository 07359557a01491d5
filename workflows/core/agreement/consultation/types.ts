import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';

/** What the agreement says of how those concerned are heard before the negotiation. */
export interface ConsultationTerms {
  /** Days that whoever is invited has to answer in, at least. */
  answerDays: number;
  /** The consultation group: who is invited where an invitation names nobody. */
  group: string[];
  /** What an invited organisation's deadline is called. */
  statementTitle: string;
  involvement: Involvement;
}

/** How the principals and their contracted providers are to take part (P). */
export interface Involvement {
  /** The principals that are asked how they and their providers were involved. */
  principals: string[];
  /** Who answers for municipal needs and priorities being formulated; null where the agreement names nobody. */
  needsFrom: string | null;
  questions: { id: string; title: string }[];
}

export const stances = ['for', 'against', 'comment'] as const;
export type Stance = (typeof stances)[number];

export const responseOutcomes = ['takenUp', 'partly', 'not'] as const;
export type ResponseOutcome = (typeof responseOutcomes)[number];

/** Where something was taken up: in a priority, a measure, or a place that somebody describes. */
export interface TakenUpIn {
  priorities: string[];
  measures: string[];
  place: TextRef | null;
}

/** Ids of what this part numbers: `priority-1`, `statement-1`, each from 1 in the agreement. */
export type ConsultationCommand =
  /** `organisations` empty: the consultation group. */
  | { type: 'invite'; organisations: string[]; answerBy: CivilDate }
  | { type: 'proposePriority'; organisation: string; title: TextRef; motivation: TextRef }
  | { type: 'discussPriority'; organisation: string; priority: string; contribution: TextRef }
  | {
      type: 'giveStatement';
      organisation: string;
      /** Null: about the matter as a whole. */
      priority: string | null;
      stance: Stance;
      statement: TextRef;
      /** Which contracted providers took part in it, and how. */
      providers: TextRef | null;
    }
  | { type: 'declineToAnswer'; organisation: string }
  | { type: 'respond'; to: string; outcome: ResponseOutcome; in: TakenUpIn; answer: TextRef }
  /** `versions` by hash or number (`v2`). */
  | { type: 'linkPriority'; priority: string; measures: string[]; versions: string[] }
  | {
      type: 'recordInvolvement';
      organisation: string;
      /** How the organisation itself took part, and its contracted providers; null where it has none. */
      how: TextRef;
      providers: TextRef | null;
      needs: TextRef | null;
      answers: { question: string; answer: TextRef }[];
    };

export type ConsultationEvent =
  | { type: 'consultationInvited'; organisations: string[]; answerBy: CivilDate }
  | { type: 'priorityProposed'; priority: string; organisation: string; title: TextRef; motivation: TextRef }
  | { type: 'priorityDiscussed'; priority: string; organisation: string; contribution: TextRef }
  | {
      type: 'statementGiven';
      statement: string;
      organisation: string;
      priority: string | null;
      stance: Stance;
      text: TextRef;
      providers: TextRef | null;
    }
  | { type: 'answerDeclined'; organisation: string }
  | { type: 'contributionAnswered'; to: string; organisation: string; outcome: ResponseOutcome; in: TakenUpIn; answer: TextRef }
  | { type: 'priorityLinked'; priority: string; measures: string[]; versions: string[] }
  | {
      type: 'involvementRecorded';
      organisation: string;
      how: TextRef;
      providers: TextRef | null;
      needs: TextRef | null;
      answers: { question: string; answer: TextRef }[];
    };

export type ConsultationRefusal =
  | { code: 'nobodyToInvite' }
  | { code: 'unknownInConsultation'; field: string; value: string; known: string[] }
  | { code: 'twiceNamed'; field: string; value: string }
  | { code: 'invitedAlready'; organisation: string; answerBy: CivilDate }
  | { code: 'invitesItself'; organisation: string }
  | { code: 'answerTooSoon'; answerBy: CivilDate; earliest: CivilDate; days: number }
  | { code: 'notInvited'; organisation: string; invited: string[] }
  | { code: 'answeredAlready'; organisation: string; statements: string[] }
  | { code: 'respondedAlready'; to: string; doneOn: CivilDate }
  | { code: 'takenUpNowhere'; outcome: ResponseOutcome }
  | { code: 'notTakenUp'; given: string[] }
  | { code: 'linksNothing'; priority: string }
  | { code: 'unanswered'; contributions: string[] };

export interface Priority extends ActRef {
  id: string;
  organisation: string;
  title: TextRef;
  motivation: TextRef;
  /** The measures, and the versions of the text by their hash, that took it up. */
  measures: string[];
  versions: string[];
}

export interface Statement extends ActRef {
  id: string;
  organisation: string;
  priority: string | null;
  stance: Stance;
  text: TextRef;
  providers: TextRef | null;
}

export interface Contribution extends ActRef {
  priority: string;
  organisation: string;
  text: TextRef;
}

export interface Response extends ActRef {
  outcome: ResponseOutcome;
  in: TakenUpIn;
  answer: TextRef;
}

export interface InvolvementEntry extends ActRef {
  organisation: string;
  how: TextRef;
  providers: TextRef | null;
  needs: TextRef | null;
  answers: { question: string; answer: TextRef }[];
}

export interface ConsultationState {
  /** By organisation. When it is to have answered is its deadline's, which can move: `statement:<organisation>`. */
  invitations: Record<string, ActRef>;
  declined: Record<string, ActRef>;
  priorities: Priority[];
  discussion: Contribution[];
  statements: Statement[];
  /** By the id of the priority or statement that it answers. */
  responses: Record<string, Response>;
  involvement: InvolvementEntry[];
}
