import type { Lang } from '#core/texts/lang.ts';
import { auditingEn } from './auditingEn.ts';
import { type AuditingWords, auditingSv } from './auditingSv.ts';

/** Of mandates, searching, questions, samples and notes. */
export const auditingWords: Readonly<Record<Lang, AuditingWords>> = { sv: auditingSv, en: auditingEn };
