import type { NoticeRules } from '../parts.ts';
import type { NegotiationEvent } from './types.ts';

export const negotiationNotices: NoticeRules<NegotiationEvent> = {};
