import type { NegotiationCommand, NegotiationEvent } from '#core/agreement/negotiation/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const negotiationCommands: { [T in NegotiationCommand['type']]: Extract<NegotiationCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const negotiationPossible: Record<NegotiationCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const negotiationWaitsFor: Partial<Record<NegotiationCommand['type'], Refusal['code']>> = {};

export const negotiationBodies: { [T in NegotiationEvent['type']]: Extract<NegotiationEvent, { type: T }> } = {};
