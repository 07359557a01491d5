import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { childEnvironment } from '../../infra/config/config.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { isFree } from '../../infra/local/ports.ts';
import { testNamespaces } from '../support/namespaces.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

// The part as the stack starts it: a process with a channel to its parent and its addresses in the environment.

const entry = fileURLToPath(new URL('../../api/main.ts', import.meta.url));
let database: TestDatabase;
let port: number;
let child: ChildProcess | null = null;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
});
afterEach(() => child?.kill('SIGKILL'));
afterAll(() => database.drop());

async function start(): Promise<string> {
  port = 20_000 + Math.floor(Math.random() * 20_000);
  while (!(await isFree(port))) port += 1;
  const environment = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: inject('engine').temporalAddress,
    TEMPORAL_NAMESPACE: testNamespaces.api.name,
    ARSCYKEL_PORT: String(port),
    ARSCYKEL_LOG_LEVEL: 'fatal',
  };
  child = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env: childEnvironment(environment) });
  if (child.stdout === null) throw new Error('no output to read');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const ready = JSON.parse(line) as { ready: boolean; url: string };
  expect(ready).toEqual({ ready: true, url: `http://127.0.0.1:${port}` });
  return ready.url;
}

test('it says when it is ready, answers on loopback alone, and ends in order when told to', async () => {
  const url = await start();
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok', version: expect.stringMatching(/^\d/) });
  expect(await (await fetch(`${url}/agreements`)).json()).toEqual({ agreements: [] });
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) await expect(fetch(`http://${address}:${port}/health`)).rejects.toThrow('fetch failed');
  child?.kill('SIGTERM');
  expect(await once(child as ChildProcess, 'exit')).toEqual([0, null]);
});

test('it ends by itself when its parent is gone', async () => {
  await start();
  child?.disconnect();
  expect(await once(child as ChildProcess, 'exit')).toEqual([0, null]);
});
