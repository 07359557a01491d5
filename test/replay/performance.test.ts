import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Run } from '../../audit/compare/history.ts';
import { processState } from '../../infra/db/read/processes.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { durableOf, leaked, saidIn, timesFound, writtenIn } from '../support/durable.ts';
import type { TestEngine } from '../support/engine.ts';
import { anyStateTold, replay, runsOf } from '../support/histories.ts';
import { redecideTogether } from '../../audit/compare/redecide.ts';
import { rehearsalEngine, rehearseScript } from '../support/rehearsing.ts';

// The other example, whole: its framework, a year with every part of the process, and the year after.

const SCRIPT = 'examples/performance/script.yaml';

let engine: TestEngine;
let result: RehearsalResult;
let lives: Run[][];
beforeAll(async () => {
  engine = await rehearsalEngine('rehearsal');
  result = await rehearseScript(engine, SCRIPT);
  lives = await Promise.all(result.processes.map(({ id }) => runsOf(engine.worlds, engine.temporal, id)));
}, 300_000);
afterAll(() => engine.stop());

test('the performance-based agreement goes as written, with its framework and the year after', () => {
  expect(result.steps.unexpected).toEqual([]);
  expect(result.processes.map(({ process, kind, finalPhase }) => [process, kind, finalPhase])).toEqual([
    ['framework', 'framework', 'ended'],
    ['2025', 'agreement', 'closed'],
    ['2026', 'agreement', 'lapsed'],
  ]);
});

test('each chain is sound, and nobody is told anything twice', async () => {
  for (const { id } of result.processes) {
    await expectSoundChain(engine.worlds, id);
    const keys = await noticeKeys(engine.worlds, id);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('every run of every process replays, and leads to the state that is stored', async () => {
  for (const runs of lives) {
    await replay(runs);
    expect(anyStateTold(runs)).toEqual((await processState(engine.worlds, runs[0]?.workflowId ?? ''))?.state);
  }
});

test('all of it is decided again with the same hashes, and every message is as its sender sent it', () => {
  expect(redecideTogether(lives)).toEqual({});
});

test('a life fits into 3,000 history events and 1.5 MB, and what it carries from run to run into 200 kB', async () => {
  for (const { id, process, history } of result.processes) {
    const stateBytes = Buffer.byteLength(JSON.stringify((await processState(engine.worlds, id))?.state));
    const size = `${process}: ${history.runs} runs, ${history.events} events, ${history.bytes} bytes; state ${stateBytes} bytes`;
    expect(history.events, size).toBeLessThan(3_000);
    expect(history.bytes, size).toBeLessThan(1_500_000);
    expect(stateBytes, size).toBeLessThan(200_000);
  }
});

describe('nothing durable holds a person’s name, an address or what a person wrote', () => {
  let durable: string[];
  beforeAll(async () => {
    durable = await durableOf(engine.worlds.rehearsal, engine.temporal);
  });

  test('the search finds what is there: a measure’s title in openings, states, archives and histories', () => {
    expect(timesFound('Mottagning på kvällar och helger', durable)).toBeGreaterThan(2 * lives.flat().length - 2);
  });

  test('no name, address or text that was put away is in any event, state, command, payload or archive', async () => {
    const written = await writtenIn(engine.worlds.rehearsal);
    expect(written).toEqual(
      expect.arrayContaining([
        'Gösta Exempelfors',
        'registrator@regionvast.example.org',
        'Små kommuner behöver en grundplåt.',
        'Varje elev får ett samtal inom sju dagar.',
        'Beslut om utbetalning, dnr U 2025-41',
        'Rekvisition RV 2025-1',
        'Väntetiden har halverats sedan januari.',
        'Målet nåddes sent.',
      ]),
    );
    expect(leaked(written, durable)).toEqual([]);
  });

  test('nor is anything that the script has people say', () => {
    const said = saidIn(SCRIPT);
    expect(said.length).toBeGreaterThan(50);
    expect(leaked(said, durable)).toEqual([]);
  });
});
