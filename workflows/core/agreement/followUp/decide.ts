import type { Decisions } from '../parts.ts';
import type { FollowUpCommand } from './types.ts';

export const followUpDecisions: Decisions<FollowUpCommand> = {};
