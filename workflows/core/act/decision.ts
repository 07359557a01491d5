import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { TextRef } from './envelope.ts';

/** What a body made of a proposal. A matter that is postponed (bordlagd) or sent back (återremitterad) comes again. */
export const decisionOutcomes = ['asProposed', 'changed', 'rejected', 'postponed', 'sentBack'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** What the decision rests on: the body itself, or a delegation and where it is written. */
export type DecisionBasis = { kind: 'itself' } | { kind: 'delegation'; reference: TextRef };

/** A member's words beside a decision: whose they are, and what they say where it is given. Names are texts, never in the record. */
export interface MemberStatement {
  by: TextRef;
  text: TextRef | null;
}

/**
 * A body's decision as one record, the same for a city's board, an association's and the government. Its day is `decidedOn`, whatever day it
 * is entered.
 */
export interface BodyDecision {
  body: string;
  decidedOn: CivilDate;
  /** Of the minutes: `14`, which is shown as § 14. */
  paragraph: string | null;
  proposal: TextRef | null;
  outcome: DecisionOutcome;
  basis: DecisionBasis;
  /** Members' dissent from the decision (reservation). */
  reservations: MemberStatement[];
  /** Members' statements without dissent (särskilt uttalande). */
  specialStatements: MemberStatement[];
  /** Members who took no part because of a conflict of interest (jäv). */
  stoodAside: TextRef[];
  /** When the minutes were adopted (justerade); null until they are. */
  adoptedOn: CivilDate | null;
  /** When the extract was sent (expedierat); null until it is. */
  dispatchedOn: CivilDate | null;
  /** Hex SHA-256 of the extract of the minutes, where it is attached. */
  extract: string | null;
}

/** A day of a decision that cannot be: before what it follows on, without it, or not yet come. */
export type DecisionProblem =
  | { field: 'decidedOn' | 'adoptedOn' | 'dispatchedOn'; problem: 'future'; date: CivilDate; bound: CivilDate }
  | { field: 'adoptedOn' | 'dispatchedOn'; problem: 'before'; date: CivilDate; bound: CivilDate }
  | { field: 'dispatchedOn'; problem: 'notAdopted'; date: CivilDate; bound: null };

/** Decided, then adopted, then dispatched, none of it in the future. Null where the days are possible. */
export function decisionProblem(
  { decidedOn, adoptedOn, dispatchedOn }: Pick<BodyDecision, 'decidedOn' | 'adoptedOn' | 'dispatchedOn'>,
  today: CivilDate,
): DecisionProblem | null {
  const days = { decidedOn, adoptedOn, dispatchedOn };
  for (const field of ['decidedOn', 'adoptedOn', 'dispatchedOn'] as const) {
    const date = days[field];
    if (date !== null && date > today) return { field, problem: 'future', date, bound: today };
  }
  if (adoptedOn !== null && adoptedOn < decidedOn)
    return { field: 'adoptedOn', problem: 'before', date: adoptedOn, bound: decidedOn };
  if (dispatchedOn === null) return null;
  if (adoptedOn === null) return { field: 'dispatchedOn', problem: 'notAdopted', date: dispatchedOn, bound: null };
  return dispatchedOn < adoptedOn ? { field: 'dispatchedOn', problem: 'before', date: dispatchedOn, bound: adoptedOn } : null;
}

/** Whether the decision settles the matter before that body: one that is postponed or sent back does not. */
export function isFinal({ outcome }: Pick<BodyDecision, 'outcome'>): boolean {
  return outcome !== 'postponed' && outcome !== 'sentBack';
}
