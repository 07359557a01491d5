import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { State } from '../state.ts';
import type { ConsultationState, ConsultationTerms, Priority, Statement } from './types.ts';

/** What the agreement says of its consultation; where it says nothing, nothing is asked for. */
export const consultationTerms = ({ definition }: State): ConsultationTerms =>
  definition.terms?.consultation ?? {
    answerDays: 0,
    group: [],
    statementTitle: 'Yttrande i samrådet',
    involvement: { principals: [], needsFrom: null, questions: [] },
  };

/** The deadline that an invited organisation's answer is due by. */
export const statementDeadline = (organisation: string): string => `statement:${organisation}`;

/** Everything that is to have a response before the basis is adopted: proposals, then statements. */
export const contributions = ({ priorities, statements }: ConsultationState): (Priority | Statement)[] => [
  ...priorities,
  ...statements,
];

/** Ids of what nobody has answered yet. */
export const unanswered = (consultation: ConsultationState): string[] =>
  contributions(consultation)
    .map(({ id }) => id)
    .filter((id) => consultation.responses[id] === undefined);

/** Where somebody who was invited stands. `silent` only once the basis is adopted without them. */
export type Standing = 'waiting' | 'answered' | 'declined' | 'silent' | 'excused';

export function standingOf(state: State, organisation: string): Standing {
  const { statements, declined } = state.consultation;
  if (statements.some((one) => one.organisation === organisation)) return 'answered';
  if (declined[organisation] !== undefined) return 'declined';
  const status = state.deadlines[statementDeadline(organisation)]?.status;
  if (status === 'silent') return 'silent';
  return status === 'open' ? 'waiting' : 'excused';
}

/** The day by which an organisation was to answer; null where it was not asked. */
export function answerByOf(state: State, organisation: string): CivilDate | null {
  if (state.consultation.invitations[organisation] === undefined) return null;
  return state.deadlines[statementDeadline(organisation)]?.dueOn ?? null;
}

/** Whether it was asked and answered after its day: late is an answer, marked late. */
export function isLate(state: State, { organisation, doneOn }: Pick<Statement, 'organisation' | 'doneOn'>): boolean {
  const answerBy = answerByOf(state, organisation);
  return answerBy !== null && doneOn > answerBy;
}

/** Statements that did not come before what they were for was decided. */
export function silenced(state: State): State {
  const asked = new Set(Object.keys(state.consultation.invitations).map(statementDeadline));
  const quiet = (deadline: Deadline): Deadline =>
    asked.has(deadline.id) && deadline.status === 'open' ? { ...deadline, status: 'silent', suspendedOn: null } : deadline;
  if (asked.size === 0) return state;
  return {
    ...state,
    deadlines: Object.fromEntries(Object.entries(state.deadlines).map(([id, deadline]) => [id, quiet(deadline)])),
  };
}
