import type { DecisionsCommand, DecisionsEvent } from '#core/agreement/decisions/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const decisionsCommands: { [T in DecisionsCommand['type']]: Extract<DecisionsCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const decisionsPossible: Record<DecisionsCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const decisionsWaitsFor: Partial<Record<DecisionsCommand['type'], Refusal['code']>> = {};

export const decisionsBodies: { [T in DecisionsEvent['type']]: Extract<DecisionsEvent, { type: T }> } = {};
