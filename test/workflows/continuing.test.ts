import { ulid } from 'ulid';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Instant, msOf } from '#core/calendar/instant.ts';
import { PROCESS_QUEUE } from '#contracts/queues.ts';
import { inputOf } from '../../audit/compare/history.ts';
import { agreementState, findAgreement } from '../../infra/db/read/agreements.ts';
import { createRehearsal } from '../../infra/db/write/rehearsals.ts';
import { fastForward, startSkipping } from '../../infra/gateway/timeSkipping.ts';
import { type ActedLife, actedLife, recorded } from '../support/actedLife.ts';
import { expectSoundChain, foldOf } from '../support/chainChecks.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, makeReplayOfAll, runsOf, stateTold } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { redecide } from '../../audit/compare/redecide.ts';

// Years pass here, so these agreements live in the rehearsal world, whose clocks can be moved.

let engine: TestEngine;
let replayAll: () => Promise<number>;
beforeAll(async () => {
  engine = await testEngine('replay', { kind: 'standard' });
  await engine.startWorker({ world: 'rehearsal' });
  replayAll = makeReplayOfAll(engine);
});
afterEach(async () => {
  await replayAll();
});
afterAll(() => closeDown(engine));

interface LongLife extends ActedLife {
  start: () => Promise<void>;
  /** Moves the agreement's own clock; whether it has ended by then. */
  liveUntil: (at: Instant) => Promise<boolean>;
}

async function longLife(name: string, at: Instant): Promise<LongLife> {
  const { temporal, worlds } = engine;
  const { connection, namespace } = temporal;
  const id = ulid();
  const conductor = { host: 'test', pid: process.pid };
  await createRehearsal(worlds.rehearsal, { id, title: name, startedAt: new Date().toISOString(), conductor });
  const world = { kind: 'rehearsal', id } as const;
  const startFirstRun = async (chain: string): Promise<void> => {
    const input = { chain, clockShiftMs: life.clockShiftMs, carried: null };
    const start = { namespace, workflowId: chain, workflowType: 'agreement', taskQueue: PROCESS_QUEUE, args: [input] };
    await startSkipping(connection, start);
  };
  const life: ActedLife = actedLife(engine, { loaded: inventedAgreement(name), at, world, startFirstRun });
  const untilMs = (to: Instant): number => msOf(to) - life.clockShiftMs;
  return {
    ...life,
    start: () => startFirstRun(life.chain),
    liveUntil: async (to) =>
      (await fastForward(connection, { namespace, workflowId: life.chain }, { untilMs: untilMs(to) })).ended,
  };
}

const OPENING = '2011-02-01T09:00:00.000Z';

test('after a year an agreement goes on in a new run with the state that it had, however many commands arrive just then', async () => {
  const life = await longLife('arsskifte', OPENING);
  const opened = recorded(await life.open({ commandId: 'oppnandet', doneOn: '2011-02-01' }));
  await life.liveUntil('2012-03-01T09:00:00.000Z');
  const today = { doneOn: '2012-03-01' };
  const note = (n: number) =>
    life.tries('correct', { version: opened.version, correction: 'note' }, { ...today, commandId: `anteckning-${n}` });
  const notes = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const before = notes.slice(0, 4).map(note);
  // What changes the next wake-up ends the wait, and with it the run.
  const letGo = life.tries('letGo', { deadline: 'slutrapport' }, { ...today, commandId: 'slappt' });
  const verdicts = await Promise.all([...before, letGo, ...notes.slice(4).map(note)]);
  expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['recorded']));
  await expect.poll(async () => (await runsOf(engine.worlds, engine.temporal, life.chain)).length, { timeout: 10_000 }).toBe(2);

  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'corrected')).toHaveLength(notes.length);
  const runs = await runsOf(engine.worlds, engine.temporal, life.chain);
  const { carried, clockShiftMs } = inputOf(runs[1]?.history ?? {});
  expect(clockShiftMs).toBe(life.clockShiftMs);
  expect(carried?.state).toEqual(foldOf(events.slice(0, carried?.state.version)));
  expect(stateTold(runs)).toEqual(await agreementState(engine.worlds, life.chain));
  expect(redecide(runs)).toEqual([]);
});

test('what an earlier run was told is answered as before by its successor, and its successor goes on', async () => {
  const life = await longLife('efterat', OPENING);
  const opened = recorded(await life.open({ commandId: 'oppnandet', doneOn: '2011-02-01' }));
  await life.liveUntil('2012-03-01T09:00:00.000Z');
  const today = { doneOn: '2012-03-01' };
  const letGo = await life.does('letGo', { deadline: 'slutrapport' }, { ...today, commandId: 'slappt' });
  await expect.poll(async () => (await runsOf(engine.worlds, engine.temporal, life.chain)).length, { timeout: 10_000 }).toBe(2);
  expect(await life.tries('letGo', { deadline: 'slutrapport' }, { ...today, commandId: 'slappt' })).toEqual({
    kind: 'recorded',
    receipt: letGo,
    repeated: true,
  });
  expect(await life.tries('letGo', { deadline: 'slutrapport' }, { ...today, commandId: 'slappt-igen' })).toMatchObject({
    kind: 'refused',
    refusal: { code: 'alreadyDone' },
  });
  await life.does('correct', { version: opened.version, correction: 'note' }, today);
  await expectSoundChain(engine.worlds, life.chain);
});

test('a start whose opening never came ends by itself, and the agreement can be opened afterwards', async () => {
  const life = await longLife('aldrig-oppnad', '2011-01-31T09:00:00.000Z');
  await life.start();
  expect(await life.liveUntil('2011-01-31T12:00:00.000Z')).toBe(true);
  expect(await findAgreement(engine.worlds, life.chain)).toBeNull();
  recorded(await life.open({ doneOn: '2011-01-31' }));
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.map(({ body }) => body.type)).toEqual(['runStarted', 'runStarted', 'opened']);
});
