import { readFileSync } from 'node:fs';
import { unwrapped } from './woff.ts';

export type Weight = 'regular' | 'semibold' | 'italic';
const styles: Readonly<Record<Weight, string>> = { regular: '400-normal', semibold: '600-normal', italic: '400-italic' };

const folder = new URL('.', import.meta.resolve('@fontsource/source-sans-3/unicode.json'));
const FIRST = 'latin';
/** Where no font has a character, its place is shown. */
const REPLACEMENT = '\uFFFD';

/** The font is in parts, each for some letters; those of Swedish and English are in the first. */
const parts = readParts();

function readParts(): [string, [number, number][]][] {
  const told = JSON.parse(readFileSync(new URL('unicode.json', folder), 'utf8')) as Record<string, string>;
  const rangesOf = (text: string): [number, number][] =>
    text.split(',').map((range) => {
      const [from = '0', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
  return Object.entries(told)
    .map(([part, text]): [string, [number, number][]] => [part, rangesOf(text)])
    .toSorted(([a], [b]) => Number(b === FIRST) - Number(a === FIRST));
}

/** A piece of text that one part of the font has all letters of. */
export interface Run {
  font: string;
  text: string;
}

/** `part/style`, which `fontFile` finds. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const part = parts.find(([, ranges]) => ranges.some(([from, to]) => code >= from && code <= to))?.[0];
    const font = `${part ?? FIRST}/${weight}`;
    const shown = part === undefined ? REPLACEMENT : letter;
    const last = runs.at(-1);
    if (last?.font === font) last.text += shown;
    else runs.push({ font, text: shown });
  }
  return runs;
}

const unpacked = new Map<string, Buffer>();

/** The font as OpenType; kept, since every certificate asks for the same few. */
export function fontFile(font: string): Buffer {
  let file = unpacked.get(font);
  if (file === undefined) {
    const [part = FIRST, weight = 'regular'] = font.split('/');
    file = unwrapped(readFileSync(new URL(`files/source-sans-3-${part}-${styles[weight as Weight]}.woff`, folder)));
    unpacked.set(font, file);
  }
  return file;
}
