import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { wakeMinute } from '#core/deadlines/reminders.ts';
import { addMs, type Instant, instantAt, msBetween } from '#core/calendar/instant.ts';
import { sha256 } from '../../infra/db/hash.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import { connectTemporal, type TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { type ActedLife, actedLife, recorded } from '../support/actedLife.ts';
import { deadline, watched } from '../support/agreements.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { startDeliverer } from '../support/deliverer.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, makeReplayOfAll, replay, runsOf } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { testNamespaces } from '../support/namespaces.ts';
import { type ClockSettings, LEVEL, type RunningClock, startClock } from '../support/minuteClock.ts';
import { ownersDb } from '../support/owner.ts';

const build = (name: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflows(fileURLToPath(new URL(`../support/workflows/${name}.ts`, import.meta.url)));

let oversleeping: WorkflowBundleWithSourceMap;
let deaf: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  [oversleeping, deaf] = await Promise.all([build('oversleeping'), build('deaf')]);
});

let engine: TestEngine;
let clocks: RunningClock[];
beforeEach(async () => {
  engine = await testEngine('minuteClock');
  clocks = [];
});
afterEach(async () => {
  await Promise.all(clocks.map((clock) => clock.stop()));
  await closeDown(engine);
});

function clockOf(life: ActedLife, settings: Partial<ClockSettings> = {}): RunningClock {
  const clock = startClock(engine, { gateway: life.gateway, clockShiftMs: life.clockShiftMs, ...settings });
  clocks.push(clock);
  return clock;
}

const wakeOf = (name: string): Instant => instantAt('2011-02-01', 7, wakeMinute(`${name}:2012`));
const deadlines = [deadline('slutrapport', '2011-02-02', watched)];

/** An agreement that reminds of its one deadline on 1 February 2011, once. */
const remindedOnce = (name: string, at: Instant): ActedLife =>
  actedLife(engine, { loaded: inventedAgreement(name, { deadlines }, { reminderPlans: { report: [-1], answer: [-1] } }), at });

async function openedAsleep(name: string, bundle: WorkflowBundleWithSourceMap): Promise<ActedLife> {
  await engine.startWorker({ bundle });
  const life = remindedOnce(name, addMs(wakeOf(name), -2_000));
  recorded(await life.open());
  return life;
}

const REMINDER = ['slutrapport 2011-02-02 -1 person:samordnaren'];
const notices = (life: ActedLife): Promise<string[]> => noticeKeys(engine.worlds, life.chain);
const nudgesOf = (clock: RunningClock) => clock.lines.filter(({ nudges }) => nudges !== undefined);

test('an agreement whose wake-up was lost is nudged once its grace has passed, and reminds exactly once', async () => {
  const life = await openedAsleep('forsovet', oversleeping);
  const [one, two] = [clockOf(life), clockOf(life)];
  await sleep(2_500);
  expect(life.now() > wakeOf('forsovet')).toBe(true);
  expect(await notices(life)).toEqual([]);
  await expect.poll(() => notices(life), { timeout: 10_000 }).toEqual(REMINDER);
  await sleep(1_500);
  expect(await notices(life)).toEqual(REMINDER);
  expect([...nudgesOf(one), ...nudgesOf(two)]).toEqual([
    expect.objectContaining({ chain: life.chain, nudges: 1, level: LEVEL.warn }),
  ]);
  const reminded = (await expectSoundChain(engine.worlds, life.chain)).find(({ body }) => body.type === 'reminded');
  expect(msBetween(wakeOf('forsovet'), reminded?.recordedAt ?? '')).toBeGreaterThanOrEqual(1_000);
  await replay(await runsOf(engine.worlds, engine.temporal, life.chain), oversleeping);
});

test('an agreement that wakes by itself is not called on', async () => {
  await engine.startWorker();
  const life = remindedOnce('vaken', addMs(wakeOf('vaken'), -2_000));
  recorded(await life.open());
  const clock = clockOf(life);
  await expect.poll(() => notices(life), { timeout: 10_000 }).toEqual(REMINDER);
  await sleep(1_500);
  expect(nudgesOf(clock)).toEqual([]);
  await makeReplayOfAll(engine)();
});

