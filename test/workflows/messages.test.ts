import { ulid } from 'ulid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FrameworkEvent } from '#core/framework/events.ts';
import type { FrameworkState } from '#core/framework/state.ts';
import { civilDateOf, type Instant, instantOfMs, msOf, startOfDay } from '#core/calendar/instant.ts';
import { agreementId, frameworkId, messageCommandId, type World } from '#contracts/ids.ts';
import { PROCESS_QUEUE } from '#contracts/queues.ts';
import type { ProcessInput } from '#contracts/types.ts';
import { agreementState, commandOutcome } from '../../infra/db/read/agreements.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { createRehearsal } from '../../infra/db/write/rehearsals.ts';
import { endRun } from '../../infra/gateway/endRun.ts';
import { startRehearsed } from '../../infra/gateway/rehearsed.ts';
import { makeClock } from '../../rehearsal/clock.ts';
import { definitionOf, VERSION_HASH } from '../support/agreements.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import { type RunningWorker, testEngine, type TestEngine } from '../support/engine.ts';
import { frameworkOf } from '../support/frameworks.ts';
import { closeDown, makeReplayOfAll, runsOf } from '../support/histories.ts';
import { type Commander, commander } from '../support/sentCommands.ts';
import { until } from '../support/until.ts';

const YEAR = 2012;
const commissions = [
  {
    id: 'uppdraget',
    title: 'Uppföljning',
    from: 'staten',
    number: null,
    debtor: 'utvarderaren',
    items: [{ id: 'slut', title: 'Slutrapport', kind: 'finalReport', dueOn: '2014-09-01', plan: 'report', source: 'assumed' }],
  },
];

interface Place {
  engine: TestEngine;
  acts: Commander;
  framework: string;
  agreement: string;
}

async function stateOf({ engine, framework }: Place): Promise<FrameworkState> {
  const found = await processState(engine.worlds, framework);
  if (found?.kind !== 'framework') throw new Error('no framework');
  return found.state;
}

const newestAt = async ({ engine, framework }: Place) =>
  (await expectSoundChain<FrameworkEvent>(engine.worlds, framework)).at(-1)?.body;

const yearOf = async (place: Place) => (await stateOf(place)).years[YEAR];

async function openFramework({ acts, framework }: Place, name: string): Promise<void> {
  const definition = frameworkOf(name, { commissions });
  await acts.does(framework, { type: 'open', definition, versionHash: VERSION_HASH } as { type: string });
}

const planYear = ({ acts, framework }: Place, name: string) =>
  acts.does(framework, {
    type: 'planYear',
    year: YEAR,
    definition: { ...definitionOf(), framework: name },
    versionHash: VERSION_HASH,
    opensOn: null,
  } as { type: string });

const openYear = ({ acts, framework }: Place) => acts.does(framework, { type: 'openYear', year: YEAR } as { type: string });

const delivered = (place: Place) =>
  until('every message has its outcome', async () => (await stateOf(place)).outgoing.length === 0, { withinMs: 60_000 });

function placeIn(engine: TestEngine, name: string, at: Instant, world: World = { kind: 'test' }): Place {
  const clockShiftMs = msOf(at) - Date.now();
  const acts = commander(engine, () => clockShiftMs);
  return { engine, acts, framework: frameworkId(world, name), agreement: agreementId(world, name, YEAR) };
}

/** Valid, all in one day. */
async function conclude({ acts, framework }: Place): Promise<void> {
  for (const { organisation: party, authorisedBy: body, signatory } of definitionOf().parties) {
    const authorisation = {
      type: 'authorise',
      party,
      body,
      signatory,
      orSubstitute: false,
      inAllEssentials: false,
      meeting: null,
    };
    await acts.does(framework, authorisation);
    await acts.does(framework, { type: 'sign', party, signatory, versionHash: VERSION_HASH, differences: null } as {
      type: string;
    });
  }
  await acts.does(framework, { type: 'approve', body: 'styrelsen', versionHash: VERSION_HASH } as { type: string });
}

