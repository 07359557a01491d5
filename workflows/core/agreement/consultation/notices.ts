import type { NoticeRules } from '../parts.ts';
import type { ConsultationEvent } from './types.ts';

export const consultationNotices: NoticeRules<ConsultationEvent> = {};
