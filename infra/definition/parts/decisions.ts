import type { DecisionsCommand } from '#core/agreement/decisions/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const decisionsToCommand: PartCommands<DecisionsCommand> = {};