describe('between processes on the wall’s clock', () => {
  let engine: TestEngine;
  let replayAll: () => Promise<number>;
  beforeAll(async () => {
    engine = await testEngine('messages');
    replayAll = makeReplayOfAll(engine);
  });
  let running: RunningWorker | null = null;
  const stopWorker = async (): Promise<void> => {
    await running?.shutdown();
    running = null;
  };
  const startWorker = async (options: Parameters<TestEngine['startWorker']>[0] = {}): Promise<void> => {
    running = await engine.startWorker(options);
  };
  afterEach(async () => {
    await stopWorker();
    await replayAll();
  });
  afterAll(() => closeDown(engine));

  test('a framework opens its year, once, and knows that it is open', async () => {
    const place = placeIn(engine, 'oppnar', '2011-01-10T09:00:00.000Z');
    await startWorker();
    await openFramework(place, 'oppnar');
    await planYear(place, 'oppnar');
    const { version } = await openYear(place);
    await delivered(place);
    expect(await yearOf(place)).toMatchObject({ status: 'opened', code: null });
    const sent = await expectSoundChain<FrameworkEvent>(engine.worlds, place.framework);
    expect(sent.at(-1)?.commandId).toBe(messageCommandId(place.framework, String(version)));
    const received = await expectSoundChain(engine.worlds, place.agreement);
    const opened = received.find(({ body }) => body.type === 'opened');
    expect(opened?.commandId).toBe(messageCommandId(place.framework, String(version)));
    expect(opened?.recordedBy).toEqual({ person: place.framework, role: 'process', authenticated: 'process' });
    expect((await agreementState(engine.worlds, place.agreement))?.phase).toBe('planned');
  });

  test('a receiver that refuses, and one that does not exist, are answers that the sender records', async () => {
    await startWorker();
    const place = placeIn(engine, 'nekad', '2011-01-10T09:00:00.000Z');
    const moved = { type: 'moveCommissionDate', commission: 'uppdraget', item: 'slut', dueOn: '2014-10-01' };
    await openFramework(place, 'nekad');
    await place.acts.does(place.framework, { type: 'noteYear', year: YEAR } as { type: string });
    await place.acts.does(place.framework, moved);
    await delivered(place);
    expect(await newestAt(place)).toMatchObject({ delivered: { outcome: 'refused', code: 'noReceiver' } });

    const definition = { ...definitionOf(), framework: 'nekad' };
    const opening = { type: 'open', definition, versionHash: VERSION_HASH, takeOver: null };
    await place.acts.does(place.agreement, opening);
    await place.acts.does(place.agreement, { type: 'lapse' });
    await place.acts.does(place.framework, { ...moved, dueOn: '2014-11-01' } as { type: string });
    await delivered(place);
    expect(await newestAt(place)).toMatchObject({ delivered: { outcome: 'refused', code: 'wrongPhase' } });
  });

  test('while its message finds nobody, a process takes commands, and its next run passes the message on', async () => {
    const place = placeIn(engine, 'vidare', '2011-01-10T09:00:00.000Z');
    let tried = 0;
    const outOfReach = { pass: () => ((tried += 1), Promise.reject(new Error('out of reach'))) };
    await startWorker({ pass: outOfReach });
    await openFramework(place, 'vidare');
    await planYear(place, 'vidare');
    const { version } = await openYear(place);
    await until('it has been tried', () => tried > 0, { withinMs: 10_000 });
    await place.acts.does(place.framework, { type: 'correct', version, correction: { kind: 'note' } } as { type: string });
    expect((await stateOf(place)).outgoing.map(({ id }) => id)).toEqual([String(version)]);
    await stopWorker();
    // The next run as continue-as-new starts it.
    await endRun(engine.temporal, place.framework, 'its successor takes over');
    const state = await stateOf(place);
    const clockShiftMs = msOf('2011-01-10T09:00:00.000Z') - Date.now();
    const input: ProcessInput = {
      chain: place.framework,
      clockShiftMs,
      carried: { state, continuedAt: '2011-01-10T09:00:00.000Z' },
    };
    await engine.temporal.client.workflow.start('framework', {
      workflowId: place.framework,
      taskQueue: PROCESS_QUEUE,
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    await startWorker();
    await delivered(place);
    expect(await yearOf(place)).toMatchObject({ status: 'opened' });
    expect(await runsOf(engine.worlds, engine.temporal, place.framework)).toHaveLength(2);
    const received = await expectSoundChain(engine.worlds, place.agreement);
    expect(received.filter(({ body }) => body.type === 'opened')).toHaveLength(1);
  });

  test('fifty commands at once to one process are all answered, each recorded once', async () => {
    const place = placeIn(engine, 'trangsel', '2011-01-10T09:00:00.000Z');
    await startWorker();
    await openFramework(place, 'trangsel');
    const note = { type: 'correct', version: 2, correction: { kind: 'note' } };
    const ids = Array.from({ length: 50 }, (_, n) => `anteckning-${n}`);
    const verdicts = await Promise.all(ids.map((id) => place.acts.tries(place.framework, note, id)));
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['recorded']));
    const events = await expectSoundChain<FrameworkEvent>(engine.worlds, place.framework);
    expect(events.filter(({ body }) => body.type === 'corrected')).toHaveLength(50);
    for (const id of ids) expect(await commandOutcome(engine.worlds, place.framework, id)).not.toBeNull();
  });
});

