import type { Decisions } from '../parts.ts';
import type { DecisionsCommand } from './types.ts';

export const decisionsDecisions: Decisions<DecisionsCommand> = {};
