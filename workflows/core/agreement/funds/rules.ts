import type { CommandRules } from '../parts.ts';
import type { FundsCommand } from './types.ts';

export const fundsRules: CommandRules<FundsCommand> = {};
