import type { AccessBody } from '#core/around/access.ts';
import { allOf, type Lang, type Text } from '../lang.ts';
import { type AroundNames, type AroundTexts, counted, quoted, short } from './around.ts';

type Settled = Extract<AccessBody, { type: 'noticeSettled' }>;
type Judged = Extract<AccessBody, { type: 'mailJudged' }>;
type Used = Extract<AccessBody, { type: 'linkUsed' }>;
type Read = Extract<AccessBody, { type: 'personalDataRead' }>;

const outcomes: Readonly<Record<Settled['outcome'], Text>> = {
  sent: { sv: 'sänd', en: 'sent' },
  failed: { sv: 'misslyckad', en: 'failed' },
  unknown: { sv: 'oviss', en: 'unknown' },
  dropped: { sv: 'struken', en: 'dropped' },
};

const judgements: Readonly<Record<Judged['judged'], Text>> = {
  resend: { sv: 'sänds om', en: 'is to be sent again' },
  accept: { sv: 'antas ha kommit fram', en: 'is taken to have arrived' },
  bounced: { sv: 'kom tillbaka', en: 'came back' },
};

const uses: Readonly<Record<Used['act'], Text>> = {
  opened: { sv: 'öppnad', en: 'opened' },
  submitted: { sv: 'använd för att lämna in', en: 'used to submit' },
  passedOn: { sv: 'skickad vidare', en: 'passed on' },
  revoked: { sv: 'återkallad', en: 'revoked' },
};

const aboutOf = ({ deadline }: Settled, { title }: AroundNames, lang: Lang): string =>
  deadline === null ? '' : ` (${title(deadline, lang)})`;

export const accessTexts: AroundTexts<AccessBody> = {
  commandRefused: ({ command, code }, names) => ({
    sv: `Nekat: ${names.command(command, 'sv')} (${code})`,
    en: `Refused: ${names.command(command, 'en')} (${code})`,
  }),
  noticeSettled: (body, names) => ({
    sv: `Notis ${short(body.notice)} om händelse ${body.causedBy}${aboutOf(body, names, 'sv')} till ${names.recipient(body.recipient, 'sv')}: ${outcomes[body.outcome].sv}`,
    en: `Notice ${short(body.notice)} of event ${body.causedBy}${aboutOf(body, names, 'en')} to ${names.recipient(body.recipient, 'en')}: ${outcomes[body.outcome].en}`,
  }),
  mailJudged: ({ mail, judged, why }, names) => ({
    sv: `Mejlet ${short(mail)} ${judgements[judged].sv}${why === null ? '' : `: ${quoted(why, names, 'sv')}`}`,
    en: `The mail ${short(mail)} ${judgements[judged].en}${why === null ? '' : `: ${quoted(why, names, 'en')}`}`,
  }),
  linkUsed: ({ link, act }) => ({
    sv: `Länken ${short(link)} ${uses[act].sv}`,
    en: `The link ${short(link)} ${uses[act].en}`,
  }),
  personalDataRead: (body) => ({ sv: read(body, 'sv'), en: read(body, 'en') }),
};

const READ: Readonly<Record<'persons' | 'texts' | 'documents', Readonly<Record<Lang, readonly [string, string]>>>> = {
  persons: { sv: ['person', 'personer'], en: ['person', 'persons'] },
  texts: { sv: ['text', 'texter'], en: ['text', 'texts'] },
  documents: { sv: ['handling', 'handlingar'], en: ['document', 'documents'] },
};

function read({ what, persons, texts, documents }: Read, lang: Lang): string {
  const count = (number: number, of: keyof typeof READ): string[] =>
    number === 0 ? [] : [counted(number, READ[of][lang][0], READ[of][lang][1])];
  const hashes = documents.length === 0 ? '' : ` (${documents.map(short).join(', ')})`;
  const parts = [...count(persons, 'persons'), ...count(texts, 'texts'), ...count(documents.length, 'documents')];
  return `${{ sv: 'Läst', en: 'Read' }[lang]} (${what}): ${allOf(parts, lang)}${hashes}`;
}