describe('in a rehearsal, whose clocks are moved', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await testEngine('rehearsal', { kind: 'standard' });
    await engine.startWorker({ world: 'rehearsal' });
  });
  afterAll(() => closeDown(engine));

  test('a year that its framework opens is opened on that day, and its clock goes with the others', async () => {
    const { worlds, temporal } = engine;
    const id = ulid();
    const conductor = { host: 'test', pid: process.pid };
    await createRehearsal(worlds.rehearsal, { id, title: 'arsskiftet', startedAt: new Date().toISOString(), conductor });
    const world: World = { kind: 'rehearsal', id };
    const clock = makeClock({ db: worlds.rehearsal, temporal, rehearsal: id, startAt: '2010-12-01T09:00:00.000Z' });
    const startFirstRun = (chain: string) => startRehearsed(temporal, chain, clock.wallShiftMs());
    const acts = commander(engine, clock.wallShiftMs, startFirstRun);
    const place = { engine, acts, framework: frameworkId(world, 'ovar'), agreement: agreementId(world, 'ovar', YEAR) };
    await openFramework(place, 'ovar');
    await conclude(place);
    await planYear(place, 'ovar');
    await clock.passWake(startOfDay('2011-02-01'));
    expect(await yearOf(place)).toMatchObject({ status: 'opened', openedOn: '2011-02-01' });
    const received = await expectSoundChain(worlds, place.agreement);
    expect(new Set(received.map(({ recordedAt }) => civilDateOf(recordedAt)))).toEqual(new Set(['2011-02-01']));
    expect((await agreementState(worlds, place.agreement))?.phase).toBe('consultation');

    clock.moveTo('2011-06-20T12:00:00.000Z');
    await Promise.all([place.agreement, place.framework].map(clock.bring));
    await acts.does(place.agreement, { type: 'adoptBasis' });
    const basis = (await expectSoundChain(worlds, place.agreement)).at(-1);
    expect(basis?.recordedAt.slice(0, 13)).toBe('2011-06-20T12');
    await acts.does(place.framework, {
      type: 'moveCommissionDate',
      commission: 'uppdraget',
      item: 'slut',
      dueOn: '2014-10-01',
    } as {
      type: string;
    });
    await clock.settle();
    const told = (await expectSoundChain<FrameworkEvent>(worlds, place.framework)).at(-1);
    expect(told?.body).toMatchObject({ type: 'messageDelivered' });
    expect(told?.recordedAt.slice(0, 13)).toBe('2011-06-20T12');
    expect(instantOfMs(Date.now() + clock.wallShiftMs()).slice(0, 10)).toBe('2011-06-20');
  });
});
