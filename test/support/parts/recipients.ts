import type { RecipientsCommand, RecipientsEvent } from '#core/agreement/recipients/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const recipientsCommands: { [T in RecipientsCommand['type']]: Extract<RecipientsCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const recipientsPossible: Record<RecipientsCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const recipientsWaitsFor: Partial<Record<RecipientsCommand['type'], Refusal['code']>> = {};

export const recipientsBodies: { [T in RecipientsEvent['type']]: Extract<RecipientsEvent, { type: T }> } = {};
