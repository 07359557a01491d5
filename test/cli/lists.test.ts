import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLOSED, IN_FORCE } from '../support/soundRecord.ts';
import { type SoundWorld, soundWorld } from './soundWorld.ts';

let sound: SoundWorld;
let scratch: string;
let run: SoundWorld['run'];

beforeAll(async () => {
  sound = await soundWorld();
  ({ scratch, run } = sound);
});
afterAll(() => sound.close());

async function csv(...args: string[]): Promise<{ header: string; rows: string[] }> {
  const { code, stdout, stderr } = await run(...args, '--csv');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [header = '', ...rows] = stdout.trimEnd().split('\r\n');
  return { header, rows };
}

test.each([
  ['list', 'matter,title,kind,phase'],
  ['deadlines', 'matter,matterTitle,deadline,title,dueOn,state'],
  ['mails', 'notice,matter,on,state'],
  ['burden', 'organisation,organisationTitle,month'],
  ['audit mandate list', 'id,auditor,auditorName,state'],
  ['audit mandate', 'id,auditor,auditorName,state'],
  ['audit notes', 'matter,number,about'],
  ['audit questions list', 'name,title,about,savedAt'],
  ['audit checkpoints', 'number,at,chains,events'],
  ['audit gone', 'doneOn,how,matter,version,by,what,ground'],
])('%s can be taken away, with its columns named', async (command, columns) => {
  const { header } = await csv(...command.split(' '));
  expect(header.startsWith(columns)).toBe(true);
});

test('what is taken away is the same as what is shown', async () => {
  const { rows } = await csv('list');
  expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set([IN_FORCE, CLOSED]));
  const { deadlines } = JSON.parse((await run('deadlines', '--json')).stdout) as { deadlines: unknown[] };
  expect((await csv('deadlines')).rows).toHaveLength(deadlines.length);
  const { checkpoints } = JSON.parse((await run('audit', 'checkpoints', '--json')).stdout) as { checkpoints: unknown[] };
  expect((await csv('audit', 'checkpoints')).rows).toHaveLength(checkpoints.length);
  expect(deadlines.length * checkpoints.length).toBeGreaterThan(0);
});

test('a list is written to a spreadsheet once, and never over one that is there', async () => {
  const file = join(scratch, 'frister.xlsx');
  expect(await run('deadlines', '--xlsx', file)).toMatchObject({ code: 0, stdout: '' });
  expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
  expect(await run('list', '--xlsx', file)).toMatchObject({ code: 2 });
});
