import type { Definition } from './definition.ts';
import type { State } from './state.ts';

/** The definition with its deadlines as they stand now: some have moved, some were set since by acts. */
export function asItStands({ definition, deadlines }: Pick<State, 'definition' | 'deadlines'>): Definition {
  return { ...definition, deadlines: Object.values(deadlines) };
}
