import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { CLOSED, writeSoundRecord } from '../support/soundRecord.ts';
import { runningOn } from './inProcess.ts';

let database: TestDatabase;
let scratch: string;
let worlds: Worlds;
let run: ReturnType<typeof runningOn>;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-gone-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 3 });
  await writeSoundRecord(worlds, join(scratch, 'keys'));
  await putPeople(worlds.live, '', [
    { id: 'sklregistratorn', organisation: 'skl', name: 'Registratorn', email: 'registrator@example.org' },
  ]);
  run = runningOn(worlds, database.url);
});
afterAll(async () => {
  await worlds?.close();
  await database.drop();
  await rm(scratch, { recursive: true });
});

test('what is gone is named by its id and its matter, and is as much as the disposal said', async () => {
  const acting = ['--as', 'sklregistratorn', '--by', 'Arkivnämnden'];
  const set = await run('audit', 'retention', 'set', 'examples/keeping/retention.yaml', ...acting);
  expect(set).toMatchObject({ code: 0, stderr: '' });
  const disposed = await run('audit', 'dispose', ...acting, '--decision', 'Gallringsbeslut');
  const [, count = ''] = /Gallrat: (\d+)\./.exec(disposed.stdout) ?? [];
  expect(Number(count)).toBeGreaterThan(0);
  const { stdout } = await run('audit', 'gone');
  expect(stdout).toContain(`Sammanlagt gallrat: ${count} (`);
  expect(stdout).toContain(`${CLOSED}: gallrat, Arkivnämnden`);
});

test('a mask that meets nothing is told by its line and in words, with the entries that there are', async () => {
  const given = ['--organisation', 'skl', '--matter', CLOSED, '--as', 'sklregistratorn', '--mask', 'examples/keeping/masks.yaml'];
  const refused = await run('disclose', ...given, '-o', join(scratch, 'ut.zip'));
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/masks\.yaml:9 {2}orden "08-123 456 78" står ingenstans/),
  });
});

test('a disclosure has as many entries where it is told as where it is recorded', async () => {
  const given = ['--organisation', 'skl', '--matter', CLOSED, '--as', 'sklregistratorn', '-o', join(scratch, 'ut')];
  const { stdout } = await run('disclose', ...given);
  const { body } = JSON.parse(
    (await worlds.live.selectFrom('event').select('canonical').where('type', '=', 'disclosed').executeTakeFirstOrThrow())
      .canonical,
  ) as { body: { entries: number[] } };
  expect(stdout).toMatch(new RegExp(`Poster +${body.entries.length}( och \\d+ mejl)?\\n`));
});
