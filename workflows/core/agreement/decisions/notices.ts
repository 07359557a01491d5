import type { NoticeRules } from '../parts.ts';
import type { DecisionsEvent } from './types.ts';

export const decisionsNotices: NoticeRules<DecisionsEvent> = {};
