import type { FundsCommand } from '#core/agreement/funds/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const fundsToCommand: PartCommands<FundsCommand> = {};
