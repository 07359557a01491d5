import type { TasksCommand, TasksEvent } from '#core/agreement/tasks/types.ts';
import type { Refusal } from '#core/agreement/refusals.ts';

/** One of each, about what exists in the small agreement. */
export const tasksCommands: { [T in TasksCommand['type']]: Extract<TasksCommand, { type: T }> } = {};

/** The phases in which each is possible: written out from the domain, and not from the table that they are to check. */
export const tasksPossible: Record<TasksCommand['type'], readonly string[]> = {};

/** What a possible command still waits for in a life that went the straightest way. */
export const tasksWaitsFor: Partial<Record<TasksCommand['type'], Refusal['code']>> = {};

export const tasksBodies: { [T in TasksEvent['type']]: Extract<TasksEvent, { type: T }> } = {};
