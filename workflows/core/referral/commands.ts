import type { BodyDecision } from '#core/act/decision.ts';
import type { EnvelopeOf, TextRef } from '#core/act/envelope.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Part, Position, ReferralDefinition } from './definition.ts';

/** What a body says about one part or question. */
export interface AnswerItem {
  /** Id of the part or question. */
  item: string;
  position: Position;
  text: TextRef | null;
  /** What it asks for there. */
  requests: TextRef[];
}

/** An answer as it was given. */
export interface AnswerContent {
  /** About the matter as a whole; null where the body takes no position on the whole. */
  whole: Position | null;
  items: AnswerItem[];
  /** What the body asks for, about the whole. */
  requests: TextRef[];
  /** SHA-256 of the answer's document. */
  document: string | null;
}

/** A stage of a body's own handling, by both their ids. */
interface OfStage {
  organisation: string;
  stage: string;
}

export type ReferralCommand =
  | { type: 'open'; definition: ReferralDefinition; versionHash: string }
  /** `title` names an organisation that the referral does not know; `question` is a version's number, null the newest. */
  | ({
      type: 'answer';
      organisation: string;
      title: string | null;
      question: number | null;
      decision: BodyDecision | null;
      replaces: boolean;
    } & AnswerContent)
  | { type: 'decline'; organisation: string }
  | { type: 'askMore'; organisations: string[]; answerBy: CivilDate | null }
  | { type: 'resend'; organisations: string[] | null; answerBy: CivilDate | null }
  | { type: 'reconsult'; parts: Part[]; documents: string[]; organisations: string[] | null; answerBy: CivilDate | null }
  | { type: 'askExtension'; organisation: string; until: CivilDate }
  | { type: 'grantExtension'; organisation: string; until: CivilDate }
  | { type: 'refuseExtension'; organisation: string }
  | { type: 'suspend' }
  | { type: 'resume' }
  | { type: 'withdraw' }
  | { type: 'close' }
  | { type: 'takeTask'; organisation: string; handler: string }
  | ({ type: 'finishStage'; position: Position | null; document: string | null } & OfStage)
  | ({ type: 'answerStage'; body: string; position: Position | null; document: string | null } & OfStage)
  | ({
      type: 'decideStage';
      decision: BodyDecision;
      position: Position | null;
      until: CivilDate | null;
      returnTo: string | null;
    } & OfStage)
  | ({ type: 'delegateStage'; body: string; reference: TextRef } & OfStage)
  | ({ type: 'adoptMinutes'; extract: string | null } & OfStage)
  | { type: 'correct'; version: number };

export type ReferralCommandType = ReferralCommand['type'];
export type ReferralEnvelope<C extends ReferralCommand = ReferralCommand> = EnvelopeOf<C>;
