import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantAt } from '#core/calendar/instant.ts';
import { compareProcess } from '../../audit/compare/compare.ts';
import { kinds } from '../../audit/verify/finding.ts';
import { verifyRecord } from '../../audit/verify/verify.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import { type ActedLife, actedLife, insisted, recorded } from '../support/actedLife.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import { inventedAgreement } from '../support/invented.ts';
import { type KillableWorker, startKillable } from '../support/killableWorker.ts';
import { type OwnEngine, startOwnEngine } from '../support/ownEngine.ts';
import { until } from '../support/until.ts';

// Two hundred agreements are written at once, each by what people do in it, while what records them is killed with -9: the worker between a
// commit and the end of its task, then Postgres, which holds both the record and all that the engine stores, then both.

const MANY = 200;
const AT_ONCE = 24;
const GIVE_UP_MS = 240_000;

let engine: OwnEngine;
let worker: KillableWorker;
const lives: ActedLife[] = [];
let acts = 0;
/** What was compared while all this went on, and what was found then. */
const meanwhile = { compared: 0, findings: [] as unknown[] };

const nameOf = (i: number): string => `samtidig-${i}`;

function lifeOf(i: number): ActedLife {
  const loaded = inventedAgreement(nameOf(i));
  return actedLife(engine, { loaded, at: instantAt('2011-02-01', 12) });
}

beforeAll(async () => {
  engine = await startOwnEngine();
  lives.push(...Array.from({ length: MANY }, (_, i) => lifeOf(i)));
  worker = await start(lives.slice(60, 64).map(({ chain }) => [chain, 'underlaget']));
  const killing = kill();
  const living = inLanes(lives, live);
  const comparing = compareUntil(living);
  await Promise.all([living, killing, comparing]);
}, GIVE_UP_MS + 60_000);
afterAll(async () => {
  await worker.kill();
  await engine.stop();
});

const start = (stallAfter: [chain: string, commandId: string][]): Promise<KillableWorker> =>
  startKillable({ ...engine, namespace: engine.temporal.namespace }, stallAfter);

async function kill(): Promise<void> {
  await done(MANY * 1.2);
  await worker.kill();
  worker = await start([]);
  await done(MANY * 2);
  await engine.killPostgres();
  await done(MANY * 3);
  const back = engine.killPostgres();
  await worker.kill();
  await back;
  worker = await start([]);
}

const done = (count: number): Promise<void> => until(`${count} acts are done`, () => acts >= count, { withinMs: GIVE_UP_MS });

async function inLanes<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const lane = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function live(life: ActedLife): Promise<void> {
  await does(() => life.open({ commandId: 'oppnandet' }));
  await does(() => life.tries('adoptBasis', {}, { commandId: 'underlaget' }));
  await does(() => life.tries('openNextPhaseEarly', {}, { commandId: 'forhandlingen' }));
  await does(() => life.tries('correct', { version: 2, correction: 'note' }, { commandId: 'anteckningen' }));
}

/** One after another that is being written just then. Where the database or the engine is away, there is nothing to compare. */
async function compareUntil(end: Promise<void>): Promise<void> {
  const isOver = end.then(() => true);
  const pause = (): Promise<boolean> => Promise.race([isOver, sleep(100).then(() => false)]);
  while (!(await pause())) {
    const life = lives[Math.min(MANY - 1, Math.floor(acts / 4))];
    if (life === undefined) continue;
    const { comparison } = (await compareProcess(engine, life.chain).catch(() => null)) ?? {};
    if (comparison === undefined) continue;
    meanwhile.compared += 1;
    meanwhile.findings.push(...comparison.findings);
  }
}

/** As one who is not answered does: the same again, under the same id. */
async function does(ask: () => Promise<Verdict>): Promise<void> {
  for (const giveUpAt = Date.now() + GIVE_UP_MS; ; await sleep(200)) {
    try {
      recorded(await insisted(ask));
      acts += 1;
      return;
    } catch (error) {
      if (Date.now() > giveUpAt || (error instanceof Error && error.message.startsWith('not recorded'))) throw error;
    }
  }
}

test('each of their chains is whole, with everything that was asked in it once', async () => {
  for (const { chain } of lives) {
    const events = await expectSoundChain(engine.worlds, chain);
    const asked = new Set(events.map(({ commandId }) => commandId).filter((id) => !/^(?:due|run):/.test(id)));
    expect([...asked]).toEqual(['oppnandet', 'underlaget', 'forhandlingen', 'anteckningen']);
  }
});

test('those that were compared while they were written, and while it was killed, showed no difference', () => {
  expect(meanwhile.compared).toBeGreaterThan(10);
  expect(meanwhile.findings).toEqual([]);
});

test('the whole record verifies', async () => {
  const verified = await verifyRecord(engine.databaseUrl, { rehearsal: '', chains: null }, { limit: 3 });
  expect(verified.found).toEqual(Object.fromEntries(kinds.map((kind) => [kind, { total: 0, findings: [] }])));
  expect(verified.heads.length).toBeGreaterThanOrEqual(MANY);
});

test('the database, the second record and the rules are one in every one of them', async () => {
  const found: unknown[] = [];
  const noted: string[] = [];
  await inLanes(lives, async ({ chain }) => {
    const { comparison } = await compareProcess(engine, chain);
    found.push(...comparison.findings);
    // What was recorded by attempts that were cut off is told of; nothing is left that the second record does not know.
    for (const { code, place } of comparison.notes) noted.push(`${code} ${place.chain} ${place.version}`);
    expect(comparison.same).toBe(comparison.record);
    expect(comparison.record).toBe(comparison.second);
  });
  expect(found).toEqual([]);
  expect(noted.filter((one) => !/^(?:cutOff|askingLost) /.test(one))).toEqual([]);
  // Few of eight hundred acts met a kill.
  expect(noted.length).toBeLessThan(4 * AT_ONCE);
});
