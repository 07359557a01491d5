import { papersDates } from '../decisions/papers.ts';
import type { State } from '../state.ts';
import type { DependentDate } from './types.ts';

/** Every date that is reckoned from another: those of the text, and the papers of the meetings that are planned. */
export function dependentDates(state: State): DependentDate[] {
  return [...(state.definition.terms?.dates?.dependent ?? []), ...papersDates(state)];
}
