import type { ConsultationCommand } from '#core/agreement/consultation/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const consultationToCommand: PartCommands<ConsultationCommand> = {};
