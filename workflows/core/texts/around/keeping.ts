import type { Gone, Ground, Keep, KeepingBody, KeptKind } from '#core/around/keeping.ts';
import { formatDateShort } from '../dates.ts';
import { allOf, type Lang, type Text } from '../lang.ts';
import { type AroundNames, type AroundTexts, counted, short } from './around.ts';

const kinds: Readonly<Record<KeptKind, Text>> = {
  events: { sv: 'händelser', en: 'events' },
  accessEntries: { sv: 'åtkomstanteckningar', en: 'access entries' },
  checkpoints: { sv: 'kontrollpunkter', en: 'checkpoints' },
  keptCopies: { sv: 'den andra uppteckningens kopior', en: 'kept copies of the second record' },
  decisions: { sv: 'beslut', en: 'decisions' },
  texts: { sv: 'texter', en: 'texts' },
  documents: { sv: 'handlingar', en: 'documents' },
  persons: { sv: 'personuppgifter', en: 'persons' },
  mails: { sv: 'mejl', en: 'mails' },
  notices: { sv: 'notiser', en: 'notices' },
  drafts: { sv: 'utkast', en: 'drafts' },
  links: { sv: 'länkar', en: 'links' },
  rehearsals: { sv: 'repetitioner', en: 'rehearsals' },
};

const gone: Readonly<Record<keyof Gone, readonly [Text, Text]>> = {
  texts: [
    { sv: 'text', en: 'text' },
    { sv: 'texter', en: 'texts' },
  ],
  documents: [
    { sv: 'handling', en: 'document' },
    { sv: 'handlingar', en: 'documents' },
  ],
  persons: [
    { sv: 'persons namn och adress', en: "person's name and address" },
    { sv: 'personers namn och adress', en: "persons' names and addresses" },
  ],
  mails: [
    { sv: 'mejl', en: 'mail' },
    { sv: 'mejl', en: 'mails' },
  ],
  notices: [
    { sv: 'notis', en: 'notice' },
    { sv: 'notiser', en: 'notices' },
  ],
  stated: [
    { sv: 'uppgift lämnad genom en länk', en: 'statement by a link' },
    { sv: 'uppgifter lämnade genom länkar', en: 'statements by links' },
  ],
  drafts: [
    { sv: 'utkast', en: 'draft' },
    { sv: 'utkast', en: 'drafts' },
  ],
};

export const goneKinds = Object.keys(gone) as (keyof Gone)[];

/** '1 text', '3 texter'. */
export const countedGone = (kind: keyof Gone, count: number, lang: Lang): string =>
  counted(count, gone[kind][0][lang], gone[kind][1][lang]);

/** '3 texter och 1 mejl'. */
export function whatWent(body: Gone, lang: Lang): string {
  const parts = goneKinds.flatMap((kind) => (body[kind].length === 0 ? [] : [countedGone(kind, body[kind].length, lang)]));
  return parts.length === 0 ? { sv: 'ingenting', en: 'nothing' }[lang] : allOf(parts, lang);
}

function groundIn({ body, decidedOn, paragraph }: Ground, lang: Lang): string {
  const section = paragraph === null ? '' : ` § ${paragraph}`;
  return lang === 'sv'
    ? `beslut av ${body} ${formatDateShort(decidedOn, lang)}${section}`
    : `decision of ${body} ${formatDateShort(decidedOn, lang)}${section}`;
}

const years = ({ years: count }: Extract<Keep, { for: 'years' }>, lang: Lang): string =>
  lang === 'sv' ? `efter ${count} år` : `after ${counted(count, 'year', 'years')}`;

/** By name where the body is one of the process's own; bodies of other registers stand as they are. */
const byWhom = (body: string, { title }: AroundNames, lang: Lang): string => title(body, lang);

export const keepingTexts: AroundTexts<KeepingBody> = {
  runArchived: ({ events, sha256 }) => ({
    sv: `Den andra uppteckningen lagd i arkivet: ${counted(events, 'steg', 'steg')}, SHA-256 ${short(sha256)}`,
    en: `The second record put away: ${counted(events, 'step', 'steps')}, SHA-256 ${short(sha256)}`,
  }),
  exported: ({ what, sha256, head, marked = 0 }) => ({
    sv: `Utlämnat som fil: ${what}, SHA-256 ${short(sha256)}${head === null ? '' : `, till och med händelse ${head.version}`}${marked === 0 ? '' : `, med ${counted(marked, 'sekretessmarkerad handling', 'sekretessmarkerade handlingar')}`}`,
    en: `Handed out as a file: ${what}, SHA-256 ${short(sha256)}${head === null ? '' : `, up to event ${head.version}`}${marked === 0 ? '' : `, with ${counted(marked, 'document marked as secret', 'documents marked as secret')}`}`,
  }),
  retentionRuled: ({ rules, sha256 }) => ({
    sv: `Bevaranderegler fastställda för ${counted(rules.length, 'slag', 'slag')}, SHA-256 ${short(sha256)}`,
    en: `Retention rules set for ${counted(rules.length, 'kind', 'kinds')}, SHA-256 ${short(sha256)}`,
  }),
  disposed: ({ kind, by, keep, ground, ...went }, names) => ({
    sv: `Gallrat av ${byWhom(by, names, 'sv')}, ${kinds[kind].sv} ${years(keep, 'sv')} enligt ${groundIn(ground, 'sv')}: ${whatWent(went, 'sv')}`,
    en: `Disposed of by ${byWhom(by, names, 'en')}, ${kinds[kind].en} ${years(keep, 'en')} by ${groundIn(ground, 'en')}: ${whatWent(went, 'en')}`,
  }),
  erased: ({ by, asked: _asked, ...went }, names) => ({
    sv: `Raderat av ${byWhom(by, names, 'sv')}: ${whatWent(went, 'sv')}`,
    en: `Erased by ${byWhom(by, names, 'en')}: ${whatWent(went, 'en')}`,
  }),
  documentMarked: ({ sha256, organisation, ground }, names) => ({
    sv: `${names.title(organisation, 'sv')} ${ground === null ? 'tog bort sekretessmarkeringen på' : 'sekretessmarkerade'} handlingen ${short(sha256)}${ground === null ? '' : `: ${ground}`}`,
    en: `${names.title(organisation, 'en')} ${ground === null ? 'took away the secrecy marking of' : 'marked as secret'} the document ${short(sha256)}${ground === null ? '' : `: ${ground}`}`,
  }),
  disclosed: ({ organisation, by, from, until, entries, documents, withheld, sha256 }, names) => {
    const say = (lang: Lang): string => {
      const [first, last] = [from, until].map((day) => (day === null ? '…' : formatDateShort(day, lang)));
      const period = from === null && until === null ? '' : ` (${first} – ${last})`;
      return lang === 'sv'
        ? `Utlämnat av ${byWhom(by, names, lang)} för ${names.title(organisation, lang)}${period}: ${counted(entries.length, 'uppgift', 'uppgifter')}, ${counted(documents.length, 'handling', 'handlingar')}, ${withheld.length} undantagna; SHA-256 ${short(sha256)}`
        : `Disclosed by ${byWhom(by, names, lang)} for ${names.title(organisation, lang)}${period}: ${counted(entries.length, 'entry', 'entries')}, ${counted(documents.length, 'document', 'documents')}, ${withheld.length} withheld; SHA-256 ${short(sha256)}`;
    };
    return { sv: say('sv'), en: say('en') };
  },
};
