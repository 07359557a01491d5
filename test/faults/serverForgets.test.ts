import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#core/agreement/events.ts';
import { wakeMinute } from '#core/deadlines/reminders.ts';
import { addMs, type Instant, instantAt } from '#core/calendar/instant.ts';
import { commandUpdate } from '#contracts/messages.ts';
import type { CommandMessage, Outcome } from '#contracts/types.ts';
import { eventsOfType } from '../../audit/compare/history.ts';
import { agreementState, commandOutcome } from '../../infra/db/read/agreements.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import { sendUpdate } from '../../infra/gateway/send.ts';
import { type ActedLife, actedLife, recorded } from '../support/actedLife.ts';
import { deadline, envelopeOf, watched } from '../support/agreements.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { replay, runsOf, stateTold } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { startKillable } from '../support/killableWorker.ts';
import { type OwnEngine, startOwnEngine } from '../support/ownEngine.ts';

// Worker and Temporal server are both killed with -9 after the commit: a server keeps an Update that no task has finished in memory alone,
// so nobody tries these again unless who sent them does.

type LostType = 'adoptBasis' | 'openNextPhaseEarly';

let engine: OwnEngine;
let silent: ActedLife;
let crowded: ActedLife;
let twice: ActedLife;

const wakeOf = (name: string): Instant => instantAt('2011-02-01', 7, wakeMinute(`${name}:2012`));

function lifeOf(name: string, wakeInMs: number): ActedLife {
  const deadlines = [deadline('slutrapport', '2011-02-02', watched)];
  const loaded = inventedAgreement(name, { deadlines }, { reminderPlans: { report: [-1], answer: [-1] } });
  return actedLife(engine, { loaded, at: addMs(wakeOf(name), -wakeInMs) });
}

/** As the gateway sends it; the id of a command is its type. */
function messageOf(type: 'adoptBasis' | 'openNextPhaseEarly'): CommandMessage {
  return { envelope: { ...envelopeOf({ type }, '2011-02-01'), commandId: type }, bodyHash: 'b0'.repeat(32) };
}

/** Long enough for the commit, and over before the worker would tell the server that it is still at it. */
const SENDER_WAITS_MS = 4_000;

/** Sends the commands to a worker that stalls after each commit, then kills it and the server. Who sent them has gone by then. */
async function lostAfterCommit(lost: readonly [ActedLife, LostType][]): Promise<void> {
  const { databaseUrl, temporalAddress, temporal } = engine;
  const parts = { databaseUrl, temporalAddress, namespace: temporal.namespace };
  const worker = await startKillable(
    parts,
    lost.map(([{ chain }, type]) => [chain, type] as const),
  );
  for (const [life] of lost) if ((await allEvents(engine.worlds, life.chain)).length === 0) recorded(await life.open());
  const giveUpAt = Date.now() + SENDER_WAITS_MS;
  const unanswered = lost.map(([{ chain: workflowId }, type]) =>
    sendUpdate(temporal, commandUpdate(type), [messageOf(type)], { workflowId, start: null, giveUpAt }),
  );
  await Promise.all(lost.map(([{ chain }]) => worker.stalled(chain)));
  expect(new Set((await Promise.all(unanswered)).map(({ kind }) => kind))).toEqual(new Set(['unknown']));
  await worker.kill();
  await engine.killTemporal();
}

beforeAll(async () => {
  engine = await startOwnEngine();
  [silent, crowded, twice] = [lifeOf('tyst', 3_600_000), lifeOf('trangd', 25_000), lifeOf('dubbel', 3_600_000)];
  await lostAfterCommit([
    [silent, 'adoptBasis'],
    [crowded, 'adoptBasis'],
    [twice, 'adoptBasis'],
  ]);
  await lostAfterCommit([[twice, 'openNextPhaseEarly']]);
  await engine.startWorker();
});
afterAll(() => engine.stop());

const typesOf = (events: readonly StoredEvent[]): string[] => events.map(({ body }) => body.type);
const sound = (life: ActedLife): Promise<StoredEvent[]> => expectSoundChain(engine.worlds, life.chain);
const CONSULTED = ['runStarted', 'opened', 'phaseBegan'];

/** The same command once more, from one who has not looked into the record: straight to the workflow, as it was sent before. */
const sentAgain = (life: ActedLife, type: LostType): Promise<Outcome> =>
  engine.temporal.client.workflow.getHandle(life.chain).executeUpdate(commandUpdate(type), { args: [messageOf(type)] });

const storedOutcome = async (life: ActedLife, type: LostType): Promise<Outcome> => {
  const before = await commandOutcome(engine.worlds, life.chain, type);
  if (before === null) throw new Error(`${type} was not committed`);
  return { ok: true, receipt: before.receipt };
};

async function expectOneTruth(life: ActedLife): Promise<void> {
  const runs = await runsOf(engine.worlds, engine.temporal, life.chain);
  await replay(runs);
  expect(stateTold(runs)).toEqual(await agreementState(engine.worlds, life.chain));
}

const updatesIn = async (life: ActedLife): Promise<(string | null | undefined)[]> =>
  (await runsOf(engine.worlds, engine.temporal, life.chain)).flatMap(({ history }) =>
    eventsOfType(history, 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED').map(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
    ),
  );

test('what nobody tries again is folded in by the next thing that happens', async () => {
  expect(await updatesIn(silent)).toEqual(['open']);
  const corrected = await silent.does('correct', { version: 2, correction: 'note' });
  const events = await sound(silent);
  expect(typesOf(events)).toEqual([...CONSULTED, 'basisAdopted', 'phaseBegan', 'corrected']);
  expect(corrected).toMatchObject({ version: 6, hash: events[5]?.hash });
  expect(await updatesIn(silent)).toEqual(['open', 'correct']);
  expect(await sentAgain(silent, 'adoptBasis')).toEqual(await storedOutcome(silent, 'adoptBasis'));
  await expectOneTruth(silent);
});

test('with another command and a due moment before it is tried again, each has happened once and its first answer stands', async () => {
  const before = await storedOutcome(crowded, 'adoptBasis');
  await crowded.does('correct', { version: 2, correction: 'note' });
  await expect.poll(() => noticeKeys(engine.worlds, crowded.chain), { timeout: 60_000 }).toHaveLength(1);
  expect(await sentAgain(crowded, 'adoptBasis')).toEqual(before);
  const types = typesOf(await sound(crowded));
  expect(types.slice(0, 5)).toEqual([...CONSULTED, 'basisAdopted', 'phaseBegan']);
  expect(types.slice(5).toSorted()).toEqual(['corrected', 'reminded']);
  expect(await noticeKeys(engine.worlds, crowded.chain)).toEqual(['slutrapport 2011-02-02 -1 person:samordnaren']);
  await expectOneTruth(crowded);
});

test('of two lost in a row the second is tried again first: both have happened once, in the order of their commits', async () => {
  expect(await updatesIn(twice)).toEqual(['open']);
  const [first, second] = [await storedOutcome(twice, 'adoptBasis'), await storedOutcome(twice, 'openNextPhaseEarly')];
  expect(await sentAgain(twice, 'openNextPhaseEarly')).toEqual(second);
  expect(await sentAgain(twice, 'adoptBasis')).toEqual(first);
  const events = await sound(twice);
  expect(typesOf(events)).toEqual([...CONSULTED, 'basisAdopted', 'phaseBegan', 'phaseBegan']);
  expect((await agreementState(engine.worlds, twice.chain))?.phase).toBe('negotiation');
  await expectOneTruth(twice);
});
