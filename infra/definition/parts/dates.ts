import type { DatesCommand } from '#core/agreement/dates/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const datesToCommand: PartCommands<DatesCommand> = {};
