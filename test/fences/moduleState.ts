import { isWithin } from './rooms.ts';
import { type Code, type Node, nodeIn, nodesIn, textIn, type Violation, walk } from './source.ts';

const rule = 'code: workflow code has no state of its module';
const mutators = new Set(
  'push pop shift unshift splice sort reverse fill copyWithin set add delete clear assign defineProperty'.split(' '),
);
const readonlyTypes = new Set(['ReadonlyMap', 'ReadonlySet']);
const collections = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'Array', 'Date']);

/** What a module of workflow code remembers from one workflow to the next: one isolate may run many of them. */
export function moduleStateViolations(code: Code): Violation[] {
  if (!isWithin(code.path, 'workflows') || isWithin(code.path, 'workflows/contracts/schemas')) return [];
  const violation = (node: Node, found: string): Violation => ({ path: code.path, line: code.lineOf(node), rule, found });
  const declared = declarations(code);
  const names = new Set(declared.map(({ name }) => name));
  const found = declared.flatMap(({ node, name, mutable }) => (mutable === null ? [] : [violation(node, `${mutable} ${name}`)]));
  walk(code.body, (node) => {
    const changed = changedName(node);
    if (changed !== null && names.has(changed)) found.push(violation(node, `${changed} is changed`));
  });
  return found;
}

interface Declared {
  readonly node: Node;
  readonly name: string;
  /** Why it can change: its keyword or what it holds; null for a plain constant. */
  readonly mutable: string | null;
}

function declarations(code: Code): Declared[] {
  return code.body.flatMap((statement) => {
    const node = nodeIn(statement, 'declaration') ?? statement;
    if (node.type !== 'VariableDeclaration' || node['declare'] === true) return [];
    return nodesIn(node, 'declarations').map((one) => describe(node, one));
  });
}

function describe(statement: Node, one: Node): Declared {
  const id = nodeIn(one, 'id');
  const name = textIn(id, 'name') ?? '(a pattern)';
  const kind = textIn(statement, 'kind');
  if (kind !== 'const') return { node: one, name, mutable: kind };
  const init = nodeIn(one, 'init');
  const made = init?.type === 'NewExpression' ? (textIn(nodeIn(init, 'callee'), 'name') ?? '') : '';
  return { node: one, name, mutable: collections.has(made) && !readonlyTypes.has(typeNameOf(id)) ? `new ${made}` : null };
}

function typeNameOf(id: Node | null): string {
  const type = nodeIn(nodeIn(id, 'typeAnnotation'), 'typeAnnotation');
  return textIn(nodeIn(type, 'typeName'), 'name') ?? '';
}

/** The variable that a node writes into: `a.b = 1`, `delete a.b`, `a.b++`, `a.list.push(1)`, `Object.assign(a, …)`. */
function changedName(node: Node): string | null {
  if (node.type === 'AssignmentExpression') return memberRoot(nodeIn(node, 'left'));
  if (node.type === 'UpdateExpression') return memberRoot(nodeIn(node, 'argument'));
  if (node.type === 'UnaryExpression' && node['operator'] === 'delete') return memberRoot(nodeIn(node, 'argument'));
  const callee = node.type === 'CallExpression' ? nodeIn(node, 'callee') : null;
  if (callee?.type !== 'MemberExpression' || !mutators.has(textIn(nodeIn(callee, 'property'), 'name') ?? '')) return null;
  const object = nodeIn(callee, 'object');
  return textIn(object, 'name') === 'Object' ? rootOf(nodesIn(node, 'arguments')[0] ?? null) : rootOf(object);
}

const memberRoot = (node: Node | null): string | null => (node?.type === 'MemberExpression' ? rootOf(node) : null);

function rootOf(node: Node | null): string | null {
  if (node?.type === 'MemberExpression') return rootOf(nodeIn(node, 'object'));
  return node?.type === 'Identifier' ? textIn(node, 'name') : null;
}
