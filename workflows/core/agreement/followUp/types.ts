import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ReportContent } from '../commands.ts';

/** What the agreement says of following up, evaluating and giving back what came out of it. */
export interface FollowUpTerms {
  /** Whether the evaluation waits until a party has assessed each measure that a party may assess. */
  assessEachMeasure: boolean;
  /** The principals that each accepted report and the adopted evaluation go to (PM: continuously, and from each measure). */
  feedbackTo: string[];
}

/** How a measure went, as a party that does not carry it out sees it. */
export const assessmentOutcomes = ['asPlanned', 'partly', 'notReached', 'tooEarly'] as const;
export type AssessmentOutcome = (typeof assessmentOutcomes)[number];

/** What feedback is about: one accepted report, or the evaluation as adopted. */
export type FeedbackAbout = { kind: 'report'; deadline: string } | { kind: 'evaluation' };

/**
 * What a year sends the next year's negotiation about each revision that its evaluation proposes. `from` is the sender's short chain id,
 * `revision` the revision's id there; one that came already under both is not taken in twice. `measure` and `area` are ids of the year
 * that it comes from: the next year need not have them.
 */
export interface RevisionMessage {
  type: 'receiveRevision';
  from: string;
  revision: string;
  /** The party that proposed it. */
  party: string;
  measure: string | null;
  area: string | null;
  proposal: TextRef;
}

/**
 * Ids of what this part numbers: `deviation-1`, `finding-1`, `revision-1`, `feedback-1`, each from 1 in the agreement; an action is the
 * deadline `action:deviation-1`, the next against the same deviation `action:deviation-1-2`.
 */
export type FollowUpCommand =
  | { type: 'planAction'; deviation: string; organisation: string; dueOn: CivilDate; action: TextRef }
  | { type: 'completeAction'; deadline: string; result: TextRef }
  | { type: 'followUpAction'; deviation: string; resolved: boolean; outcome: TextRef }
  | { type: 'enterFinding'; organisation: string; measure: string | null; finding: TextRef; document: string | null }
  | {
      type: 'assessMeasure';
      party: string;
      measure: string;
      outcome: AssessmentOutcome;
      assessment: TextRef;
      /** The findings that it considered. */
      findings: string[];
    }
  | { type: 'proposeRevision'; party: string; measure: string | null; area: string | null; proposal: TextRef }
  | { type: 'fetchFeedback'; organisation: string; feedback: string };

export type FollowUpEvent =
  | {
      type: 'actionPlanned';
      deviation: string;
      /** The deadline that it is: `action:deviation-1`. */
      deadline: string;
      measure: string;
      organisation: string;
      dueOn: CivilDate;
      action: TextRef;
    }
  | { type: 'actionCompleted'; deadline: string; result: TextRef }
  | { type: 'deviationFollowedUp'; deviation: string; measure: string; resolved: boolean; outcome: TextRef }
  | {
      type: 'findingEntered';
      finding: string;
      organisation: string;
      measure: string | null;
      text: TextRef;
      document: string | null;
    }
  | {
      type: 'measureAssessed';
      party: string;
      measure: string;
      outcome: AssessmentOutcome;
      assessment: TextRef;
      findings: string[];
    }
  | {
      type: 'revisionProposed';
      revision: string;
      party: string;
      measure: string | null;
      area: string | null;
      proposal: TextRef;
    }
  /** An accepted report, or the adopted evaluation, went to the principals concerned. */
  | { type: 'feedbackGiven'; feedback: string; about: FeedbackAbout; to: string[] }
  /** Somebody of the organisation opened it, and says so. */
  | { type: 'feedbackFetched'; feedback: string; organisation: string };

export type FollowUpRefusal =
  | { code: 'noSuch'; field: 'deviation' | 'finding' | 'feedback'; value: string; known: string[] }
  | { code: 'owedToItself'; field: 'organisation'; organisation: string }
  | { code: 'dueTooEarly'; field: 'dueOn'; given: CivilDate; earliest: CivilDate }
  | { code: 'notAnAction'; deadline: string; actions: string[] }
  | { code: 'actionsOpen'; deviation: string; actions: string[] }
  | { code: 'ownMeasure'; measure: string; party: string; mayAssess: string[] }
  | { code: 'notAssessed'; measures: string[] }
  | { code: 'feedbackForOthers'; feedback: string; organisation: string; to: string[] };

export interface Action extends ActRef {
  /** Its deadline. */
  deadline: string;
  deviation: string;
  action: TextRef;
  result: TextRef | null;
}

export interface Finding extends ActRef {
  id: string;
  organisation: string;
  measure: string | null;
  text: TextRef;
  document: string | null;
}

export interface Assessment extends ActRef {
  party: string;
  measure: string;
  outcome: AssessmentOutcome;
  assessment: TextRef;
  findings: string[];
}

export interface Revision extends ActRef {
  id: string;
  party: string;
  measure: string | null;
  area: string | null;
  proposal: TextRef;
  /** The message that carries it to the next year, and what came of it; a code where the next year refused it or is not there. */
  message: string;
  carried: 'underWay' | 'done' | { refused: string };
}

export interface Feedback extends ActRef {
  id: string;
  about: FeedbackAbout;
  to: string[];
  /** By organisation, when it was first opened there. */
  fetched: Record<string, ActRef>;
}

export interface FollowUpState {
  actions: Action[];
  /** By deviation, each time that it was followed up, oldest first. */
  followedUp: Record<string, (ActRef & { resolved: boolean; outcome: TextRef })[]>;
  findings: Finding[];
  /** The newest of each party for each measure. */
  assessments: Assessment[];
  revisions: Revision[];
  feedback: Feedback[];
  /** What was handed in last for each report, where feedback of it goes to somebody. */
  reports: Record<string, ReportContent>;
}
