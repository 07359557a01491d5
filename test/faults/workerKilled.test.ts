import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { wakeMinute } from '#core/deadlines/reminders.ts';
import { addMs, type Instant, instantAt } from '#core/calendar/instant.ts';
import type { StoredEvent } from '#core/agreement/events.ts';
import type { Verdict } from '../../infra/gateway/verdict.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { type ActedLife, actedLife, insisted, recorded } from '../support/actedLife.ts';
import { deadline, watched } from '../support/agreements.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, replay, runsOf, stateTold } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { startKillable } from '../support/killableWorker.ts';
import { redecide } from '../../audit/compare/redecide.ts';
import { until } from '../support/until.ts';

// One worker process is killed with -9 while it stands between the commit and the end of its task, in three agreements at once. The
// server gives each task to the next worker once its ten seconds are out.

let engine: TestEngine;
let retried: ActedLife;
let crowded: ActedLife;
let asleep: ActedLife;
let killedAt: Instant;
let verdicts: { retried: Verdict; crowded: Verdict; note: Verdict };

const wakeOf = (name: string): Instant => instantAt('2011-02-01', 7, wakeMinute(`${name}:2012`));

/** Its reminder, its only one, is due in so many seconds. */
function lifeOf(name: string, wakeInMs: number): ActedLife {
  const deadlines = [deadline('slutrapport', '2011-02-02', watched)];
  const loaded = inventedAgreement(name, { deadlines }, { reminderPlans: { report: [-1], answer: [-1] } });
  return actedLife(engine, { loaded, at: addMs(wakeOf(name), -wakeInMs) });
}

beforeAll(async () => {
  engine = await testEngine('faults');
  const chainOf = (name: string): string => `agreement:${name}:2012`;
  const worker = await startKillable(
    { databaseUrl: engine.databaseUrl, temporalAddress: inject('engine').temporalAddress, namespace: engine.temporal.namespace },
    [
      [chainOf('omtagen'), 'underlaget'],
      [chainOf('trangd'), 'underlaget'],
      [chainOf('sovande'), 'due:'],
    ],
  );
  [retried, crowded, asleep] = [lifeOf('omtagen', 3_600_000), lifeOf('trangd', 9_000), lifeOf('sovande', 4_000)];
  await Promise.all([retried, crowded, asleep].map(async (life) => recorded(await life.open())));
  const adopt = (life: ActedLife) => insisted(() => life.tries('adoptBasis', {}, { commandId: 'underlaget' }));
  const asked = [adopt(retried), adopt(crowded)];
  await Promise.all([retried, crowded, asleep].map(({ chain }) => worker.stalled(chain)));
  await worker.kill();
  killedAt = retried.now();
  const note = insisted(() => crowded.tries('correct', { version: 2, correction: 'note' }, { commandId: 'anteckning' }));
  await until('the reminder of the crowded one is due', () => crowded.now() > wakeOf('trangd'), { withinMs: 20_000 });
  await engine.startWorker();
  const [one, other] = await Promise.all(asked);
  verdicts = { retried: one as Verdict, crowded: other as Verdict, note: await note };
});
afterAll(() => closeDown(engine));

const REMINDER = ['slutrapport 2011-02-02 -1 person:samordnaren'];
const typesOf = (events: readonly StoredEvent[]): string[] => events.map(({ body }) => body.type);

/** Replay, the chain, and the state that the workflow lived in are one; only the times of lost tasks are in no history. */
async function expectOneTruth(life: ActedLife): Promise<StoredEvent[]> {
  const events = await expectSoundChain(engine.worlds, life.chain);
  await life.gateway.nudge(life.chain);
  const runs = await runsOf(engine.worlds, engine.temporal, life.chain);
  await replay(runs);
  expect(stateTold(runs)).toEqual(await agreementState(engine.worlds, life.chain));
  expect(redecide(runs)).toEqual([]);
  return events;
}

test('what was committed before the kill happened once, at its first time, and its first answer stands', async () => {
  const events = await expectOneTruth(retried);
  expect(typesOf(events)).toEqual(['runStarted', 'opened', 'phaseBegan', 'basisAdopted', 'phaseBegan']);
  const adopted = events.filter(({ commandId }) => commandId === 'underlaget');
  expect(adopted.every(({ recordedAt }) => recordedAt <= killedAt)).toBe(true);
  expect(recorded(verdicts.retried)).toEqual({ chain: retried.chain, version: 5, hash: adopted.at(-1)?.hash });
  expect(await noticeKeys(engine.worlds, retried.chain)).toEqual([]);
});

test('with another command and a due moment waiting behind it, each happens once, and nothing is told twice', async () => {
  const events = await expectOneTruth(crowded);
  expect(typesOf(events).slice(0, 5)).toEqual(['runStarted', 'opened', 'phaseBegan', 'basisAdopted', 'phaseBegan']);
  expect(typesOf(events).slice(5).toSorted()).toEqual(['corrected', 'reminded']);
  expect(recorded(verdicts.crowded).version).toBe(5);
  expect(recorded(verdicts.note).hash).toBe(events.find(({ commandId }) => commandId === 'anteckning')?.hash);
  expect(await noticeKeys(engine.worlds, crowded.chain)).toEqual(REMINDER);
});

test('a reminder that was committed before the kill is not given again by the one who wakes next', async () => {
  const events = await expectOneTruth(asleep);
  expect(typesOf(events)).toEqual(['runStarted', 'opened', 'phaseBegan', 'reminded']);
  expect(await noticeKeys(engine.worlds, asleep.chain)).toEqual(REMINDER);
});
