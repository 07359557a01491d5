import { expect, test } from 'vitest';
import { longFiles } from './text.ts';
import { describeViolation, violations } from './violations.ts';

const broken = (path: string, text: string): string[] => violations([{ path, text }]).map(describeViolation);

type Sample = readonly [path: string, text: string, found: string, rule: string];

const workflow = 'workflows/agreement/agreement.ts';
const core = 'workflows/core/money.ts';

const packages: readonly Sample[] = [
  [core, "import { z } from 'zod';", 'zod', 'core imports itself only'],
  ['workflows/contracts/ids.ts', "import { z } from 'zod';", 'zod', 'types and ids of the contracts are plain'],
  ['workflows/contracts/messages.ts', "import type { z } from 'zod';", 'zod', 'zod stays out'],
  [workflow, "import { z } from 'zod';", 'zod', 'zod stays out'],
  [workflow, "import { readFile } from 'node:fs/promises';", 'node:fs', 'no part of Node'],
  [workflow, "import { ulid } from 'ulid';", 'ulid', 'workflow API alone'],
  ['worker/clock.ts', "import { Client } from '@temporalio/client';", '@temporalio/client', 'holds the Temporal client'],
  [
    'rehearsal/conductor.ts',
    "import type { Client } from '@temporalio/client';",
    '@temporalio/client',
    'holds the Temporal client',
  ],
  ['cli/main.ts', "const c = await import('@temporalio/client');", '@temporalio/client', 'holds the Temporal client'],
  ['api/routes/sign.ts', "import { msToNumber } from '@temporalio/common';", '@temporalio/common', 'know no Temporal'],
  ['activities/record/record.ts', "import type { Kysely } from 'kysely';", 'kysely', 'activities use ports'],
];

const code: readonly Sample[] = [
  ['worker/main.ts', 'const url = process.env.DATABASE_URL;', 'process.env', 'only infra/config reads'],
  ['cli/main.ts', "const { HOME } = process['env'];", 'process.env', 'only infra/config reads'],
  ['api/app.ts', "import { env } from 'node:process';", 'node:process', 'only infra/config reads'],
  [workflow, 'const where = process.cwd();', 'process', 'from one machine to another'],
  [workflow, 'const format = () => new Intl.DateTimeFormat();', 'Intl', 'from one machine to another'],
  [workflow, 'setInterval(() => 1, 1000);', 'setInterval', 'from one machine to another'],
  [core, 'const shown = (ore: number) => ore.toLocaleString();', 'ore.toLocaleString', 'depends on a locale'],
  [core, 'const order = (a: string, b: string) => a.localeCompare(b);', 'a.localeCompare', 'depends on a locale'],
  [core, 'const today = () => Date.now();', 'Date.now', 'told the time'],
  [core, 'const today = () => new Date();', 'new Date()', 'told the time'],
  [core, 'const roll = () => Math.random();', 'Math.random', 'told the time'],
  [core, "console.log('here');", 'console', 'no console'],
  [workflow, 'let seen = 0;', 'let seen', 'no state of its module'],
  [workflow, 'export let seen = 0;', 'let seen', 'no state of its module'],
  [workflow, 'const seen = new Map<string, number>();', 'new Map seen', 'no state of its module'],
  [
    workflow,
    'const seen: string[] = []; export const see = (id: string) => seen.push(id);',
    'seen is changed',
    'no state of its module',
  ],
  [workflow, 'const seen = { n: 0 }; export const see = () => { seen.n += 1; };', 'seen is changed', 'no state of its module'],
  [workflow, 'const seen = { n: 0 }; export const see = () => { seen.n++; };', 'seen is changed', 'no state of its module'],
  [
    workflow,
    'const seen = { n: 0 }; export const see = (o: object) => Object.assign(seen, o);',
    'seen is changed',
    'no state of its module',
  ],
  ['activities/ports.ts', 'export class Store {}', 'class Store', 'no class where a function serves'],
  ['activities/ports.ts', 'export enum Kind { sent }', 'enum', 'no enum'],
];

const text: readonly Sample[] = [
  ['test/core/money.test.ts', "test.only('adds up', () => {});", 'test.only', 'every test runs'],
  ['test/core/money.test.ts', "describe.concurrent.skip('adds up', () => {});", 'describe.concurrent.skip', 'every test runs'],
  ['test/core/money.test.ts', "vi.mock('#core/money.ts');", 'vi.mock(', 'never a stand-in'],
  ['cli/main.ts', '// TODO: say more', 'TODO', 'left for later'],
  ['README.md', 'Repayment is not implemented.', 'not implemented', 'left for later'],
  ['cli/main.ts', "const place = '/home/someone/arscykel';", '/home/someone/arscykel', 'path of one machine'],
  ['README.md', 'Read ../shared/design.md first.', '../shared/design.md', 'outside the checkout'],
  ['README.md', 'It comes from registry.example.org itself.', 'registry.example.org', 'host of a package registry'],
  ['docs/decisions/one.md', 'Decided in issue #12.', 'issue #12', 'speaks of itself alone'],
  ['examples/2012/agreement.yaml', 'mail: registrar@stad.se', 'registrar@stad.se', 'addresses end in example.org'],
  ['test/core/mail.test.ts', "const to = 'eva@notexample.org';", 'eva@notexample.org', 'addresses end in example.org'],
];

test.each([...packages, ...code, ...text])('%s may not hold: %s', (path, sample, found, rule) => {
  const reports = broken(path, `\n${sample}\n`);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toContain(`${path}:2  ${found}  — `);
  expect(reports[0]).toContain(rule);
});

const harmless: readonly (readonly [path: string, text: string])[] = [
  [core, 'const at = (iso: string) => new Date(iso); export const öre = { process: 1, åäö: at };'],
  [core, "export const phases = ['open', 'signing'] as const; export const sorted = (a: number[]) => [...a].sort();"],
  [
    workflow,
    'const ids: ReadonlySet<string> = new Set(["a"]); export async function life() { let n = ids.size; n += 1; return Math.random() + n; }',
  ],
  ['infra/mail/refused.ts', 'export class AddressRejected extends Error {}'],
  ['examples/2012/agreement.yaml', 'mail: registrar@stad.example.org # sdk-typescript#2170, temporal#11869'],
  ['README.md', 'kysely@0.29.9 answers on postgres://user:secret@db.example.org/x; GET /agreements/2012'],
];

test.each(harmless)('%s may hold: %s', (path, sample) => {
  expect(broken(path, sample)).toEqual([]);
});

const lines = (count: number): string => 'export {};\n'.repeat(count);

test('a product file over 260 lines is reported, one over 250 is named as growing, a test may be longer', () => {
  expect(broken('api/app.ts', lines(261))).toEqual(['api/app.ts:261  261 lines  — length: no file over 260 lines']);
  expect(broken('api/app.ts', lines(260))).toEqual([]);
  expect(longFiles([{ path: 'api/app.ts', text: lines(251) }])).toEqual(['api/app.ts: 251 lines']);
  expect(broken('test/core/life.test.ts', lines(400))).toEqual([]);
});

test('a file that cannot be read as code is an error that names it', () => {
  expect(() => broken('api/app.ts', 'export const = 1;')).toThrow(/api\/app\.ts/);
});
