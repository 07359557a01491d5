import type { NoticeRules } from '../parts.ts';
import type { TasksEvent } from './types.ts';

export const tasksNotices: NoticeRules<TasksEvent> = {};
