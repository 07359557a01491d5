import type { TasksCommand } from '#core/agreement/tasks/types.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const tasksToCommand: PartCommands<TasksCommand> = {};
