import type { NoticeRules } from '../parts.ts';
import type { DatesEvent } from './types.ts';

export const datesNotices: NoticeRules<DatesEvent> = {};
