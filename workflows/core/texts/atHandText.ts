import type { AtHand, HandEntry } from '#core/act/atHand.ts';
import { allOf, type Lang } from './lang.ts';

const HASH_SHOWN = 8;
const NAMED = 3;
/** From the first to the last. */
const AS_A_RUN = 2;

const words = {
  sv: {
    atHand: 'vid beslutet förelåg',
    version: 'version',
    number: 'nr',
    more: (count: number, numbers: string) => `${count} till (${numbers})`,
    entries: (count: number, numbers: string) => (count === 1 ? `händelse ${numbers}` : `händelserna ${numbers}`),
    files: (count: number, hashes: string) => (count === 1 ? `filen SHA-256 ${hashes}` : `${count} filer (SHA-256 ${hashes})`),
  },
  en: {
    atHand: 'at hand',
    version: 'version',
    number: 'no.',
    more: (count: number, numbers: string) => `${count} more (${numbers})`,
    entries: (count: number, numbers: string) => (count === 1 ? `event ${numbers}` : `events ${numbers}`),
    files: (count: number, hashes: string) => (count === 1 ? `the file SHA-256 ${hashes}` : `${count} files (SHA-256 ${hashes})`),
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
    ...(unnamed.length === 0 ? [] : [say.more(unnamed.length, `${say.number} ${numbered(unnamed, lang)}`)]),
    ...(others.length === 0 ? [] : [say.entries(others.length, numbered(others, lang))]),
    ...(documents.length === 0
      ? []
      : [say.files(documents.length, documents.map((sha256) => sha256.slice(0, HASH_SHOWN)).join(', '))]),
  ];
  return `${say.atHand}: ${allOf(parts, lang)}`;
}

/** '8, 9 och 11–14': exactly those, however many they are. */
function numbered(entries: readonly HandEntry[], lang: Lang): string {
  const runs: [number, number][] = [];
  for (const { version } of entries) {
    const last = runs.at(-1);
    if (last !== undefined && version - last[1] <= 1) last[1] = version;
    else runs.push([version, version]);
  }
  const told = runs.flatMap(([first, last]) =>
    last - first < AS_A_RUN ? Array.from({ length: last - first + 1 }, (_, at) => String(first + at)) : [`${first}–${last}`],
  );
  return allOf(told, lang);
}
