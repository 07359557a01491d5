import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { DecisionsEvent, DecisionsState } from './types.ts';

/** Before anything has happened. */
export const emptyDecisions = (_definition: Definition): DecisionsState => ({});

export const decisionsEvolutions: Evolutions<DecisionsEvent> = {};
