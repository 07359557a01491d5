import type { ActRef } from '#core/act/event.ts';
import type { Measure } from '../definition.ts';
import type { State } from '../state.ts';
import type { FollowUpTerms } from './types.ts';

/** What the agreement says of following up; where it says nothing, nothing more is asked for. */
export const followUpTerms = ({ definition }: State): FollowUpTerms =>
  definition.terms?.followUp ?? { assessEachMeasure: false, feedbackTo: [] };

const DEVIATION = 'deviation-';

/** Deviations are numbered in the order in which they were reported. */
export const deviationId = (at: number): string => `${DEVIATION}${at + 1}`;

export const deviationIds = ({ deviations }: State): string[] => deviations.map((_, at) => deviationId(at));

/** The measure that a deviation is in; null for one that nobody has reported. */
export function measureOfDeviation(state: State, id: string): Measure | null {
  const deviation = state.deviations[deviationIds(state).indexOf(id)];
  return state.definition.measures.find((measure) => measure.id === deviation?.measure) ?? null;
}

/** The organisations that carry a measure out: its debtor, and whoever owes a report of it. */
export function carriersOf({ definition, deadlines }: State, measure: string): string[] {
  const debtors = definition.measures.filter(({ id }) => id === measure).map(({ debtor }) => debtor);
  const reporting = Object.values(deadlines)
    .filter((deadline) => deadline.measure === measure && deadline.metBy === 'report' && deadline.mode === 'owed')
    .map(({ debtor }) => debtor);
  return [...new Set([...debtors, ...reporting])];
}

/** The parties that may assess a measure: nobody assesses what they carry out. */
export function assessorsOf(state: State, measure: string): string[] {
  const carriers = carriersOf(state, measure);
  return state.definition.parties.map(({ organisation }) => organisation).filter((id) => !carriers.includes(id));
}

/** Measures that a party may assess and none has. */
export function unassessed(state: State): string[] {
  const assessed = state.followUp.assessments.map(({ measure }) => measure);
  return state.definition.measures
    .map(({ id }) => id)
    .filter((id) => !assessed.includes(id) && assessorsOf(state, id).length > 0);
}

/** Actions of a deviation that are not done yet. */
export function openActions(state: State, deviation: string): string[] {
  return state.followUp.actions
    .filter((action) => action.deviation === deviation && state.deadlines[action.deadline]?.status === 'open')
    .map(({ deadline }) => deadline);
}

/** Where a deviation stands. `unfollowed`: nobody has planned anything against it, nor said that nothing is needed. */
export type DeviationStanding = 'unfollowed' | 'actionPlanned' | 'actionDone' | 'notResolved' | 'resolved';

/** The latest of what was done about it counts: an action planned after it was followed up starts it anew. */
export function standingOfDeviation(state: State, id: string): DeviationStanding {
  const { actions, followedUp } = state.followUp;
  const last = followedUp[id]?.at(-1);
  if (last?.resolved === true) return 'resolved';
  if (openActions(state, id).length > 0) return 'actionPlanned';
  const newest = actions.filter((action) => action.deviation === id).at(-1);
  if (newest !== undefined && (last === undefined || newest.version > last.version)) return 'actionDone';
  return last === undefined ? 'unfollowed' : 'notResolved';
}

/** Deviations that are not resolved: what an evaluation has to speak of. */
export const unresolvedDeviations = (state: State): string[] =>
  deviationIds(state).filter((id) => standingOfDeviation(state, id) !== 'resolved');

/** Each act that the follow-up holds. What a report's acceptance sends on is no act of its own. */
export function followUpActs({ followUp }: State): ActRef[] {
  const { actions, followedUp, findings, assessments, revisions, feedback } = followUp;
  return [
    ...actions,
    ...Object.values(followedUp).flat(),
    ...findings,
    ...assessments,
    ...revisions,
    ...feedback.flatMap(({ fetched }) => Object.values(fetched)),
  ];
}
