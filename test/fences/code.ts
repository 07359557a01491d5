import { isWithin, roomOf } from './rooms.ts';
import { type Code, type Node, nodeIn, nodesIn, textIn, type Violation, walk } from './source.ts';

interface CodeFence {
  readonly rule: string;
  readonly applies: (path: string) => boolean;
  /** What is wrong with a node, or null. */
  readonly finds: (node: Node, parent: Node | null, field: string) => string | null;
}

const workflowCode = (path: string): boolean => isWithin(path, 'workflows') && !isWithin(path, 'workflows/contracts/schemas');
const core = (path: string): boolean => isWithin(path, 'workflows/core');
const product = (path: string): boolean => roomOf(path) !== null && !isWithin(path, 'test') && !isWithin(path, 'bench');

/** `object.property` of a member expression, read the same whether written with a dot or with brackets and a literal. */
function memberOf(node: Node): string | null {
  if (node.type !== 'MemberExpression') return null;
  const key = textIn(nodeIn(node, 'property'), node['computed'] === true ? 'value' : 'name');
  return key === null ? null : `${textIn(nodeIn(node, 'object'), 'name') ?? ''}.${key}`;
}

/** The name where a node reads a variable; null for the name of a property, a key or a label. */
function variableOf(node: Node, parent: Node | null, field: string): string | null {
  if (node.type !== 'Identifier') return null;
  const isMember = parent?.type === 'MemberExpression' && field === 'property' && parent['computed'] !== true;
  const isKey = field === 'key' && parent?.['computed'] !== true && parent?.['shorthand'] !== true;
  const isTypeName = parent?.type.startsWith('TS') === true && parent.type.endsWith('Signature');
  return isMember || isKey || isTypeName ? null : textIn(node, 'name');
}

const variables =
  (...names: readonly string[]): CodeFence['finds'] =>
  (node, parent, field) => {
    const name = variableOf(node, parent, field);
    return name !== null && names.includes(name) ? name : null;
  };

const members =
  (pattern: RegExp): CodeFence['finds'] =>
  (node) => {
    const member = memberOf(node);
    return member !== null && pattern.test(member) ? member : null;
  };

function asksTheTime(node: Node): string | null {
  const makesDate = node.type === 'NewExpression' && textIn(nodeIn(node, 'callee'), 'name') === 'Date';
  if (makesDate && nodesIn(node, 'arguments').length === 0) return 'new Date()';
  return members(/^(?:Date\.now|Math\.random|performance\.now)$/)(node, null, '');
}

function readsEnvironment(node: Node): string | null {
  const isProcess =
    node.type === 'ImportDeclaration' && /^(?:node:)?process$/.test(textIn(nodeIn(node, 'source'), 'value') ?? '');
  return isProcess ? 'node:process' : members(/^process\.env$/)(node, null, '');
}

const plainClass: CodeFence['finds'] = (node) =>
  /^Class(?:Declaration|Expression)$/.test(node.type) && nodeIn(node, 'superClass') === null
    ? `class ${textIn(nodeIn(node, 'id'), 'name') ?? ''}`.trim()
    : null;

const codeFences: readonly CodeFence[] = [
  {
    rule: 'only infra/config reads process.env',
    applies: (path) => product(path) && !isWithin(path, 'infra/config'),
    finds: readsEnvironment,
  },
  {
    rule: 'workflow code uses nothing that differs from one machine to another',
    applies: workflowCode,
    finds: variables(
      'process',
      'Intl',
      'setInterval',
      'require',
      'globalThis',
      'performance',
      'fetch',
      'WeakRef',
      'FinalizationRegistry',
    ),
  },
  {
    rule: 'workflow code uses nothing that depends on a locale',
    applies: workflowCode,
    finds: members(/\.(?:toLocale\w+|localeCompare)$/),
  },
  { rule: 'the core is told the time and leaves nothing to chance', applies: core, finds: asksTheTime },
  { rule: 'the core writes to no console', applies: core, finds: variables('console') },
  { rule: 'no class where a function serves (one may extend Error)', applies: product, finds: plainClass },
  {
    rule: 'no enum: a union of strings',
    applies: () => true,
    finds: (node) => (node.type === 'TSEnumDeclaration' ? 'enum' : null),
  },
];

/** What the code of a file does that its room forbids. */
export function codeViolations(code: Code): Violation[] {
  const active = codeFences.filter((fence) => fence.applies(code.path));
  const found: Violation[] = [];
  walk(code.body, (node, parent, field) => {
    for (const fence of active) {
      const what = fence.finds(node, parent, field);
      if (what !== null) found.push({ path: code.path, line: code.lineOf(node), rule: `code: ${fence.rule}`, found: what });
    }
  });
  return found;
}
