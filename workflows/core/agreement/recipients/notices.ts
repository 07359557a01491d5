import type { NoticeRules } from '../parts.ts';
import type { RecipientsEvent } from './types.ts';

export const recipientsNotices: NoticeRules<RecipientsEvent> = {};
