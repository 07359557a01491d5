import type { Decisions } from '../parts.ts';
import type { FundsCommand } from './types.ts';

export const fundsDecisions: Decisions<FundsCommand> = {};
