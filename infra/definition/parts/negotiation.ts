import type { NegotiationCommand } from '#core/agreement/negotiation/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const negotiationToCommand: PartCommands<NegotiationCommand> = {};
