import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { childEnvironment, type Config, loadConfig } from '../../../infra/config/config.ts';
import { canSkipTime } from '../../../infra/gateway/timeSkipping.ts';
import { checkLocal } from '../../../infra/local/doctor.ts';
import { query } from '../../../infra/local/postgres.ts';
import { identityOf, isAlive } from '../../../infra/local/processIdentity.ts';
import { readRunInfo } from '../../../infra/local/runFile.ts';
import { AlreadyRunning, findRunning, type Stack, type StackOptions, startStack } from '../../../infra/local/stack.ts';
import { withTemporal } from '../../../infra/local/temporalNamespaces.ts';
import { withStack } from '../../../infra/local/useStack.ts';
import { eventually, scratchDirectory } from './scratch.ts';

// One data directory goes through all of this, as one that a person keeps would: made once, and then in any order.
let scratch: Awaited<ReturnType<typeof scratchDirectory>>;
let config: Config;
let diary: string;
let stack: Stack | null = null;
const told: string[] = [];

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);
const options = (more: Partial<StackOptions> = {}): StackOptions => ({
  parts: 'engine',
  report: (line) => told.push(line),
  ...more,
});
const aPart = () => ({ name: 'part', entry: fixture('part.ts'), args: [diary, 'http://127.0.0.1:1'] });
const pidOf = (name: string) => stack?.parts().find((part) => part.name === name)?.pid ?? 0;
const diaryLines = () => readFileSync(diary, 'utf8').trimEnd().split('\n');

const keptTable: NonNullable<StackOptions['prepare']> = ({ databaseUrl }) =>
  query(databaseUrl, 'create table if not exists kept (line text)').then(() => databaseUrl);

async function start(more: Partial<StackOptions> = {}): Promise<Stack> {
  stack = await startStack(config, options(more));
  return stack;
}

beforeAll(async () => {
  scratch = await scratchDirectory();
  diary = join(scratch.path, 'diary');
  const given = loadConfig();
  const dataDir = join(scratch.path, 'data för prov');
  config = {
    ...given,
    dataDir,
    databaseUrl: null,
    smtpUrl: null,
    temporal: { ...given.temporal, address: null, connection: {} },
  };
  // What was there before, which every later start has to find.
  const first = await startStack(config, options({ prepare: keptTable }));
  await query(first.endpoints.databaseUrl, "insert into kept values ('before')");
  await first.stop();
  told.length = 0;
});
afterEach(async () => {
  await stack?.stop();
  stack = null;
  told.length = 0;
});
afterAll(() => scratch.remove());

