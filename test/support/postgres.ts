import { spawn } from 'node:child_process';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

const READY_TIMEOUT_MS = 60_000;

/**
 * A fresh, empty database on the one embedded Postgres of this test run. The server is started by whoever asks first, kept by a
 * process of its own, and gone shortly after the test runner is.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

/** The test run's server, as a superuser, at its `postgres` database. */
export async function serverUrl(): Promise<string> {
  // vitest's forks share their parent, which lives as long as the run.
  const runner = process.ppid;
  const home = join(tmpdir(), `arscykel-test-postgres-${runner}`);
  const made = await mkdir(home).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (made) startKeeper(home, runner);
  return readyUrl(home);
}

function startKeeper(home: string, runner: number): void {
  const keeper = fileURLToPath(new URL('./postgresKeeper.ts', import.meta.url));
  spawn(process.execPath, [keeper, home, String(runner)], { detached: true, stdio: 'ignore' }).unref();
}

async function readyUrl(home: string): Promise<string> {
  for (const started = Date.now(); Date.now() - started < READY_TIMEOUT_MS; await sleep(100)) {
    const ready = await stat(join(home, 'url')).catch(() => null);
    if (ready !== null) return readFile(join(home, 'url'), 'utf8');
    const failure = await readFile(join(home, 'failure'), 'utf8').catch(() => null);
    if (failure !== null) throw new Error(`The test's Postgres did not start: ${failure}`);
  }
  throw new Error(`The test's Postgres was not ready within ${READY_TIMEOUT_MS / 1000} s (${home}).`);
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
