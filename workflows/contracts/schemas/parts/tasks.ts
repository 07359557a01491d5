import type { z } from 'zod';
import type { TasksCommand } from '#core/agreement/tasks/types.ts';

/** What each command says, as a person writes it. */
export const tasksInputs = {} satisfies Record<TasksCommand['type'], z.ZodObject>;
