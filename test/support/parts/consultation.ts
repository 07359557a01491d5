import type { ConsultationCommand, ConsultationEvent } from '#core/agreement/consultation/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const consultationCommands: { [T in ConsultationCommand['type']]: Extract<ConsultationCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const consultationPossible: Record<ConsultationCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const consultationWaitsFor: Partial<Record<ConsultationCommand['type'], Refusal['code']>> = {};

export const consultationBodies: { [T in ConsultationEvent['type']]: Extract<ConsultationEvent, { type: T }> } = {};
