import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { TasksEvent, TasksState } from './types.ts';

/** Before anything has happened. */
export const emptyTasks = (_definition: Definition): TasksState => ({});

export const tasksEvolutions: Evolutions<TasksEvent> = {};
