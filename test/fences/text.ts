import { isWithin, roomOf } from './rooms.ts';
import { lineAt, type SourceFile, type Violation } from './source.ts';

interface TextFence {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly applies?: (path: string) => boolean;
}

const isTest = (path: string): boolean => isWithin(path, 'test') || isWithin(path, 'bench');

const textFences: readonly TextFence[] = [
  {
    rule: 'every test runs, every time',
    applies: isTest,
    pattern: /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:only|skip|skipIf|runIf|todo|fails)\b/g,
  },
  { rule: 'tests run our own code, never a stand-in for it', applies: isTest, pattern: /\bvi\.(?:do)?mock\(/g },
  { rule: 'nothing is left for later', pattern: /\b(?:TODO|FIXME|XXX|HACK)\b|\bnot (?:yet )?implemented\b/g },
  { rule: 'no path of one machine', pattern: /(?<![\w.:/@$}])\/(?:home|root|Users|tmp|work|workspace|farm)\/[\w.][\w./-]*/g },
  { rule: 'no path outside the checkout', pattern: /(?<![\w/])(?:\.\.\/)+shared\/\S*/g },
  {
    rule: 'no host of a package registry',
    pattern: /\b(?:registry|proxy|repo\d?|deb|index)\.[a-z]+(?:\.[a-z]+)*\.(?:org|com|io)\b/g,
  },
  {
    rule: 'the project speaks of itself alone',
    pattern: /\bissues? #?\d+\b|\bworkplace\b|\bsub-?agents?\b|\b(?:helper|coding) session\b/gi,
  },
  { rule: 'addresses end in example.org', pattern: /[\w.+-]+@(?!(?:[\w-]+\.)*example\.org\b)(?:[\w-]+\.)+[a-z]{2,}\b/gi },
];

/** The fences' own samples break every rule here on purpose. */
const isSample = (path: string): boolean => isWithin(path, 'test/fences');

/** Words that no file of the project may hold. */
export function textViolations(file: SourceFile): Violation[] {
  if (isSample(file.path)) return [];
  return textFences
    .filter((fence) => fence.applies?.(file.path) ?? true)
    .flatMap((fence) =>
      [...file.text.matchAll(fence.pattern)].map((match) => ({
        path: file.path,
        line: lineAt(file.text, match.index),
        rule: `text: ${fence.rule}`,
        found: match[0],
      })),
    );
}

const longFrom = 250;
const tooLongFrom = 260;
const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;
const isProduct = (file: SourceFile): boolean => /\.[jt]sx?$/.test(file.path) && roomOf(file.path) !== null && !isTest(file.path);

/** Product files that are about to grow too long: worth a look, not yet a violation. */
export function longFiles(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isProduct(file) && linesOf(file.text) > longFrom)
    .map((file) => `${file.path}: ${linesOf(file.text)} lines`);
}

export function lengthViolations(file: SourceFile): Violation[] {
  const lines = linesOf(file.text);
  if (!isProduct(file) || lines <= tooLongFrom) return [];
  return [{ path: file.path, line: lines, rule: `length: no file over ${tooLongFrom} lines`, found: `${lines} lines` }];
}
