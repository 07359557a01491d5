import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answered, arscykel } from './arscykel.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
let scratch: string;
let dataDir: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-usage-'));
  dataDir = join(scratch, 'data');
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

test('help says in Swedish what there is, and in English when asked', async () => {
  const swedish = await arscykel(dataDir, '--help');
  expect(swedish.code).toBe(0);
  for (const name of [
    'start',
    'up',
    'doctor',
    'import',
    'new',
    'rehearse',
    'rehearsals',
    'list',
    'show',
    'log',
    'do',
    'deadlines',
    'mails',
  ]) {
    expect(swedish.stdout).toMatch(new RegExp(`^  ${name}( |$)`, 'm'));
  }
  expect(swedish.stdout).toContain('Användning:');
  const english = await arscykel(dataDir, 'do', 'ID', 'sign', '--help', '--lang', 'en');
  expect(english.stdout).toContain('Usage: arscykel do ID sign');
  expect(english.stdout).toMatch(/--signatory <value> .*required/);
});

test.each([
  [['lst'], 'commander.unknownCommand', 'list'],
  [['do', 'ID', 'sing', '--as', 'x'], 'commander.unknownCommand', 'sign'],
  [['list', '--rehersals'], 'commander.unknownOption', '--rehearsals'],
  [['show'], 'commander.missingArgument', 'show --help'],
  [['new', '--from', 'x', '--year', 'soon'], 'commander.invalidArgument', 'new --help'],
  [['audit', 'mandate', 'grant', 'g'], 'commander.missingMandatoryOptionValue', 'npx arscykel audit mandate grant --help'],
  [['list', '--lang', 'fi'], 'badLanguage', null],
  [['do', 'ID'], 'missingCommand', 'do --help'],
])('%j is wrong usage: status 2, what is wrong on standard error, nothing on standard output', async (args, code, remedy) => {
  const ran = await arscykel(dataDir, ...args, '--json');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  const { error } = JSON.parse(ran.stderr) as { error: { code: string; remedy: string | null } };
  expect(error.code).toBe(code);
  if (remedy !== null) expect(error.remedy).toContain(remedy);
});

test('every option of a command that is wrong or missing is named at once, with what would be right', async () => {
  const ran = await arscykel(
    dataDir,
    'do',
    'ID',
    'handInReport',
    '--deadline',
    'ö',
    '--activities',
    'x',
    '--done-on',
    '2026-02-30',
  );
  expect(ran.code).toBe(2);
  for (const option of ['--as', '--done-on', '--deadline', '--development']) expect(ran.stderr).toContain(`${option}: `);
  expect(ran.stderr).toContain('2026-02-28');
});

test('every option that a command cannot do without and was not given is named', async () => {
  const ran = await arscykel(dataDir, 'audit', 'mandate', 'grant', 'g', '--over', 'all');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  for (const option of ['--by', '--decision', '--as']) expect(ran.stderr).toContain(`${option} <`);
  expect(ran.stderr).not.toContain('--over');
});

test('a faulty file gets every mistake at once, each with its line and its remedy', async () => {
  const file = join(scratch, 'faulty.yaml');
  const text = await readFile(join(examples, 'invented/agreement.yaml'), 'utf8');
  await writeFile(file, text.replace('frame: 12 mnkr', 'frame: tolv').replace('on: 2024-01-15', 'on: 2024-02-30'));
  const ran = await arscykel(dataDir, 'import', file);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain('2 mistakes:');
  expect(ran.stderr).toMatch(/faulty\.yaml:\d+:\d+ {2}frame/);
  expect(ran.stderr).toMatch(/faulty\.yaml:\d+:\d+ {2}signingBy\.on/);
});

test('what an opening cannot be recorded with is named before anything is asked, as for any other act', async () => {
  const options = ['--command-id', 'due:1', '--as', 'ö', '--evidence', ' '];
  const ran = await arscykel(dataDir, 'import', join(examples, '2012'), ...options);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  for (const option of ['--command-id', '--as', '--evidence']) expect(ran.stderr).toContain(`${option}: `);
});

test('a dry run says what would come of a file and asks nobody', async () => {
  const passed = await arscykel(dataDir, 'import', join(examples, '2012'), '--dry-run', '--json');
  expect(passed.code).toBe(1);
  expect(answered(passed)).toMatchObject({
    outcome: 'wouldBeRefused',
    refusal: { code: 'openingPassed', opensOn: '2011-02-01' },
  });
});

test('new shows every date, old and new, and writes only where it is told to', async () => {
  const year = 2031;
  const shown = await arscykel(dataDir, 'new', '--from', join(examples, 'invented'), '--year', String(year));
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(/windows\.consultation\.from +2023-02-01 ons +2030-02-01 fre/);
  expect(await readdir(scratch)).toEqual(['faulty.yaml']);
  const out = join(scratch, 'next');
  const written = await arscykel(dataDir, 'new', '--from', join(examples, 'invented'), '--year', String(year), '--out', out);
  expect(written.code).toBe(0);
  const tried = await arscykel(dataDir, 'import', out, '--dry-run', '--json');
  expect(answered(tried)).toMatchObject({ outcome: 'wouldOpen', definition: { year } });
  const again = await arscykel(dataDir, 'new', '--from', join(examples, 'invented'), '--year', String(year), '--out', out);
  expect(again).toMatchObject({ code: 2, stdout: '' });
});

test('a script with mistakes rehearses nothing', async () => {
  const folder = join(scratch, 'play');
  await cp(join(examples, 'invented'), folder, { recursive: true });
  await writeFile(
    join(folder, 'script.yaml'),
    'agreement: agreement.yaml\nsteps:\n  - { at: 2023-01-31T09:00, by: nobody, do: open }\n',
  );
  const ran = await arscykel(dataDir, 'rehearse', folder);
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/script\.yaml:3:\d+ {2}steps\.0\.by/);
});

test('none of this made a data directory', async () => {
  expect(await readdir(scratch)).not.toContain('data');
});
