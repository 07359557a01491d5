import { expect, test } from 'vitest';
import { describeViolation, violations } from './violations.ts';

const broken = (path: string, text: string): string[] => violations([{ path, text }]).map(describeViolation);

const crossings: readonly (readonly [path: string, text: string, found: string, rule: string])[] = [
  [
    'workflows/core/money.ts',
    "import type { Id } from '#contracts/ids.ts';",
    'workflows/contracts/ids.ts',
    'core imports itself only',
  ],
  [
    'workflows/contracts/ids.ts',
    "import type { Ports } from '../../activities/ports.ts';",
    'activities/ports.ts',
    'contracts import core',
  ],
  [
    'workflows/agreement/agreement.ts',
    "import { record } from '../../activities/record/record.ts';",
    'activities/record/record.ts',
    'types of activities',
  ],
  [
    'workflows/agreement/agreement.ts',
    "import { type Record } from '../../activities/ports.ts';",
    'activities/ports.ts',
    'types of activities',
  ],
  [
    'workflows/agreement/agreement.ts',
    "import type { Order } from '#contracts/schemas.ts';",
    'workflows/contracts/schemas.ts',
    'types of activities',
  ],
  [
    'workflows/delivery/delivery.ts',
    "import { perform } from '../agreement/perform.ts';",
    'workflows/agreement/perform.ts',
    'nobody but',
  ],
  ['workflows/index.ts', "export { order } from './contracts/schemas.ts';", 'workflows/contracts/schemas.ts', 'the door opens'],
  ['worker/main.ts', "export * from '../workflows/agreement/agreement.ts';", 'workflows/agreement/agreement.ts', 'nobody but'],
  [
    'test/workflows/life.test.ts',
    "await import('../../workflows/agreement/agreement.ts');",
    'workflows/agreement/agreement.ts',
    'nobody but',
  ],
  [
    'activities/record/record.ts',
    "import { append } from '../../infra/db/events.ts';",
    'infra/db/events.ts',
    'activities use ports',
  ],
  [
    'infra/db/events.ts',
    "import { record } from '../../activities/record/record.ts';",
    'activities/record/record.ts',
    'implements ports',
  ],
  ['infra/mail/send.ts', "import { pool } from '../db/pool.ts';", 'infra/db/pool.ts', 'implements ports'],
  [
    'infra/gateway/gateway.ts',
    "import { settings } from '../config/settings.ts';",
    'infra/config/settings.ts',
    'the gateway knows',
  ],
  ['infra/local/stack.ts', "import { pool } from '../db/pool.ts';", 'infra/db/pool.ts', 'starts parts'],
  ['worker/clock.ts', "import { run } from '../infra/local/stack.ts';", 'infra/local/stack.ts', 'knows activities and infra'],
  [
    'infra/definition/read.ts',
    "import type { Client } from '../gateway/client.ts';",
    'infra/gateway/client.ts',
    'definition files know',
  ],
  ['rehearsal/conductor.ts', "import { append } from '../infra/db/events.ts';", 'infra/db/events.ts', 'the conductor uses'],
  ['api/routes/sign.ts', "import { conduct } from '../../rehearsal/conductor.ts';", 'rehearsal/conductor.ts', 'the api uses'],
  ['cli/show.ts', "import { app } from '../api/app.ts';", 'api/app.ts', 'the cli uses'],
  ['web/page.tsx', "import { update } from '#contracts/messages.ts';", 'workflows/contracts/messages.ts', 'the web shares'],
];

test.each(crossings)('%s may not say %s', (path, text, found, rule) => {
  const reports = broken(path, `// first line\n${text}\n`);
  expect(reports).toHaveLength(1);
  expect(reports[0]).toContain(`${path}:2  ${found}  — rooms: `);
  expect(reports[0]).toContain(rule);
});

test('a file outside every room is reported', () => {
  expect(broken('workflows/helpers.ts', 'export const a = 1;')[0]).toContain('every file is in a room');
  expect(broken('vitest.config.ts', 'export const a = 1;')).toEqual([]);
  expect(broken('utils/helpers.ts', 'export const a = 1;')[0]).toContain('every file is in a room');
});

const permitted: readonly (readonly [path: string, text: string])[] = [
  ['workflows/core/money.ts', "import { ok } from '#core/result.ts'; export * from './ore.ts';"],
  ['workflows/contracts/schemas.ts', "import { z } from 'zod'; import type { Ore } from '#core/money.ts';"],
  ['workflows/contracts/messages.ts', "import { defineUpdate } from '@temporalio/workflow';"],
  [
    'workflows/agreement/agreement.ts',
    "import type { Record } from '../../activities/ports.ts'; import { a } from './carry.ts';",
  ],
  ['workflows/index.ts', "export { agreement } from './agreement/agreement.ts';"],
  ['activities/record/record.ts', "import type { Store } from '../ports.ts'; import { decide } from '#core/decide.ts';"],
  [
    'infra/db/events.ts',
    "import type { Store } from '../../activities/ports.ts'; import type { Settings } from '../config/settings.ts';",
  ],
  ['infra/gateway/gateway.ts', "import { Client } from '@temporalio/client'; import { outcome } from '../db/outcome.ts';"],
  ['infra/config/settings.ts', 'export const url = process.env.DATABASE_URL;'],
  ['worker/main.ts', "import { settings } from '../infra/config/settings.ts'; import { pool } from '../infra/db/pool.ts';"],
  ['cli/start.ts', "import { stack } from '../infra/local/stack.ts'; import { app } from '../api/app.ts';"],
  [
    'rehearsal/conductor.ts',
    "import { openOnes } from '../infra/db/read/open.ts'; import { skip } from '../infra/gateway/skip.ts';",
  ],
  ['api/app.ts', "import { deadlines } from '../infra/db/read.ts'; import { order } from '#contracts/schemas.ts';"],
  ['test/faults/kill.test.ts', "import { Client } from '@temporalio/client'; import { pool } from '../../infra/db/pool.ts';"],
];

test.each(permitted)('%s may say %s', (path, text) => {
  expect(broken(path, text)).toEqual([]);
});
