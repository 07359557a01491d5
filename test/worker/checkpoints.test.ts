import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newestCheckpoint } from '../../infra/db/checkpoints.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { databaseName } from '../../infra/db/signingKeys.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { checkpointMailer } from '../../infra/mail/index.ts';
import { keyFileOf } from '../../infra/seal/keyFile.ts';
import { objectStorePlace } from '../../infra/seal/outside/objectStore.ts';
import { runCheckpoints } from '../../worker/checkpoints.ts';
import { objectStore, type TestStore } from '../support/objectStore.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { until } from '../support/until.ts';

let database: TestDatabase;
let worlds: Worlds;
let store: TestStore;
let scratch: string;
let lines: { level: number; msg: string }[];

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-loop-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 6 });
  store = await objectStore();
  lines = [];
});
afterEach(async () => {
  await store.stop();
  await worlds.close();
  await database.drop();
  await rm(scratch, { recursive: true });
});

const mail = checkpointMailer({ domain: 'arscykel.example.org' }).compose;
const keys = () => ({ keysDir: scratch, keyFile: null });

/** A worker's rounds, much faster. */
function running(oldestMs: number): () => Promise<void> {
  const stopping = new AbortController();
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  const sealing = { keys: keys(), codeVersion: 'test' };
  const place = objectStorePlace(store.settings);
  const ended = runCheckpoints({ worlds, sealing, place, mail, log, everyMs: 20, oldestMs }, stopping.signal);
  return () => {
    stopping.abort();
    return ended;
  };
}

const number = async (): Promise<number> => (await newestCheckpoint(worlds.live, ''))?.number ?? 0;
const signed = (atLeast: number): Promise<void> =>
  until(`checkpoint ${atLeast} is signed`, async () => (await number()) >= atLeast, { withinMs: 20_000 });
const errors = (): string[] => lines.filter(({ level }) => level >= 50).map(({ msg }) => msg);

test('the first worker signs at once, others leave it to that one, and a quiet world is signed for again when it is time', async () => {
  const stops = [running(60_000), running(60_000)];
  await signed(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await number()).toBe(1);
  for (const stop of stops) await stop();
  const stop = running(200);
  await signed(3);
  await stop();
  expect(errors()).toEqual([]);
});

test('a place that is slow to take what it missed keeps no checkpoint from being signed', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  store.slow.until = promise;
  const stop = running(50);
  await signed(4);
  expect(store.objects.size).toBe(0);
  resolve();
  await until('all is written', () => store.objects.size > 4, { withinMs: 20_000 });
  await stop();
  expect(errors()).toEqual([]);
});

test('a missing key and a place that is away are told once, and when it is over all that waited is written', async () => {
  let stop = running(50);
  await signed(2);
  await stop();
  store.away.is = true;
  stop = running(50);
  await signed(6);
  await rm(keyFileOf(keys(), await databaseName(worlds.live)));
  await until('both are told', () => errors().length >= 2, { withinMs: 20_000 });
  const newest = await number();
  store.away.is = false;
  await until('all is written', () => store.objects.size === newest + 1, { withinMs: 20_000 });
  await stop();
  expect(errors()).toEqual([
    'the place for checkpoints outside the database is away; what waits is written when it is back',
    'no checkpoint was signed; the next round tries again',
  ]);
});
