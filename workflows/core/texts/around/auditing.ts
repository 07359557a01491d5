import type { AuditingBody } from '#core/around/auditing.ts';
import { type AroundTexts, quoted } from './around.ts';

export const auditingTexts: AroundTexts<AuditingBody> = {
  noted: ({ about, note }, names) => ({
    sv: `Granskarens anteckning${about === null ? '' : ` om händelse ${about}`}: ${quoted(note, names, 'sv')}`,
    en: `Auditor's note${about === null ? '' : ` on event ${about}`}: ${quoted(note, names, 'en')}`,
  }),
};
