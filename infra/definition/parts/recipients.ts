import type { RecipientsCommand } from '#core/agreement/recipients/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const recipientsToCommand: PartCommands<RecipientsCommand> = {};
