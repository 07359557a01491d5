import type { FollowUpCommand } from '#core/agreement/followUp/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const followUpToCommand: PartCommands<FollowUpCommand> = {};
