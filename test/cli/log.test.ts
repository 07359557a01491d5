import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreementId } from '#contracts/ids.ts';
import { log } from '../../cli/commands/log.ts';
import { openTerminal } from '../../cli/terminal/terminal.ts';
import { wordsIn } from '../../cli/words/words.ts';
import type { Context } from '../../cli/session.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { definition, opened, proposal } from '../activities/record/fixtures.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const chain = agreementId({ kind: 'live' }, 'test-frame', 2012);
let database: TestDatabase;
let worlds: Worlds;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 2 });
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
});

test('what was taken over is listed under its entry, each act on its own day', async () => {
  const past = { doneBy: null, reason: null };
  const acts = [
    {
      ...past,
      body: { type: 'phaseBegan' as const, phase: 'consultation' as const, on: '2011-02-01', early: false },
      doneOn: '2011-02-01',
    },
    { ...past, body: { type: 'basisAdopted' as const }, doneOn: '2011-06-15' },
  ];
  const takenOver = { type: 'takenOver' as const, definition, versionHash: 'ab'.repeat(32), acts, passedOver: {} };
  await recordPort(worlds.live, 'test-code').append(proposal(chain, 0, 'open', [{ ...opened(), body: takenOver }]));
  const lines: string[] = [];
  const terminal = { ...openTerminal(process, { lang: 'sv', json: false }), print: (line = '') => void lines.push(line) };
  const sessions: Context['sessions'] = {
    withReads: (work) => work({ worlds, databaseUrl: database.url, today: '2012-01-01' }),
    withEngine: () => Promise.reject(new Error('no engine')),
    withBothRecords: () => Promise.reject(new Error('no engine')),
  };
  await log(
    {
      config: {} as Context['config'],
      version: 'test',
      terminal,
      words: wordsIn('sv'),
      sessions,
      signal: new AbortController().signal,
    },
    chain,
    {},
  );
  expect(lines[0]).toContain('2 tidigare händelser');
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(/^ {5,}2011-02-01 tis +Fasen samråd började tis 1 feb 2011$/),
    expect.stringMatching(/^ {5,}2011-06-15 ons +Underlaget fastställt$/),
  ]);
});
