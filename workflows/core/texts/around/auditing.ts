import type { TextRef } from '#core/act/envelope.ts';
import type { AuditingBody, MandateScope, MandateTerms } from '#core/around/auditing.ts';
import { formatDateShort } from '../dates.ts';
import type { Lang } from '../lang.ts';
import { type AroundNames, type AroundTexts, quoted } from './around.ts';

export const auditingTexts: AroundTexts<AuditingBody> = {
  noted: ({ about, note }, names) => ({
    sv: `Granskarens anteckning${about === null ? '' : ` om händelse ${about}`}${saying(note, names, 'sv')}`,
    en: `Auditor's note${about === null ? '' : ` on event ${about}`}${saying(note, names, 'en')}`,
  }),
  noteShared: ({ note }) => ({
    sv: `Granskaren delade sin anteckning ${note}`,
    en: `The auditor shared note ${note}`,
  }),
  mandateGranted: (body, names) => ({
    sv: `${body.by} gav ${names.person(body.auditor)} mandat att granska ${mandateText(body, names, 'sv')}`,
    en: `${body.by} gave ${names.person(body.auditor)} a mandate to audit ${mandateText(body, names, 'en')}`,
  }),
  mandateRevoked: ({ mandate, by }) => ({
    sv: `${by} återkallade granskningsmandatet ${mandate}`,
    en: `${by} revoked audit mandate ${mandate}`,
  }),
};

/** What an auditor keeps to themselves is not said, nor that it was erased. */
const saying = (note: TextRef, names: AroundNames, lang: Lang): string =>
  names.written(note) === null ? '' : `: ${quoted(note, names, lang)}`;

/** What a mandate is over, what time, and how long it holds: 'allt, för tiden 1 jan 2012 – 31 dec 2012'. */
export function mandateText(
  { over, from, until, expiresOn }: MandateTerms,
  names: Pick<AroundNames, 'title'>,
  lang: Lang,
): string {
  const day = (date: string) => formatDateShort(date, lang);
  const time =
    from === null && until === null ? '' : timeText(from === null ? '' : day(from), until === null ? '' : day(until), lang);
  const last =
    expiresOn === null ? '' : { sv: `, till och med ${day(expiresOn)}`, en: `, to be used until ${day(expiresOn)}` }[lang];
  return scopeText(over, names, lang) + time + last;
}

function scopeText(over: MandateScope, { title }: Pick<AroundNames, 'title'>, lang: Lang): string {
  switch (over.kind) {
    case 'all':
      return { sv: 'allt', en: 'everything' }[lang];
    case 'organisation':
      return {
        sv: `det som ${title(over.organisation, lang)} deltar i`,
        en: `what ${title(over.organisation, lang)} takes part in`,
      }[lang];
    case 'process':
      return over.process;
  }
}

const timeText = (from: string, until: string, lang: Lang): string =>
  ({ sv: `, för tiden ${from} – ${until}`, en: `, for the time ${from} – ${until}` })[lang].replaceAll('  ', ' ').trimEnd();
