import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { runChainKeeper } from '../../worker/chainKeeper.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let worlds: Worlds;

beforeEach(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 2 });
});
afterEach(async () => {
  await worlds.close();
  await database.drop();
});

test('what cannot be chained is told of once, and when it can be again', async () => {
  const lines: { level: number; msg: string }[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  const stopping = new AbortController();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query('alter table live.around rename to away');
  const ended = runChainKeeper({ worlds, codeVersion: 'test', log, everyMs: 10 }, stopping.signal);
  await until('it is told of', () => Promise.resolve(lines.length > 0), { withinMs: 10_000 });
  await sleep(300);
  await owner.query('alter table live.away rename to around');
  await owner.end();
  await until('it is told to be over', () => Promise.resolve(lines.length > 1), { withinMs: 10_000 });
  stopping.abort();
  await ended;
  expect(lines).toMatchObject([
    { level: 50, msg: expect.stringMatching(/^what happened around/) },
    { level: 30, msg: expect.stringMatching(/^over: what happened around/) },
  ]);
});
