import type { CommandRules } from '../parts.ts';
import type { DecisionsCommand } from './types.ts';

export const decisionsRules: CommandRules<DecisionsCommand> = {};
