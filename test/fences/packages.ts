import { isWithin } from './rooms.ts';
import { type Code, importsOf, type Violation } from './source.ts';

interface PackageFence {
  readonly rule: string;
  readonly applies: (path: string) => boolean;
  readonly forbids: (name: string) => boolean;
}

const within =
  (...places: readonly string[]) =>
  (path: string): boolean =>
    places.some((place) => isWithin(path, place));
const named =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

const schemas = 'workflows/contracts/schemas';
const plainContracts = (path: string): boolean =>
  isWithin(path, 'workflows/contracts') && !within(schemas, 'workflows/contracts/messages')(path);
const workflowCode = (path: string): boolean => isWithin(path, 'workflows') && !isWithin(path, schemas);
const builtin = (name: string): boolean => name.startsWith('node:');

const packageFences: readonly PackageFence[] = [
  { rule: 'core imports itself only', applies: within('workflows/core'), forbids: () => true },
  { rule: 'types and ids of the contracts are plain', applies: plainContracts, forbids: () => true },
  { rule: 'zod stays out of workflow code', applies: workflowCode, forbids: named('zod') },
  { rule: 'workflow code has no part of Node', applies: workflowCode, forbids: builtin },
  {
    rule: "workflow code runs on Temporal's workflow API alone",
    applies: workflowCode,
    forbids: (name) => !builtin(name) && !['@temporalio/workflow', '@temporalio/common', 'zod'].includes(name),
  },
  {
    rule: 'only infra/gateway holds the Temporal client',
    applies: (path) => !within('infra/gateway', 'test', 'workflows')(path),
    forbids: named('@temporalio/client'),
  },
  {
    rule: 'routes, commands and the conductor know no Temporal',
    applies: within('api', 'cli', 'rehearsal'),
    forbids: (name) => name.startsWith('@temporalio/') && name !== '@temporalio/client',
  },
  {
    rule: 'activities use ports; infra implements them',
    applies: within('activities'),
    forbids: named('pg', 'kysely', 'nodemailer', '@temporalio/worker'),
  },
];

/** Imports of packages and of parts of Node in a room that is to do without them. */
export function packageViolations(code: Code): Violation[] {
  const active = packageFences.filter((fence) => fence.applies(code.path));
  if (active.length === 0) return [];
  return importsOf(code)
    .filter((one) => !one.own)
    .flatMap((one) => {
      const broken = active.find((fence) => fence.forbids(one.target));
      return broken === undefined
        ? []
        : [{ path: code.path, line: one.line, rule: `packages: ${broken.rule}`, found: one.target }];
    });
}