test('the third nudge without effect is an alarm, and what the agreement then records ends it', async () => {
  const life = await openedAsleep('dov', deaf);
  const clock = clockOf(life, { graceMs: 0 });
  await expect.poll(() => nudgesOf(clock).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
  const levels = nudgesOf(clock).map(({ level, nudges }) => [nudges, level]);
  expect(levels.slice(0, 4)).toEqual([
    [1, LEVEL.warn],
    [2, LEVEL.warn],
    [3, LEVEL.error],
    [4, LEVEL.error],
  ]);
  await life.does('adoptBasis', {});
  expect(await notices(life)).toEqual(REMINDER);
  const asked = await engine.worlds.live.selectFrom('process').select('nudges').executeTakeFirstOrThrow();
  expect(asked.nudges).toBe(0);
});

test('an agreement whose reminder can never be recorded holds up no other', async () => {
  await engine.startWorker({ bundle: oversleeping });
  const at = addMs(wakeOf('senare'), -2_000);
  const [stuck, other] = [remindedOnce('forsovet', at), remindedOnce('senare', at)];
  const { chain } = stuck;
  const owner = ownersDb(engine.databaseUrl);
  await sql`alter table live.event add constraint never check (chain <> ${sql.lit(chain)} or type <> 'reminded')`.execute(owner);
  await owner.destroy();
  for (const life of [stuck, other]) recorded(await life.open());
  const clock = clockOf(other);
  await expect.poll(() => notices(other), { timeout: 10_000 }).toEqual(REMINDER);
  expect(await notices(stuck)).toEqual([]);
  expect(nudgesOf(clock)).toContainEqual(
    expect.objectContaining({ chain, level: LEVEL.error, msg: expect.stringContaining('cannot apply what is due') }),
  );
  expect(clock.lines.filter(({ msg }) => msg.includes('round of the minute clock failed'))).toEqual([]);
});

test('while another process is on its round, a clock does nothing', async () => {
  const life = await openedAsleep('upptaget', oversleeping);
  await engine.worlds.live.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(716021101)`.execute(other);
    const clock = clockOf(life, { graceMs: 0 });
    await sleep(3_000);
    expect(await notices(life)).toEqual([]);
    expect(clock.lines).toEqual([]);
    await sql`select pg_advisory_unlock(716021101)`.execute(other);
  });
  await expect.poll(() => notices(life), { timeout: 10_000 }).toEqual(REMINDER);
});

test('what may leave is delivered at its time and not before, and two clocks send it once', async () => {
  await engine.startWorker();
  const stopDeliverer = await startDeliverer(engine);
  const life = remindedOnce('levererad', addMs(instantAt('2011-02-01', 8), -4_000));
  recorded(await life.open());
  clockOf(life);
  clockOf(life);
  const sent = () => engine.worlds.live.selectFrom('notice').select(['status', 'sendAfter']).execute();
  await expect.poll(sent, { interval: 50 }).toEqual([{ status: 'queued', sendAfter: instantAt('2011-02-01', 8) }]);
  await expect.poll(sent, { timeout: 15_000 }).toEqual([expect.objectContaining({ status: 'sent' })]);
  const mails = await engine.worlds.live.selectFrom('mail').select(['sentAt', 'attempts']).execute();
  expect(mails).toEqual([{ attempts: 1, sentAt: expect.any(String) }]);
  expect((mails[0]?.sentAt ?? '') >= instantAt('2011-02-01', 8)).toBe(true);
  await stopDeliverer();
});

const archived = () => engine.worlds.live.selectFrom('archive').selectAll().execute();

test('a run that has ended is archived whole: what was kept replays', async () => {
  await engine.startWorker();
  const life = remindedOnce('arkiverad', '2011-02-01T11:00:00.000Z');
  recorded(await life.open());
  await life.does('lapse', {});
  const clock = clockOf(life);
  await expect.poll(async () => (await archived()).length, { timeout: 10_000 }).toBe(1);
  const [kept] = await archived();
  if (kept === undefined) throw new Error('nothing kept');
  expect(sha256(kept.history)).toBe(kept.sha256);
  const history = historyFromJSON(JSON.parse(gunzipSync(kept.history).toString()));
  expect(history.events).toHaveLength(kept.events);
  await replay([{ workflowId: life.chain, runId: kept.runId, history }]);
  expect(clock.lines.filter(({ level }) => level === LEVEL.error)).toEqual([]);
});

test.each([
  { what: 'with a gap', missing: 4, name: 'lucka' },
  { what: 'without its end', missing: -1, name: 'slut' },
])('a history that comes $what is not archived, is told of, and holds up no other', async ({ missing, name }) => {
  await engine.startWorker();
  const [broken, whole] = [`a-${name}`, `b-${name}`].map((each) => remindedOnce(each, '2011-02-01T11:00:00.000Z'));
  if (broken === undefined || whole === undefined) throw new Error('two lives');
  for (const life of [broken, whole]) {
    recorded(await life.open());
    await life.does('lapse', {});
  }
  const clock = clockOf(broken, { temporal: losingAnEventOf(broken.chain, missing) });
  await expect.poll(async () => (await archived()).map(({ chain }) => chain), { timeout: 10_000 }).toEqual([whole.chain]);
  expect(clock.lines).toContainEqual(
    expect.objectContaining({ level: LEVEL.error, chain: broken.chain, msg: expect.stringContaining('lacks events') }),
  );
});

/** The server as it would be if it had lost one event of a chain's history. */
function losingAnEventOf(chain: string, at: number): TemporalAccess {
  const { temporal } = engine;
  const { workflow } = temporal.client;
  const getHandle: typeof workflow.getHandle = (id, ...rest) => {
    const handle = workflow.getHandle(id, ...rest);
    if (id !== chain) return handle;
    const fetchHistory = async () => {
      const history = await handle.fetchHistory();
      history.events?.splice(at, 1);
      return history;
    };
    return Object.assign(Object.create(handle) as typeof handle, { fetchHistory });
  };
  const client = Object.create(temporal.client, {
    workflow: { value: Object.create(workflow, { getHandle: { value: getHandle } }) },
  });
  return { ...temporal, client: client as TemporalAccess['client'] };
}

test('a run that the server no longer knows is told of', async () => {
  await engine.startWorker();
  const life = remindedOnce('glomd', '2011-02-01T11:00:00.000Z');
  recorded(await life.open());
  await life.does('lapse', {});
  const elsewhere = await connectTemporal(inject('engine').temporalAddress, testNamespaces.cli.name);
  const clock = clockOf(life, { temporal: elsewhere });
  const [started] = await allEvents(engine.worlds, life.chain);
  const runId = started?.body.type === 'runStarted' ? started.body.runId : null;
  await expect
    .poll(() => clock.lines.at(-1), { timeout: 10_000 })
    .toMatchObject({ level: LEVEL.error, chain: life.chain, runId });
  expect(await archived()).toEqual([]);
  await clock.stop();
  await elsewhere.close();
});
