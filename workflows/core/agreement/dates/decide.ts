import type { Decisions } from '../parts.ts';
import type { DatesCommand } from './types.ts';

export const datesDecisions: Decisions<DatesCommand> = {};
