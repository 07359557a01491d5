import type { DatesCommand, DatesEvent } from '#core/agreement/dates/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const datesCommands: { [T in DatesCommand['type']]: Extract<DatesCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const datesPossible: Record<DatesCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const datesWaitsFor: Partial<Record<DatesCommand['type'], Refusal['code']>> = {};

export const datesBodies: { [T in DatesEvent['type']]: Extract<DatesEvent, { type: T }> } = {};
