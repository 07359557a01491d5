import type { AtHand, HandEntry } from '#core/act/atHand.ts';
import { allOf, type Lang } from './lang.ts';

const HASH_SHOWN = 8;
const NAMED = 3;
const NUMBERED = 6;

const words = {
  sv: {
    atHand: 'vid beslutet förelåg',
    version: 'version',
    number: 'nr',
    more: (count: number, numbers: string) => `${count} till (${numbers})`,
    entries: (count: number, numbers: string) => (count === 1 ? `händelse ${numbers}` : `händelserna ${numbers}`),
    files: (count: number, hashes: string) => (count === 1 ? `filen SHA-256 ${hashes}` : `${count} filer (SHA-256 ${hashes})`),
    to: 'till',
  },
  en: {
    atHand: 'at hand when it was decided',
    version: 'version',
    number: 'no.',
    more: (count: number, numbers: string) => `${count} more (${numbers})`,
    entries: (count: number, numbers: string) => (count === 1 ? `event ${numbers}` : `events ${numbers}`),
    files: (count: number, hashes: string) => (count === 1 ? `the file SHA-256 ${hashes}` : `${count} files (SHA-256 ${hashes})`),
    to: 'to',
  },
} as const;

/** 'vid beslutet förelåg: version 1a2b3c4d, Redovisning A (nr 45) och händelserna 12 och 14'. `deadline`: what a deadline's id is called. */
export function atHandText({ text, entries, documents }: AtHand, deadline: (id: string) => string, lang: Lang): string {
  const say = words[lang];
  const met = entries.filter((one): one is HandEntry & { deadline: string } => one.deadline !== null);
  const others = entries.filter((one) => one.deadline === null);
  const named = met.slice(0, NAMED).map((one) => `${deadline(one.deadline)} (${say.number} ${one.version})`);
  const unnamed = met.slice(NAMED);
  const parts = [
    ...(text === '' ? [] : [`${say.version} ${text.slice(0, HASH_SHOWN)}`]),
    ...named,
    ...(unnamed.length === 0 ? [] : [say.more(unnamed.length, `${say.number} ${numbers(unnamed, lang)}`)]),
    ...(others.length === 0 ? [] : [say.entries(others.length, numbers(others, lang))]),
    ...(documents.length === 0
      ? []
      : [say.files(documents.length, documents.map((sha256) => sha256.slice(0, HASH_SHOWN)).join(', '))]),
  ];
  return `${say.atHand}: ${allOf(parts, lang)}`;
}

/** Some numbers one by one, many by the first and the last. */
function numbers(entries: readonly HandEntry[], lang: Lang): string {
  const all = [...new Set(entries.map(({ version }) => version))];
  if (all.length <= NUMBERED) return allOf(all.map(String), lang);
  return `${all[0]} ${words[lang].to} ${all.at(-1)}`;
}
