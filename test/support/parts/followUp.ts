import type { FollowUpCommand, FollowUpEvent } from '#core/agreement/followUp/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const followUpCommands: { [T in FollowUpCommand['type']]: Extract<FollowUpCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const followUpPossible: Record<FollowUpCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const followUpWaitsFor: Partial<Record<FollowUpCommand['type'], Refusal['code']>> = {};

export const followUpBodies: { [T in FollowUpEvent['type']]: Extract<FollowUpEvent, { type: T }> } = {};
