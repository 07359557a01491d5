import type { CommandRules } from '../parts.ts';
import type { TasksCommand } from './types.ts';

export const tasksRules: CommandRules<TasksCommand> = {};
