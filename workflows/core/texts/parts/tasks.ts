import type { TasksCommand, TasksEvent, TasksRefusal } from '#core/agreement/tasks/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const tasksCommands: CommandNames<TasksCommand> = {};

export const tasksEvents: EventTexts<TasksEvent> = {};

export const tasksRefusals: RefusalTexts<TasksRefusal> = {};
