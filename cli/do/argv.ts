import { type Kind, kinds } from '#core/act/model.ts';
import { shortId } from '#contracts/ids.ts';
import { actsOf } from './options.ts';

const known = new Set<string>(kinds.flatMap(actsOf));
const byKebab = new Map([...known].map((type) => [type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), type]));
const asType = (word: string) => byKebab.get(word) ?? word;

/** The kinds whose commands stand under a word of their own; an agreement's stand under `do` itself. */
export const wordedKinds: readonly Kind[] = kinds.filter((kind) => kind !== 'agreement');
const isWord = (word: string): boolean => wordedKinds.some((kind) => kind === word);

/**
 * People write what it is about before the command (`do ID sign --as …`), the parser wants the command first, and before it the kind where
 * that is no agreement: `do framework sign ID --as …`. `hand-in-report` is accepted for `handInReport`.
 */
export function commandFirst(argv: readonly string[]): string[] {
  const at = operands(argv);
  const [verb, first, second] = at.map((index) => argv[index] ?? '');
  if (verb !== 'do' || first === undefined) return [...argv];
  const [, firstAt = 0, secondAt] = at;
  if (known.has(asType(first)) || first === 'help') return argv.with(firstAt, asType(first));
  if (second === undefined || secondAt === undefined) return [...argv];
  if (isWord(first)) return argv.with(secondAt, asType(second));
  const [word = ''] = shortId(first).split(':');
  const ordered = argv.with(firstAt, asType(second)).with(secondAt, first);
  return isWord(word) ? ordered.toSpliced(firstAt, 0, word) : ordered;
}

/** Where the words that are no options stand: the verb and the two after it. Only `--lang` takes a word before them. */
function operands(argv: readonly string[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < argv.length && found.length < 3; at += 1) {
    const word = argv[at] ?? '';
    if (word === '--lang') at += 1;
    else if (!word.startsWith('-')) found.push(at);
    else if (found.length > 1 && word !== '--json' && !word.startsWith('--lang=')) break;
  }
  return found;
}
