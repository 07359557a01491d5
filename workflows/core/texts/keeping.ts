import type { Ground, Keep, KeptKind } from '#core/around/keeping.ts';
import type { Unruly } from '#core/around/retention.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Lang, Text } from './lang.ts';

const kinds: Readonly<Record<KeptKind, Text>> = {
  events: { sv: 'händelser i ärendenas kedjor', en: 'events in the matters’ chains' },
  accessEntries: { sv: 'anteckningar om vad som skett omkring ärendena', en: 'entries of what happened around the matters' },
  checkpoints: { sv: 'undertecknade kontrollpunkter', en: 'signed checkpoints' },
  keptCopies: { sv: 'bevarade kopior av den andra uppteckningen', en: 'kept copies of the second record' },
  decisions: { sv: 'beslut: texter, handlingar och namn i dem', en: 'decisions: texts, documents and names in them' },
  texts: { sv: 'texter som någon skrivit', en: 'texts that somebody wrote' },
  documents: { sv: 'handlingar (filer)', en: 'documents (files)' },
  persons: { sv: 'namn och adresser', en: 'names and addresses' },
  mails: { sv: 'innehåll i mejl', en: 'contents of mails' },
  notices: { sv: 'uppgifter om aviseringar', en: 'notices' },
  drafts: { sv: 'utkast i organisationernas rum', en: 'drafts in organisations’ rooms' },
  links: { sv: 'uppgifter lämnade genom länkar', en: 'what was stated by links' },
  rehearsals: { sv: 'repetitioner', en: 'rehearsals' },
};

export const keptKindName = (kind: KeptKind, lang: Lang): string => kinds[kind][lang];

/** 'Arkivnämnden 2026-02-03 § 12'. */
export function groundText({ body, decidedOn, paragraph }: Ground): string {
  return `${body} ${decidedOn}${paragraph === null ? '' : ` § ${paragraph.replace(/^§\s*/, '')}`}`;
}

/** 'bevaras' · 'gallras 10 år efter att ärendet avslutats'. */
export function keepText(keep: Keep, lang: Lang): string {
  if (keep.for === 'ever') return lang === 'sv' ? 'bevaras' : 'kept for ever';
  const { years, after } = keep;
  if (lang === 'en')
    return `disposed of ${years} year${years === 1 ? '' : 's'} after ${after === 'recorded' ? 'recording' : 'the matter is closed'}`;
  return `gallras ${years} år efter ${after === 'recorded' ? 'registreringen' : 'att ärendet avslutats'}`;
}

const unruly: Readonly<Record<Unruly, Text>> = {
  linked: {
    sv: 'varje post är hoplänkad med nästa: tas en bort kan ingenting efter den kontrolleras; posterna innehåller inga namn och inga texter',
    en: 'each entry is linked to the next: without one, nothing after it can be checked; the entries hold no names and no texts',
  },
  sealed: {
    sv: 'databasen låter ingen ta bort dem; de innehåller inga namn och inga texter',
    en: 'the database lets nobody take them away; they hold no names and no texts',
  },
  decided: {
    sv: 'beslut bevaras; de är vad registret finns till för',
    en: 'decisions are kept; they are what the record is there for',
  },
  toldOnce: {
    sv: 'medan ärendet pågår behövs de för att ingen ska aviseras två gånger eller inte alls; räkna tiden från att ärendet avslutats',
    en: 'while the matter runs, they keep people from being told twice or not at all; count from the closing of the matter',
  },
  ofNoMatter: {
    sv: 'de hör inte till något ärende som avslutas; räkna tiden från registreringen',
    en: 'they belong to no matter that is closed; count from recording',
  },
};

/** Why a kind cannot be kept in the way that a rule says. */
export const unrulyText = (why: Unruly, lang: Lang): string => unruly[why][lang];

/** What stands where something was: how and when it went, who did it, and on what ground. */
export interface GoneMark {
  how: 'disposed' | 'erased';
  on: CivilDate;
  /** The body that did or decided it. */
  by: string;
  /** The ground as words; null where its text is not at hand. */
  ground: string | null;
}

/** '[raderat 2026-11-22, beslut av Socialnämnden: begäran enligt artikel 17]'. */
export function goneText({ how, on, by, ground }: GoneMark, lang: Lang): string {
  const what = lang === 'sv' ? { disposed: 'gallrat', erased: 'raderat' } : { disposed: 'disposed of', erased: 'erased' };
  const decision = how === 'erased' ? (lang === 'sv' ? `beslut av ${by}` : `decided by ${by}`) : by;
  return `[${what[how]} ${on}, ${decision}${ground === null ? '' : `: ${ground}`}]`;
}
