import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreementId } from '#contracts/ids.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { findAgreement } from '../../infra/db/read/agreements.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { createRehearsal, finishRehearsal, type RehearsalEnd } from '../../infra/db/write/rehearsals.ts';
import { opened, proposal } from '../activities/record/fixtures.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const short = agreementId({ kind: 'live' }, 'test-frame', 2012);
let database: TestDatabase;
let worlds: Worlds;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 2 });
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
});

async function rehearsed(startedAt: string, outcome: RehearsalEnd['outcome'] | null): Promise<string> {
  const id = ulid(Date.parse(startedAt));
  await createRehearsal(worlds.rehearsal, { id, title: 'Prov', startedAt, conductor: { host: 'a-machine', pid: 4711 } });
  const chain = agreementId({ kind: 'rehearsal', id }, 'test-frame', 2012);
  await recordPort(worlds.rehearsal, 'test-code').append(proposal(chain, 0, 'open', [opened()]));
  const end = { finishedAt: startedAt, virtualFrom: '2011-02-01', virtualTo: '2013-02-01', result: {} };
  if (outcome !== null) await finishRehearsal(worlds.rehearsal, id, { ...end, outcome });
  return id;
}

test('a short id means the newest rehearsal that came to its end, and where none did the newest', async () => {
  const meant = async () => (await findAgreement(worlds, short))?.rehearsal;
  await rehearsed('2026-11-01T10:00:00.000Z', 'failed');
  const interrupted = await rehearsed('2026-11-02T10:00:00.000Z', null);
  expect(await meant()).toBe(interrupted);
  const whole = await rehearsed('2026-11-03T10:00:00.000Z', 'asWritten');
  await rehearsed('2026-11-04T10:00:00.000Z', 'failed');
  await rehearsed('2026-11-05T10:00:00.000Z', null);
  expect(await meant()).toBe(whole);
  const deviated = await rehearsed('2026-11-06T10:00:00.000Z', 'deviated');
  expect(await meant()).toBe(deviated);
});
