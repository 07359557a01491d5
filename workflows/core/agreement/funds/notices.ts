import type { NoticeRules } from '../parts.ts';
import type { FundsEvent } from './types.ts';

export const fundsNotices: NoticeRules<FundsEvent> = {};
