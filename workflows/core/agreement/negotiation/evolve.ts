import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { NegotiationEvent, NegotiationState } from './types.ts';

/** Before anything has happened. */
export const emptyNegotiation = (_definition: Definition): NegotiationState => ({});

export const negotiationEvolutions: Evolutions<NegotiationEvent> = {};
