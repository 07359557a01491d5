import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Config, loadConfig } from '../../../infra/config/config.ts';
import { checkLocal } from '../../../infra/local/doctor.ts';
import { query } from '../../../infra/local/postgres.ts';
import { startStack, type StackOptions } from '../../../infra/local/stack.ts';
import { scratchDirectory } from './scratch.ts';

// One data directory goes through all of this: each test damages it, looks, and puts back what it took.
let scratch: Awaited<ReturnType<typeof scratchDirectory>>;
let config: Config;
const told: string[] = [];

const inDir = (...parts: string[]) => join(config.dataDir, ...parts);
const start = (more: Pick<StackOptions, 'prepare'> = {}) =>
  startStack(config, { parts: 'postgres', report: (line) => told.push(line), ...more });

async function without(part: string, work: () => Promise<void>): Promise<void> {
  const taken = join(scratch.path, `taken-${part.replaceAll('/', '-')}`);
  await rename(inDir(part), taken);
  await work();
  await rename(taken, inDir(part));
}

async function kept(): Promise<Record<string, unknown>[]> {
  const stack = await start();
  const rows = await query(stack.endpoints.databaseUrl, 'select line from kept');
  await stack.stop();
  return rows;
}

beforeAll(async () => {
  scratch = await scratchDirectory();
  const given = loadConfig();
  const temporal = { ...given.temporal, address: null, connection: {} };
  config = { ...given, dataDir: join(scratch.path, 'data'), databaseUrl: null, smtpUrl: null, temporal };
});
afterAll(() => scratch.remove());

test('a first making that was interrupted is made anew; meanwhile the doctor asks to wait', async () => {
  await mkdir(inDir('postgres.new', 'base'), { recursive: true });
  await writeFile(inDir('postgres.password'), 'of the one that was never moved to its place\n');
  await writeFile(inDir('VERSION'), '1\n');
  let seen: Awaited<ReturnType<typeof checkLocal>> = [];
  const unfit = async () => [{ name: 'Unfit', ok: false, detail: 'lacks migrations' }];
  const stack = await start({
    prepare: async ({ databaseUrl }) => {
      seen = await checkLocal(config, [unfit]);
      return databaseUrl;
    },
  });
  expect(seen.find(({ name }) => name === 'Start')?.detail).toContain(`A start is in progress (process ${process.pid}`);
  expect(seen.map(({ name }) => name)).not.toContain('Unfit');
  expect((await checkLocal(config, [unfit])).map(({ name }) => name)).toEqual(expect.arrayContaining(['Unfit', 'Postgres']));
  await query(stack.endpoints.databaseUrl, 'create table kept (line text)');
  await query(stack.endpoints.databaseUrl, "insert into kept values ('an agreement')");
  await stack.stop();
  expect(existsSync(inDir('postgres.initialised'))).toBe(true);
});

test.each([
  'postgres',
  'postgres/PG_VERSION',
  'postgres/base',
  'postgres/global/pg_control',
  'postgres/pg_wal',
  'postgres.password',
])('without %s nothing is started, moved or made, and start and doctor say what to restore', async (part) => {
  await without(part, async () => {
    const before = await readdir(config.dataDir);
    const problem = new RegExp(`is damaged: .*${part}\\b.* missing.*\\n.*from a backup.*ARSCYKEL_DATA_DIR`);
    await expect(start()).rejects.toThrow(problem);
    const after = (await readdir(config.dataDir)).filter((name) => !before.includes(name));
    expect(after).toEqual([]);
    const check = (await checkLocal(config)).find(({ name }) => name === 'Database files');
    expect(check).toMatchObject({ ok: false, detail: expect.stringContaining(part) });
    expect(check?.remedy).toContain('from a backup');
  });
  expect(await kept()).toEqual([{ line: 'an agreement' }]);
  expect((await checkLocal(config)).find(({ name }) => name === 'Database files')?.ok).toBe(true);
});

test('a data directory from before the mark counts as made, and is marked', async () => {
  await rm(inDir('postgres.initialised'));
  await without('postgres', async () => {
    await expect(start()).rejects.toThrow(/is damaged: postgres is missing/);
  });
  await without('postgres/PG_VERSION', async () => {
    await expect(start()).rejects.toThrow(/is damaged: postgres\/PG_VERSION is missing/);
  });
  expect(await kept()).toEqual([{ line: 'an agreement' }]);
  expect(existsSync(inDir('postgres.initialised'))).toBe(true);
  await without('postgres', () =>
    without('postgres.password', async () => {
      await expect(start()).rejects.toThrow(/is damaged: postgres, postgres.password are missing/);
    }),
  );
});

test('what Postgres itself refuses is told with the words of this start alone, and how to restore', async () => {
  await appendFile(inDir('logs', 'postgres.log'), 'words of an earlier start\n');
  await without('postgres/pg_multixact', async () => {
    const failure = await start().then(
      () => '',
      (error: unknown) => String(error),
    );
    expect(failure).toMatch(/Postgres did not start: .*pg_multixact.*Restore the whole data directory from a backup/s);
    expect(failure).not.toContain('earlier start');
  });
});

test('one of another version is left alone', async () => {
  await writeFile(inDir('postgres', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toThrow(/made by Postgres 17; this program brings Postgres 18/);
});
