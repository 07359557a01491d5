import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { splitKeyRemedy } from './amounts.ts';
import { type Mistake, type Path, written } from './mistake.ts';

const MOST_CHARACTERS = 1_000_000;

/** A YAML file as read: its values, where each stands, and what is wrong with it as YAML. */
export interface YamlSource {
  file: string;
  /** The text as the offsets count it. */
  text: string;
  raw: unknown;
  mistakes: Mistake[];
  /** Whether the file is not YAML, so that what was read of it may lack anything. */
  isBroken: boolean;
  /** Line and column, from 1, of the value at the path, or of its key; where there is none, of the nearest thing around it. */
  positionOf(path: Path, what?: 'value' | 'key'): { line: number; column: number };
  /** Where the value, or its key, begins and ends in the text; null where there is none. */
  rangeOf(path: Path, what?: 'value' | 'key'): { start: number; end: number } | null;
}

const remedies: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'indent with spaces',
  BAD_INDENT: 'let what belongs together begin in the same column, and close every bracket and quote before it',
  BLOCK_AS_IMPLICIT_KEY: 'put a text with a colon in quotes',
  MULTIPLE_DOCS: 'keep one document in the file: remove what follows the line ---',
  MULTILINE_IMPLICIT_KEY: 'end the key with a colon on its own line',
  MISSING_CHAR: 'close the quote or bracket, and separate with commas',
  BAD_ALIAS: 'write the value out',
};

/** Reads the text as YAML 1.2. Never throws for what it says. */
export function readYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const read = text.slice(0, MOST_CHARACTERS);
  const document = parseDocument(read, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const root = { line: 1, column: 1 };
  const wrong = (offset: number, path: Path, message: string, remedy: string): Mistake => ({
    file,
    ...at(offset),
    path: written(path),
    message,
    remedy,
  });
  const mistakes = document.errors.map((error) => {
    if (error.code === 'DUPLICATE_KEY') return duplicate(document, error.pos[0], wrong);
    return wrong(
      error.pos[0],
      [],
      `this is not YAML: ${error.message}`,
      remedies[error.code] ?? 'check indentation, quotes and colons here',
    );
  });
  if (text.length > MOST_CHARACTERS)
    mistakes.push({ file, ...root, path: '', message: 'the file is too long', remedy: 'a million characters fit' });
  return {
    file,
    text: read,
    raw: valueOf(document, mistakes, file),
    mistakes,
    isBroken: document.errors.some(({ code }) => code !== 'DUPLICATE_KEY'),
    positionOf: (path, what = 'value') => {
      const offset = offsetOf(document, path, what);
      return offset === null ? root : at(offset);
    },
    rangeOf: (path, what = 'value') => {
      const steps = find(document, path);
      const step = steps.length === path.length ? steps.at(-1) : undefined;
      return (what === 'key' ? step?.key : step?.value) ?? null;
    },
  };
}

function valueOf(document: Document.Parsed, mistakes: Mistake[], file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const message = `the file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    mistakes.push({ file, line: 1, column: 1, path: '', message, remedy: 'write the values out instead of referring to them' });
    return null;
  }
}

type Wrong = (offset: number, path: Path, message: string, remedy: string) => Mistake;

function duplicate(document: Document.Parsed, offset: number, wrong: Wrong): Mistake {
  const path = pathOfKey(document.contents, offset, []) ?? [];
  return wrong(
    offset,
    path,
    `${path.at(-1) ?? 'a key'} stands twice`,
    splitKeyRemedy(path.at(-1)) ?? 'keep one of the two, or give one another name',
  );
}

/** The path of the key that begins at the offset. */
function pathOfKey(node: unknown, offset: number, path: Path): Path | null {
  if (isSeq(node)) return firstOf(node.items.map((item, index) => () => pathOfKey(item, offset, [...path, index])));
  if (!isMap(node)) return null;
  return firstOf(
    node.items.map(({ key, value }) => () => {
      const own = [...path, keyText(key)];
      return isScalar(key) && key.range?.[0] === offset ? own : pathOfKey(value, offset, own);
    }),
  );
}

function firstOf<T>(attempts: (() => T | null)[]): T | null {
  for (const attempt of attempts) {
    const found = attempt();
    if (found !== null) return found;
  }
  return null;
}

const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key));

interface Span {
  start: number;
  end: number;
}

interface Step {
  key: Span | null;
  value: Span | null;
}

function spanOf(node: Node | null): Span | null {
  const range = node?.range;
  return range ? { start: range[0], end: range[1] } : null;
}

/** The steps of the path that the document has. */
function find(document: Document.Parsed, path: Path): Step[] {
  const steps: Step[] = [];
  let node: unknown = document.contents;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      // Of a key that stands twice the later one counts, as in the values.
      const pair = node.items.findLast(({ key }) => keyText(key) === String(part));
      if (pair === undefined) break;
      const { key, value } = pair as { key: Node; value: Node | null };
      const isEmpty = value === null || (isScalar(value) && value.value === null);
      steps.push({ key: spanOf(key), value: isEmpty ? null : spanOf(value) });
      node = value;
    } else if (isSeq(node) && typeof part === 'number' && part < node.items.length) {
      const item = node.items[part] as Node | null;
      steps.push({ key: null, value: spanOf(item) });
      node = item;
    } else break;
  }
  return steps;
}

function offsetOf(document: Document.Parsed, path: Path, what: 'value' | 'key'): number | null {
  const steps = find(document, path);
  const last = steps.at(-1);
  if (last === undefined) return document.contents?.range?.[0] ?? null;
  // What is missing is looked for where its owner begins, and that is its key.
  const isMissing = steps.length < path.length;
  const span = what === 'key' || isMissing ? (last.key ?? last.value) : (last.value ?? last.key);
  return span?.start ?? null;
}
