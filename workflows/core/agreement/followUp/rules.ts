import type { CommandRules } from '../parts.ts';
import type { FollowUpCommand } from './types.ts';

export const followUpRules: CommandRules<FollowUpCommand> = {};
