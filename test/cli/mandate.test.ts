import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MandateTerms } from '#core/around/auditing.ts';
import { grantMandate } from '../../audit/mandates/granting.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { CLOSED, IN_FORCE, type SoundRecord, writeSoundRecord } from '../support/soundRecord.ts';
import { answered, type Ran } from './arscykel.ts';
import { runningOn } from './inProcess.ts';

const MEMBER = 'samordnaren';

let database: TestDatabase;
let scratch: string;
let worlds: Worlds;
let sound: SoundRecord;
let run: ReturnType<typeof runningOn>;
const audit = (...args: string[]): Promise<Ran> => run('audit', ...args);

async function grant(auditor: string, terms: Partial<MandateTerms>): Promise<void> {
  const act = {
    by: 'Fullmäktige',
    doneBy: null,
    doneOn: '2011-01-10',
    recordedBy: { person: 'registratorn', role: 'registrar', authenticated: 'claimed' },
    now: '2011-01-10T09:00:00.000Z',
    decision: 'Protokoll § 4',
  } as const;
  const world = { db: worlds.live, scope: '', codeVersion: 'test' };
  const whole = { auditor, over: { kind: 'all' }, from: null, until: null, expiresOn: null, ...terms } as const;
  expect(await grantMandate(world, whole, act)).toMatchObject({ ok: true });
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-mandate-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 3 });
  sound = await writeSoundRecord(worlds, join(scratch, 'keys'));
  await grant('g-stangd', { over: { kind: 'process', process: CLOSED } });
  await grant('g-tiden', { over: { kind: 'process', process: CLOSED }, from: '2012-01-01', until: '2012-06-30' });
  await grant('g-allt', {});
  await grant('g-utlopt', { expiresOn: '2011-12-31' });
  run = runningOn(worlds, database.url);
});
afterAll(async () => {
  await worlds?.close();
  await database.drop();
  await rm(scratch, { recursive: true });
});

/** Status 1, and what is missing; nothing of the matter. */
function refusal({ code, stdout, stderr }: Ran): string {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  return stderr;
}

test.each([
  ['as-of', [CLOSED, '2012-03-01']],
  ['diff', [CLOSED, '2012-01-01', '2012-03-01']],
  ['verify', [CLOSED]],
  ['compare', [CLOSED, '--kept']],
  ['replay', [CLOSED, '--kept']],
])('somebody whom the matter does not know, and who has no mandate, is refused audit %s', async (name, args) => {
  expect(refusal(await audit(name, ...args, '--as', 'g-ingen'))).toContain('g-ingen har inget mandat');
});

test('a mandate over one matter opens that one, and a refusal over another says what it covers', async () => {
  expect((await audit('as-of', CLOSED, '2012-03-01', '--as', 'g-stangd', '--json')).code).toBe(0);
  expect((await audit('diff', CLOSED, '2012-01-01', '2012-03-01', '--as', 'g-stangd', '--json')).code).toBe(0);
  expect((await audit('verify', CLOSED, '--as', 'g-stangd', '--json')).code).toBe(0);
  for (const [name, ...args] of [
    ['as-of', IN_FORCE, '2012-03-01'],
    ['diff', IN_FORCE, '2012-01-01', '2012-03-01'],
    ['verify', IN_FORCE],
    ['compare', IN_FORCE, '--kept'],
  ] as const)
    expect(refusal(await audit(name, ...args, '--as', 'g-stangd'))).toMatch(
      new RegExp(`omfattar inte .*${IN_FORCE}[\\s\\S]*det omfattar: .*${CLOSED}`),
    );
});

test('a mandate over a time opens days within it, and not the whole', async () => {
  expect((await audit('as-of', CLOSED, '2012-03-01', '--as', 'g-tiden', '--json')).code).toBe(0);
  expect(refusal(await audit('as-of', CLOSED, '2012-08-01', '--as', 'g-tiden'))).toContain('2012');
  expect(refusal(await audit('diff', CLOSED, '2012-03-01', '2012-08-01', '--as', 'g-tiden'))).toContain('omfattar inte');
  expect(refusal(await run('log', CLOSED, '--as', 'g-tiden'))).toContain(`hela ${CLOSED} för all tid`);
  expect(refusal(await audit('compare', CLOSED, '--kept', '--as', 'g-tiden'))).toContain(`hela ${CLOSED} för all tid`);
});

test('all of a record is gone over within a mandate over all of it', async () => {
  expect(refusal(await audit('verify', '--as', 'g-stangd'))).toContain('allt som är registrerat');
  expect((await audit('verify', '--as', 'g-allt', '--json')).code).toBe(0);
  expect(refusal(await run('log', 'system', '--as', 'g-stangd'))).toContain('allt som är registrerat');
});

test('a log is read by whoever the matter knows, and by an auditor whose mandate is over all of it', async () => {
  for (const person of [MEMBER, 'g-stangd']) {
    const log = answered(await run('log', CLOSED, '--as', person, '--json')) as { events: unknown[] };
    expect(log.events).toHaveLength(sound.newest[CLOSED] ?? 0);
    expect((await audit('as-of', CLOSED, '2012-03-01', '--as', person, '--json')).code).toBe(0);
    expect((await run('log', CLOSED, '--access', '--as', person)).code).toBe(0);
  }
});

test('a mandate that has expired says when, and the list says that it is there', async () => {
  expect(refusal(await audit('notes', '--as', 'g-utlopt'))).toMatch(/löpte ut: .*31 dec.* 2011/);
  expect((await audit('mandate', 'list')).stderr).toMatch(/utlöpta 1.*--all/);
  expect((await audit('mandate', 'list', '--all')).stderr).toBe('');
});

test('a search outside the mandate, of a kind that there is not, or beyond the last page says so', async () => {
  expect(refusal(await audit('search', '--process', IN_FORCE, '--as', 'g-stangd'))).toContain(`omfattar inte ${IN_FORCE}`);
  const unknown = await audit('search', '--type', 'sigend', '--as', 'g-stangd');
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('signed') as string });
  expect((await audit('search', '--as', 'g-stangd', '--page', '900')).stdout).toContain('Sida 900 finns inte');
});

test('what is refused for a mandate limited in time says which mandate it takes', async () => {
  expect(refusal(await run('log', CLOSED, '--as', 'g-tiden'))).toContain('utan --from och --until');
  expect(refusal(await run('log', IN_FORCE, '--as', 'g-tiden'))).not.toContain('--from');
});

test('an empty note is no note', async () => {
  const empty = await audit('note', CLOSED, '  ', '--as', 'g-stangd');
  expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining('anteckningen är tom') as string });
});

test('nobody but a registrar or a coordinator of the live record changes the key', async () => {
  const keys = async (): Promise<unknown> => answered(await audit('keys', '--json'));
  const before = await keys();
  for (const person of ['okand', 'g-allt']) {
    const { code, stderr } = await audit('keys', 'rotate', '--as', person);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain(person);
  }
  expect(await keys()).toEqual(before);
});
