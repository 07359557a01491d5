import type { FundsCommand, FundsEvent } from '#core/agreement/funds/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const fundsCommands: { [T in FundsCommand['type']]: Extract<FundsCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const fundsPossible: Record<FundsCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const fundsWaitsFor: Partial<Record<FundsCommand['type'], Refusal['code']>> = {};

export const fundsBodies: { [T in FundsEvent['type']]: Extract<FundsEvent, { type: T }> } = {};
