import type { CommandRules } from '../parts.ts';
import type { ConsultationCommand } from './types.ts';

export const consultationRules: CommandRules<ConsultationCommand> = {};
