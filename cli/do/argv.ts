import { actTypes } from './options.ts';

const byKebab = new Map(actTypes.map((type) => [type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), type]));
const known = new Set<string>(actTypes);

/**
 * People write the agreement before the command (`do ID sign --as …`), the parser wants the command first. `hand-in-report` is
 * accepted for `handInReport`.
 */
export function commandFirst(argv: readonly string[]): string[] {
  const at = operands(argv);
  const [verb, first, second] = at.map((index) => argv[index] ?? '');
  if (verb !== 'do' || first === undefined) return [...argv];
  const [, firstAt = 0, secondAt] = at;
  const asType = (word: string) => byKebab.get(word) ?? word;
  if (known.has(asType(first)) || first === 'help') return argv.with(firstAt, asType(first));
  if (second === undefined || secondAt === undefined) return [...argv];
  return argv.with(firstAt, asType(second)).with(secondAt, first);
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
