import type { CommandRules } from '../parts.ts';
import type { DatesCommand } from './types.ts';

export const datesRules: CommandRules<DatesCommand> = {};
