import { type Code, type Import, importsOf, type Violation } from './source.ts';

/** What a room may import: paths from the root (a folder, a file, or a file without its `.ts`); `types` holds what it may only name. */
interface Fence {
  readonly rule: string;
  readonly may: readonly string[];
  readonly types?: readonly string[];
  readonly never?: readonly string[];
}

const shared = ['workflows/core', 'workflows/contracts'];
const ports = 'activities/ports';
/** What the workflows of all kinds of process are made of. */
const commonLife = 'workflows/process';
const config = 'infra/config';
/** What a client of the engine is built on. */
const clients = ['infra/gateway', 'infra/db/read', 'infra/definition'];
const everything = [''];

const fences: Readonly<Record<string, Fence>> = {
  'workflows/core': { rule: 'core imports itself only', may: ['workflows/core'] },
  'workflows/contracts': { rule: 'contracts import core and themselves', may: shared },
  'workflows/index.ts': {
    rule: 'the door opens on workflows only',
    may: [...shared, 'workflows'],
    never: ['workflows/contracts/schemas'],
  },
  activities: { rule: 'activities use ports; infra implements them', may: [...shared, 'activities'] },
  audit: {
    rule: 'the auditor reads what is recorded and speaks to nobody',
    may: [...shared, 'audit', 'infra/seal', 'infra/db', 'infra/gateway'],
    types: [config],
  },
  worker: {
    rule: 'the worker knows activities and infra',
    may: [...shared, 'worker', 'activities', 'infra/gateway', 'infra/db', 'infra/mail', 'infra/seal'],
    types: [config],
  },
  rehearsal: {
    rule: 'the conductor uses the gateway and the reads, and writes down its rehearsal',
    may: [...shared, 'rehearsal', ...clients, 'infra/db/write', 'infra/db/around', 'infra/seal'],
    types: [config, 'infra/db'],
  },
  api: {
    rule: 'the api uses the gateway and the reads',
    may: [...shared, 'api', 'audit', ...clients, 'infra/calendar', 'infra/db/around', 'infra/seal'],
    types: [config, 'infra/db'],
  },
  web: { rule: 'the web shares types and schemas', may: [...shared, 'web'], never: ['workflows/contracts/messages'] },
  cli: {
    rule: 'the cli uses the gateway, the reads and the conductor, and writes what it imports',
    may: [...shared, 'cli', 'audit', 'rehearsal', ...clients, 'infra/db/write', 'infra/db/around', 'infra/mail', 'infra/seal'],
    types: [config, 'infra/db', 'infra/local'],
  },
  'infra/config': { rule: 'configuration knows everything', may: everything },
  'infra/gateway': {
    rule: 'the gateway knows the database and how acts are written',
    may: [...shared, ports, 'infra/gateway', 'infra/db', 'infra/definition'],
    types: [config],
  },
  'infra/seal': { rule: 'sealing is arithmetic on what it is given', may: [...shared, 'infra/seal'] },
  'infra/db': {
    rule: 'the database implements ports',
    may: [...shared, ports, 'infra/db', 'infra/seal'],
    types: [config],
  },
  'infra/mail': { rule: 'mail implements ports', may: [...shared, ports, 'infra/mail', 'infra/calendar'], types: [config] },
  'infra/calendar': { rule: 'a calendar file knows core only', may: [...shared, 'infra/calendar'] },
  'infra/definition': { rule: 'definition files know core and contracts', may: [...shared, 'infra/definition'] },
  'infra/local': {
    rule: 'the embedded stack starts parts; it does not use them',
    may: [...shared, config, 'infra/gateway', 'infra/local'],
  },
  test: { rule: 'tests use every room', may: everything },
  bench: { rule: 'benchmarks use every room', may: everything },
};

const aWorkflow: Fence = {
  rule: 'a workflow imports core, contracts, the life that all kinds share, and types of activities',
  may: [...shared, commonLife],
  types: ['activities'],
  never: ['workflows/contracts/schemas'],
};

/** The files that put the parts together, and so know them all. */
const compositionRoots = /^(?:[^/]+\/main\.ts|worker\/deliverer\.ts|cli\/(?:start|up|stack|doctor)(?:\.ts|\/.*))$/;

/** Files at the root and in folders with a dot are for tools; they belong to no room. */
const isToolSetting = (path: string): boolean => !path.includes('/') || path.startsWith('.');

export function isWithin(path: string, place: string): boolean {
  return place === '' || path === place || path === `${place}.ts` || path.startsWith(`${place}/`);
}

/** The room that a file is in: a folder of the design, or null where there is none. */
export function roomOf(path: string): string | null {
  const named = Object.keys(fences).find((room) => isWithin(path, room));
  return named ?? workflowFolderOf(path);
}

/** `workflows/agreement` for what is in a workflow's own folder, else null. */
function workflowFolderOf(path: string): string | null {
  const folder = /^workflows\/[^/]+(?=\/)/.exec(path)?.[0] ?? null;
  return folder === null || shared.includes(folder) ? null : folder;
}

function fenceOf(path: string): Fence | null {
  const room = roomOf(path);
  if (room === null) return null;
  const own = workflowFolderOf(path);
  if (own !== null) return { ...aWorkflow, may: [...aWorkflow.may, own] };
  return compositionRoots.test(path) ? { rule: 'a main file knows everything', may: everything } : (fences[room] ?? null);
}

/** Imports of our own files that cross a fence between rooms. */
export function roomViolations(code: Code): Violation[] {
  if (isToolSetting(code.path)) return [];
  const fence = fenceOf(code.path);
  if (fence === null)
    return [{ path: code.path, line: 1, rule: 'rooms: every file is in a room of the design', found: code.path }];
  return importsOf(code).flatMap((one) => {
    const rule = one.own ? brokenRule(code.path, fence, one) : null;
    return rule === null ? [] : [{ path: code.path, line: one.line, rule: `rooms: ${rule}`, found: one.target }];
  });
}

/** The bundle's door, and the doors of the builds that tests break on purpose. */
const isDoor = (path: string): boolean => path === 'workflows/index.ts' || isWithin(path, 'test/support/workflows');

function brokenRule(path: string, fence: Fence, one: Import): string | null {
  const folder = workflowFolderOf(one.target);
  const isWorkflow = workflowFolderOf(path) !== null;
  if (folder !== null && !isDoor(path) && !isWithin(path, folder) && !(isWorkflow && folder === commonLife)) {
    return "nobody but workflows/index.ts imports a workflow's own folder";
  }
  if (fence.never?.some((place) => isWithin(one.target, place))) return fence.rule;
  if (fence.may.some((place) => isWithin(one.target, place))) return null;
  if (one.typeOnly && fence.types?.some((place) => isWithin(one.target, place))) return null;
  return fence.rule;
}
