import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryNow } from '#core/around/entry.ts';
import { accessChain } from '#contracts/ids.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { CLOSED, IN_FORCE } from '../support/soundRecord.ts';
import { answered, type Ran } from './arscykel.ts';
import { type SoundWorld, soundWorld } from './soundWorld.ts';

interface Verified {
  records: { checkpoints: { events: number } }[];
}

let sound: SoundWorld;
let scratch: string;
let worlds: Worlds;
let run: SoundWorld['run'];
const audit = (...args: string[]): Promise<Ran> => run('audit', ...args);

beforeAll(async () => {
  sound = await soundWorld();
  ({ worlds, scratch, run } = sound);
});
afterAll(() => sound.close());

/** A file of what somebody kept. */
async function kept(name: string, text: string): Promise<string> {
  const file = join(scratch, name);
  await writeFile(file, text);
  return file;
}

const privateKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

test.each([
  ['--key', 'inte en nyckel', /är ingen öppen nyckel[^]*BEGIN PUBLIC KEY/],
  ['--key', privateKey(), /är ingen öppen nyckel/],
  ['--checkpoint', 'inte JSON', /är ingen kontrollpunkt[^]*signed och signature/],
  ['--checkpoint', '{"signed": "{}", "signature": ""}', /är ingen kontrollpunkt/],
  ['--receipt', 'inte JSON', /är inget kvitto[^]*chain, version och hash/],
  ['--receipt', '{"chain": "x", "version": 0, "hash": "AB"}', /version ska vara[^]*; hash ska vara 64 tecken/],
])('a file given as %s that is none is told as that, never as a fault of the record', async (option, text, said) => {
  const ran = await audit('verify', option, await kept('fel', text));
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
  expect(ran.stderr).not.toMatch(/Unexpected token|no receipt/);
});

test.each([
  ['verify', '--key'],
  ['verify', '--receipt'],
  ['sample', '--redraw'],
])('audit %s %s says of a file that is not there that it is not there', async (command, option) => {
  const ran = await audit(command, option, join(scratch, 'borta.json'));
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/borta\.json finns inte/) });
});

test('a sample that is not the same when it is drawn again says which events differ', async () => {
  const drawn = await audit('sample', '--of', 'acts', '--size', '3', '--seed', 'frö', '--json');
  const file = await kept('urval.json', drawn.stdout);
  expect(await audit('sample', '--redraw', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('detsamma') });
  const sample = JSON.parse(await readFile(file, 'utf8')) as { drawn: { version: number; hash: string }[] };
  const [first] = sample.drawn;
  if (first === undefined) throw new Error('nothing was drawn');
  Object.assign(first, { version: 77, hash: 'ab'.repeat(32) });
  const again = await audit('sample', '--redraw', await kept('annat.json', JSON.stringify(sample)));
  expect(again.code).toBe(1);
  expect(again.stdout).toMatch(/✗ agreement:\S+, händelse 77 drogs då, men inte nu/);
  expect(again.stdout).toMatch(/✗ agreement:\S+, händelse \d+ dras nu, men drogs inte då/);
});

test('what is not attested yet is counted in the chains that are verified, and in no others', async () => {
  const counts = async (...args: string[]): Promise<unknown> =>
    (answered(await audit('verify', ...args, '--json')) as Verified).records[0]?.checkpoints.events;
  expect(await counts(CLOSED)).toBe(0);
  expect(await counts(IN_FORCE)).toBeGreaterThan(0);
});

test('persons are named in the log, in a picture of a day and between two days; one who is erased by id and ground', async () => {
  const row = await worlds.live.selectFrom('event').select('canonical').where('type', '=', 'signed').executeTakeFirstOrThrow();
  const { signatory } = (JSON.parse(row.canonical) as { body: { signatory: string } }).body;
  const reads = [
    () => run('log', CLOSED),
    () => audit('as-of', CLOSED, '2030-01-01', '--all'),
    () => audit('diff', CLOSED, '2010-01-01', '2030-01-01'),
  ];
  await putPeople(worlds.live, '', [{ id: signatory, organisation: 'staten', name: 'Påhittad Person', email: 'p@example.org' }]);
  for (const read of reads) expect((await read()).stdout).toMatch(/undertecknade\s+genom\s+Påhittad\s+Person,/);
  const before = (await run('log', CLOSED, '--json')).stdout;
  expect(before).toContain(`"signatory": "${signatory}"`);
  await worlds.live.deleteFrom('person').where('id', '=', signatory).execute();
  const gone = { texts: [], documents: [], persons: [signatory], mails: [], notices: [], stated: [], drafts: [] };
  const erased = { type: 'erased' as const, asked: { kind: 'person' as const, id: signatory }, by: 'Arkivnämnden', ...gone };
  const by = { person: 'registratorn', role: 'registrar', authenticated: 'claimed' } as const;
  await recordAround(worlds.live, '', [entryNow(accessChain(CLOSED), erased, by, '2026-11-22T09:00:00.000Z')], 'test');
  for (const read of reads)
    expect((await read()).stdout.replace(/\s+/g, ' ')).toMatch(new RegExp(`undertecknade genom ${signatory} \\[?\\(?[^,]*rader`));
});

test('a long chain is told whole and in order, page after page', async () => {
  const keys = { type: 'checkpointsMailed' as const, person: 'registratorn', wanted: true };
  const by = { person: 'registratorn', role: 'registrar', authenticated: 'claimed' } as const;
  const entry = entryNow('system', keys, by, '2026-11-22T09:00:00.000Z');
  await recordAround(
    worlds.live,
    '',
    Array.from({ length: 1010 }, () => entry),
    'test',
  );
  const { stdout } = await run('log', 'system');
  const numbers = [...stdout.matchAll(/^ *(\d+) {2}2026-11-22/gm)].map(([, number]) => Number(number));
  expect(numbers.length).toBeGreaterThanOrEqual(1010);
  expect(numbers).toEqual(numbers.map((_number, at) => at + (numbers[0] ?? 0)));
  expect(stdout).toMatch(/^ {3}9 {2}2026/m);
});