test('everything comes up on a new data directory, and goes in reverse order', async () => {
  const fresh = { ...config, dataDir: join(scratch.path, 'ny katalog') };
  const ownDiary = join(scratch.path, 'ny dagbok');
  const ownPart = { ...aPart(), args: [ownDiary, 'http://127.0.0.1:1'] };
  stack = await startStack(fresh, options({ prepare: keptTable, nodeParts: [ownPart] }));
  const { endpoints } = stack;
  const { live, rehearsal } = config.temporal.namespaces;
  await withTemporal(endpoints.temporalAddress ?? '', {}, async (connection) => {
    expect(await canSkipTime(connection, rehearsal)).toBe(true);
    expect(await canSkipTime(connection, live)).toBe(false);
    const { config: settings } = await connection.workflowService.describeNamespace({ namespace: live });
    expect(Number(settings?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 86_400);
  });
  const running = await findRunning(fresh.dataDir);
  expect(running?.endpoints).toEqual(endpoints);
  expect(running?.parts.map((part) => part.name)).toEqual(['postgres', 'temporal', 'part']);
  expect((await stat(join(fresh.dataDir, 'run.json'))).mode & 0o077).toBe(0);
  expect((await checkLocal(fresh)).filter((check) => check.ok === false)).toEqual([]);

  const parts = running?.parts ?? [];
  await stack.stop();
  expect(parts.filter(isAlive)).toEqual([]);
  expect(await findRunning(fresh.dataDir)).toBeNull();
  expect(readFileSync(ownDiary, 'utf8').trimEnd().split('\n')).toEqual([`started ${parts[2]?.pid}`, `stopped ${parts[2]?.pid}`]);
  const log = readFileSync(join(fresh.dataDir, 'logs', 'stack.log'), 'utf8');
  expect([...log.matchAll(/(\w+) stopped/g)].map((match) => match[1])).toEqual(['part', 'inbox', 'smtp', 'temporal', 'postgres']);
});

test('a second start finds the same data at the same addresses; a start beside it is told where', async () => {
  const { endpoints } = await start();
  expect(await query(endpoints.databaseUrl, "select line from kept where line = 'before'")).toEqual([{ line: 'before' }]);
  const second = startStack(config, options());
  await expect(second).rejects.toBeInstanceOf(AlreadyRunning);
  await expect(second).rejects.toThrow(endpoints.inboxUrl);
  // A command uses what is up, and leaves it up.
  expect(await withStack(config, options({ parts: 'postgres' }), async ({ databaseUrl }) => databaseUrl)).toBe(
    endpoints.databaseUrl,
  );
  expect(await findRunning(config.dataDir)).not.toBeNull();
});

test.each(['postgres', 'temporal', 'part'])('%s, killed with -9, is started again at the same address', async (name) => {
  const { endpoints } = await start({ nodeParts: [aPart()] });
  await query(endpoints.databaseUrl, 'insert into kept values ($1)', [name]);
  const killed = pidOf(name);
  process.kill(killed, 'SIGKILL');
  await eventually(`${name} has another process`, () => ![0, killed].includes(pidOf(name)));
  await eventually(
    'run.json knows it',
    () => readRunInfo(config.dataDir)?.parts.find((part) => part.name === name)?.pid === pidOf(name),
  );
  expect(await query(endpoints.databaseUrl, 'select line from kept where line = $1', [name])).toHaveLength(1);
  await eventually('Temporal answers', async () => {
    const found = await withTemporal(endpoints.temporalAddress ?? '', {}, (server) =>
      server.workflowService.listNamespaces({}),
    ).catch(() => null);
    return found !== null;
  });
  expect(told).toContain(`${name} ended (signal SIGKILL); starting it again`);
});

test('after the whole start was killed with -9, its own parts end and the next start stops the rest', async () => {
  const environment = childEnvironment({
    ARSCYKEL_DATA_DIR: config.dataDir,
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    SMTP_URL: '',
  });
  const child = spawn(process.execPath, [fixture('stackProcess.ts'), fixture('part.ts'), diary], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const left = readRunInfo(config.dataDir)?.parts ?? [];
  expect(left).toHaveLength(3);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await eventually('the part has ended by itself', () => diaryLines().at(-1) === `stopped ${left[2]?.pid}`);
  expect(left.slice(0, 2).every(isAlive)).toBe(true);
  expect((await checkLocal(config)).find((check) => check.name === 'Leftovers')?.detail).toContain(
    `postgres (process ${left[0]?.pid})`,
  );

  // Even without its note: Postgres is known by its own lock file, Temporal's server by its configuration.
  await rm(join(config.dataDir, 'run.json'));
  await start();
  expect(left.filter(isAlive)).toEqual([]);
  expect(told).toContain(`Stopping Postgres (process ${left[0]?.pid}), left running by an earlier start`);
  expect(told).toContain(`Stopping Temporal's server (process ${left[1]?.pid}), left running by an earlier start`);
});

test('ports in use are avoided, and the data is there all the same', async () => {
  const { postgres, 'temporal-frontend': temporal } = JSON.parse(
    readFileSync(join(config.dataDir, 'ports.json'), 'utf8'),
  ) as Record<string, number>;
  const others = [postgres, temporal].map((port) => createServer().listen(port, '127.0.0.1'));
  await Promise.all(others.map((other) => once(other, 'listening')));
  const { endpoints } = await start();
  expect(endpoints.databaseUrl).not.toContain(`:${postgres}/`);
  expect(endpoints.temporalAddress).not.toContain(`:${temporal}`);
  expect(await query(endpoints.databaseUrl, "select line from kept where line = 'before'")).toHaveLength(1);
  for (const other of others) other.close();
});

test('a stale lock file of Postgres whose number another process has is no obstacle', async () => {
  const lockFile = join(config.dataDir, 'postgres', 'postmaster.pid');
  await writeFile(lockFile, `${process.pid}\n${join(config.dataDir, 'postgres')}\n`);
  const { endpoints } = await start({ parts: 'postgres' });
  expect(endpoints.temporalAddress).toBeUndefined();
  expect(await query(endpoints.databaseUrl, "select line from kept where line = 'before'")).toHaveLength(1);
  expect(identityOf(process.pid)).not.toBeNull();
});

test('two commands that need a stack of their own take turns', async () => {
  let inside = 0;
  const work = () =>
    withStack(config, options({ parts: 'postgres' }), async ({ databaseUrl }) => {
      inside += 1;
      const alone = inside === 1;
      await query(databaseUrl, 'select 1');
      expect(await findRunning(config.dataDir)).toBeNull(); // for its own duration only
      inside -= 1;
      return alone;
    });
  expect(await Promise.all([work(), work()])).toEqual([true, true]);
});

test('a part that does not come up is told with its last words, and nothing stays behind', async () => {
  const broken = join(scratch.path, 'broken.ts');
  await writeFile(broken, "console.error('no such table: agreement'); process.exit(3);");
  await expect(start({ parts: 'postgres', nodeParts: [{ name: 'broken', entry: broken }] })).rejects.toThrow(
    /broken did not start: it ended \(exit status 3\)\n.*no such table: agreement/s,
  );
  expect(await findRunning(config.dataDir)).toBeNull();
  expect(readRunInfo(config.dataDir)).toBeNull();
});

test('Ctrl-C during a start stops what was up', async () => {
  const stop = new AbortController();
  const prepare: NonNullable<StackOptions['prepare']> = async ({ databaseUrl }) => {
    stop.abort(new Error('Ctrl-C'));
    return databaseUrl;
  };
  const starting = startStack(config, options({ signal: stop.signal, prepare }));
  await expect(starting).rejects.toThrow('Ctrl-C');
  expect(readRunInfo(config.dataDir)).toBeNull();
});

test('where no server can be had, one message names every way out', async () => {
  const other = {
    ...config,
    dataDir: join(scratch.path, 'noserver'),
    cacheDir: join(scratch.path, 'nocache'),
    projectRoot: join(scratch.path, 'project'),
  };
  const moduleDir = join(other.projectRoot, 'infra', 'temporal-server');
  await mkdir(moduleDir, { recursive: true });
  await writeFile(join(moduleDir, 'go.mod'), 'module x\n\ngo 9.99.9\n\nrequire go.temporal.io/server v9.99.9\n');
  await mkdir(other.cacheDir);
  await writeFile(join(other.cacheDir, 'temporal-cli'), 'in the way of any download');
  await expect(startStack(other, options())).rejects.toThrow(/go\.dev\/dl.*\n.*TEMPORAL_ADDRESS.*\n.*temporal\.download/);
});
