import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';

/** Somebody whom measures' money can go to, by the organisation's id. */
export interface RecipientTerms {
  organisation: string;
  county: string | null;
  population: number | null;
  /** An amount of its own before shares are reckoned, for the key `baseShare`. */
  baseOre: number | null;
}

/** One recipient takes a whole county's money; the others' mandates are on file. */
export interface Mandate {
  county: string;
  recipient: string;
  onFileFrom: string[];
  /** Where the mandates can be read. */
  evidence: string;
}

/** How a measure's money is shared; largest remainder, so that no öre is lost. */
export type DistributionKey =
  | { kind: 'equal' }
  | { kind: 'byPopulation' }
  /** Shares in proportion to these amounts, which are the shares themselves where they add up to the money. */
  | { kind: 'list'; amountsOre: Record<string, number> }
  /** To each a base, its own or this one, and the rest by population or equally. */
  | { kind: 'baseShare'; baseOre: number; rest: 'byPopulation' | 'equal' };

export interface Question {
  id: string;
  title: string;
}

export interface MeasureRecipients {
  measure: string;
  key: DistributionKey;
  /** Organisations, in the order that ties are settled by. */
  recipients: string[];
  /** Whether each recipient takes its whole county's money, its population the county's. */
  forCounties: boolean;
  /** Who distributes, asks for letters and accepts reports; the measure's creditor where nothing else is said. */
  distributedBy: string;
  /** What a letter of intent answers. */
  questions: Question[];
  requisitionBy: { dueOn: CivilDate; source: string } | null;
  reportBy: { dueOn: CivilDate; source: string } | null;
}

export interface RecipientsTerms {
  recipients: RecipientTerms[];
  mandates: Mandate[];
  measures: MeasureRecipients[];
}

export type RecipientsCommand =
  | { type: 'distribute'; measure: string; amountOre: number | null }
  | { type: 'askLetters'; measure: string; answerBy: CivilDate }
  | { type: 'closeLetters'; measure: string }
  | { type: 'giveLetter'; organisation: string; measure: string; answers: Record<string, TextRef> }
  | { type: 'declineMoney'; organisation: string; measure: string };

export type RecipientsEvent =
  | { type: 'distributed'; measure: string; amountOre: number; shares: Record<string, number> }
  | { type: 'lettersAsked'; measure: string; answerBy: CivilDate; recipients: string[] }
  | { type: 'lettersClosed'; measure: string; silent: string[] }
  | { type: 'letterGiven'; organisation: string; measure: string; answers: Record<string, TextRef>; late: boolean }
  | { type: 'moneyDeclined'; organisation: string; measure: string; late: boolean };

export type RecipientsRefusal =
  | { code: 'noRecipients'; measure: string; known: string[] }
  | { code: 'notOneOfThem'; measure: string; organisation: string; known: number }
  | { code: 'nothingToDistribute'; measure: string; roomOre: number; givenOre: number }
  | { code: 'lessThanTaken'; measure: string; takenOre: number; givenOre: number }
  | { code: 'nobodyLeft'; measure: string }
  | { code: 'newSharesNeedReason'; measure: string; distributedOn: CivilDate }
  | { code: 'answerByTooEarly'; answerBy: CivilDate; earliest: CivilDate }
  | { code: 'everybodyAnswered'; measure: string }
  | { code: 'answersStillDue'; measure: string; until: CivilDate }
  | { code: 'lettersNotAsked'; measure: string }
  | { code: 'questionsUnanswered'; missing: string[]; unknown: string[]; known: string[] }
  | { code: 'moneyTaken'; measure: string; organisation: string; takenOre: number };

/** What a recipient said to the money, or that it let the day pass. */
export interface LetterAnswer extends ActRef {
  kind: 'given' | 'declined' | 'silent';
  late: boolean;
}

export interface MeasureRound {
  distribution: (ActRef & { amountOre: number }) | null;
  /** Öre by recipient; of whoever declined or was silent only what they already took. */
  shares: Record<string, number>;
  answers: Record<string, LetterAnswer>;
}

/** By measure. */
export type RecipientsState = Record<string, MeasureRound>;
