import { posix } from 'node:path';
import { parseAst } from 'vitest/node';

/** A text file of the checkout: its path from the root, with forward slashes, and all it holds. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** One broken fence: where, which rule, and what was found there. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly found: string;
}

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** A parsed TypeScript or JavaScript file. */
export interface Code {
  readonly path: string;
  readonly body: readonly Node[];
  readonly lineOf: (node: Node) => number;
}

/** What a file imports. `target` is a path from the root for our own files, else the package's name (`node:fs`, `@scope/name`). */
export interface Import {
  readonly target: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
  readonly line: number;
}

const ownPrefixes: readonly (readonly [string, string])[] = [
  ['#core/', 'workflows/core/'],
  ['#contracts/', 'workflows/contracts/'],
];

export function isCode(file: SourceFile): boolean {
  return /\.[jt]sx?$/.test(file.path);
}

/** Throws on a file that is not well-formed, naming it. */
export function parse(file: SourceFile): Code {
  return { path: file.path, body: statementsOf(file), lineOf: (node) => lineAt(file.text, node.start) };
}

function statementsOf(file: SourceFile): Node[] {
  try {
    const program: unknown = parseAst(file.text, { lang: file.path.endsWith('.tsx') ? 'tsx' : 'ts' }, file.path);
    return isNode(program) ? nodesIn(program, 'body') : [];
  } catch (error) {
    throw new Error(`${file.path} is not well-formed: ${String(error)}`, { cause: error });
  }
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The node in a field, or null. */
export function nodeIn(node: Node | null, field: string): Node | null {
  const value = node?.[field];
  return isNode(value) ? value : null;
}

/** The nodes in a field, whether it holds one or a list. */
export function nodesIn(node: Node, field: string): Node[] {
  const value = node[field];
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

/** The text in a field (a name, a keyword, a literal's value), or null. */
export function textIn(node: Node | null, field: string): string | null {
  const value = node?.[field];
  return typeof value === 'string' ? value : null;
}

/** Visits every node under `nodes`, parents before children. */
export function walk(nodes: readonly Node[], visit: (node: Node, parent: Node | null, field: string) => void): void {
  const enter = (node: Node, parent: Node | null, field: string): void => {
    visit(node, parent, field);
    for (const name of Object.keys(node)) for (const child of nodesIn(node, name)) enter(child, node, name);
  };
  for (const node of nodes) enter(node, null, 'body');
}

/**
 * Every import, re-export, `import()` and `import('…').Type` of a file. `import { type A }` counts as a value import: under
 * `verbatimModuleSyntax` the module is still loaded when the program runs.
 */
export function importsOf(code: Code): Import[] {
  const found: Import[] = [];
  walk(code.body, (node) => {
    const specifier = specifierOf(node);
    if (specifier === null) return;
    const typeOnly = node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';
    found.push({ ...resolve(code.path, specifier), typeOnly, line: code.lineOf(node) });
  });
  return found;
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function specifierOf(node: Node): string | null {
  return importing.has(node.type) ? textIn(nodeIn(node, 'source'), 'value') : null;
}

function resolve(from: string, specifier: string): { target: string; own: boolean } {
  if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(from), specifier), own: true };
  for (const [prefix, folder] of ownPrefixes) {
    if (specifier.startsWith(prefix)) return { target: folder + specifier.slice(prefix.length), own: true };
  }
  const segments = specifier.split('/');
  return { target: segments.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), own: false };
}
