import type { Decisions } from '../parts.ts';
import type { TasksCommand } from './types.ts';

export const tasksDecisions: Decisions<TasksCommand> = {};
