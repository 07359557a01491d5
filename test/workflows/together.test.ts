import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wakeMinute } from '#core/deadlines/reminders.ts';
import { addMs, instantAt } from '#core/calendar/instant.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { type ActedLife, actedLife, insisted, recorded } from '../support/actedLife.ts';
import { deadline, watched } from '../support/agreements.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { type RunningWorker, testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, makeReplayOfAll, runsOf, stateTold } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';

let engine: TestEngine;
let running: RunningWorker | null = null;
beforeAll(async () => {
  engine = await testEngine('workflows');
});
afterEach(() => stopWorker());
afterAll(() => closeDown(engine));

async function startWorker(options: Parameters<TestEngine['startWorker']>[0] = {}): Promise<void> {
  running = await engine.startWorker(options);
}

async function stopWorker(): Promise<void> {
  await running?.shutdown();
  running = null;
}

const MANY = 20;
// Some are opened before it comes and some after.
const UNTIL_REMINDER_MS = 8_000;
const ONE_PLAN = { report: [-1], answer: [-1] };

/** An agreement that reminds of its one deadline a quarter of a minute from now. */
function soonReminded(name: string): ActedLife {
  const deadlines = [deadline(`slutrapport-${name}`, '2011-02-02', watched)];
  const loaded = inventedAgreement(name, { deadlines }, { reminderPlans: ONE_PLAN });
  const wake = instantAt('2011-02-01', 7, wakeMinute(`${name}:2012`));
  return actedLife(engine, { loaded, at: addMs(wake, -UNTIL_REMINDER_MS) });
}

// With a small cache the SDK may drop a task that is recording, and no verdict comes in time.
async function openAndAct(life: ActedLife): Promise<void> {
  recorded(await insisted(() => life.open({ commandId: 'oppnandet' })));
  const [adopted, refused] = await Promise.all([
    insisted(() => life.tries('adoptBasis', {}, { commandId: 'underlaget' })),
    insisted(() => life.tries('letGo', { deadline: 'finns-inte' })),
  ]);
  recorded(adopted);
  expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'unknown' } });
}

async function expectLivedAlone(life: ActedLife): Promise<void> {
  const { framework } = life.loaded.definition;
  const events = await expectSoundChain(engine.worlds, life.chain);
  // Through a small cache the basis may come after the reminder: what it was told first stands.
  expect(events.map(({ body }) => body.type).toSorted()).toEqual([
    'basisAdopted',
    'opened',
    'phaseBegan',
    'phaseBegan',
    'reminded',
    'runStarted',
  ]);
  expect(await noticeKeys(engine.worlds, life.chain)).toEqual([`slutrapport-${framework} 2011-02-02 -1 person:samordnaren`]);
  const lived = stateTold(await runsOf(engine.worlds, engine.temporal, life.chain));
  expect(lived?.definition.framework).toBe(framework);
  expect(lived).toEqual(await agreementState(engine.worlds, life.chain));
}

test.each([
  { cache: 'of two', maxCachedWorkflows: 2 },
  { cache: 'of its usual size', maxCachedWorkflows: undefined },
])(
  'many agreements at once, through a workflow cache $cache, each keep to themselves and wake in time',
  async ({ maxCachedWorkflows }) => {
    await startWorker(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
    const reminders = { timeout: 60_000 };
    const lives = Array.from({ length: MANY }, (_, i) => soonReminded(`tillsammans-${maxCachedWorkflows ?? 'alla'}-${i}`));
    await Promise.all(lives.map(openAndAct));
    for (const life of lives) {
      const reminded = async (): Promise<number> => (await noticeKeys(engine.worlds, life.chain)).length;
      await expect.poll(reminded, reminders).toBe(1);
    }
    for (const life of lives) await expectLivedAlone(life);
    expect(await makeReplayOfAll(engine)()).toBeGreaterThanOrEqual(MANY);
  },
);

test('more commands at once than a workflow takes: each is answered, and done once', async () => {
  await startWorker();
  const life = actedLife(engine, { loaded: inventedAgreement('trangsel'), at: '2011-02-01T11:00:00.000Z' });
  const version = recorded(await life.open()).version;
  await stopWorker();
  const note = (n: number) => life.tries('correct', { version, correction: 'note' }, { commandId: `anteckning-${n}` });
  const sent = Array.from({ length: 16 }, (_, n) => note(n));
  // Time for all to have arrived, and for those over ten to have been turned away.
  await sleep(2_000);
  await startWorker();
  expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual(Array.from({ length: 16 }, () => 'recorded'));
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'corrected')).toHaveLength(16);
  await makeReplayOfAll(engine)();
});

test('without a worker no verdict comes within ten seconds, and asking again later with the same id gives the outcome', async () => {
  await startWorker();
  const life = actedLife(engine, { loaded: inventedAgreement('ingen-arbetare'), at: '2011-02-01T11:00:00.000Z' });
  recorded(await life.open());
  await stopWorker();
  const askedAt = performance.now();
  const ask = (commandId: string) => life.tries('adoptBasis', {}, { commandId });
  const verdicts = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(`underlaget-${n}`)));
  expect(performance.now() - askedAt).toBeLessThan(12_000);
  expect(verdicts.filter(({ kind }) => kind === 'recorded' || kind === 'refused')).toEqual([]);
  expect(verdicts).toContainEqual({ kind: 'busy', retryAfterSeconds: 1 });
  const index = verdicts.findIndex(({ kind }) => kind === 'unknown');
  expect(verdicts[index]).toEqual({ kind: 'unknown', commandId: `underlaget-${index}`, retryAfterSeconds: 5 });
  await startWorker();
  const again = await Promise.all(Array.from({ length: 12 }, (_, n) => insisted(() => ask(`underlaget-${n}`))));
  expect(again.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'basisAdopted')).toHaveLength(1);
});
