import type { NoticeRules } from '../parts.ts';
import type { FollowUpEvent } from './types.ts';

export const followUpNotices: NoticeRules<FollowUpEvent> = {};
