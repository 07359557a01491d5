import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { refusePlainly } from '#core/agreement/decide/checks.ts';
import { eventsOfType } from '../../audit/compare/history.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { type ActedLife, actedLife, conclude, recorded, settle } from '../support/actedLife.ts';
import { envelopeOf } from '../support/agreements.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, makeReplayOfAll, runsOf } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';

let engine: TestEngine;
let replayAll: () => Promise<number>;
beforeAll(async () => {
  engine = await testEngine('workflows');
  await engine.startWorker();
  replayAll = makeReplayOfAll(engine);
});
afterEach(async () => {
  await replayAll();
});
afterAll(() => closeDown(engine));

/** The first day of the consultation, at noon. */
const NOON = '2011-02-01T11:00:00.000Z';
const lifeOf = (name: string): ActedLife => actedLife(engine, { loaded: inventedAgreement(`bud-${name}`), at: NOON });

async function opened(name: string): Promise<ActedLife> {
  const life = lifeOf(name);
  recorded(await life.open());
  return life;
}

const statusOf = async ({ chain }: ActedLife): Promise<string> =>
  (await engine.temporal.client.workflow.getHandle(chain).describe()).status.name;

/** Several commands at once may meet a full workflow, and a workflow that ends does so a moment after its last answer. */
const untilEnded = (life: ActedLife): Promise<void> => expect.poll(() => statusOf(life), { timeout: 10_000 }).toBe('COMPLETED');

test('an agreement lives from its opening to its close, and its workflow ends with it', async () => {
  const life = await opened('livet');
  await conclude(life);
  expect((await agreementState(engine.worlds, life.chain))?.phase).toBe('inForce');
  await settle(life);
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.at(-1)?.body).toMatchObject({ type: 'phaseBegan', phase: 'closed' });
  await untilEnded(life);
  expect(await runsOf(engine.worlds, engine.temporal, life.chain)).toHaveLength(1);
});

test('what is plainly impossible is refused before it reaches the history, and in the same words as by the rules', async () => {
  const life = await opened('rakt-av');
  const verdict = await life.tries('meetDeadline', { deadline: 'finns-inte' }, { commandId: 'rakt-av' });
  const state = await agreementState(engine.worlds, life.chain);
  const asked = envelopeOf({ type: 'meetDeadline', deadline: 'finns-inte' }, '2011-02-01');
  expect(verdict).toEqual({ kind: 'refused', refusal: refusePlainly(state, asked) });
  const [run] = await runsOf(engine.worlds, engine.temporal, life.chain);
  const accepted = eventsOfType(run?.history ?? {}, 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED');
  expect(accepted.map((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name)).toEqual([
    'open',
  ]);
});

test('a workflow that has not folded its chain yet refuses in the handler what it would refuse at the door', async () => {
  const life = await opened('bakvagen');
  await conclude(life);
  await settle(life);
  await untilEnded(life);
  const verdict = await life.tries('meetDeadline', { deadline: 'finns-inte' });
  const state = await agreementState(engine.worlds, life.chain);
  const asked = envelopeOf({ type: 'meetDeadline', deadline: 'finns-inte' }, '2011-02-01');
  expect(verdict).toEqual({ kind: 'refused', refusal: refusePlainly(state, asked) });
  const [, short] = await runsOf(engine.worlds, engine.temporal, life.chain);
  expect(eventsOfType(short?.history ?? {}, 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED')).toHaveLength(1);
});

test('a command sent twice under one id happens once, also when both are on their way at once', async () => {
  const life = await opened('tva-ganger');
  const send = () => life.tries('adoptBasis', {}, { commandId: 'underlaget' });
  const [first, second] = await Promise.all([send(), send()]);
  const third = await send();
  expect(recorded(second)).toEqual(recorded(first));
  expect(third).toEqual({ kind: 'recorded', receipt: recorded(first), repeated: true });
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'basisAdopted')).toHaveLength(1);
});

test('another act or another person under a used id is a conflict, also when both are on their way at once', async () => {
  const life = await opened('konflikt');
  const again = { commandId: 'underlaget' };
  const outcomes = await Promise.all([
    life.tries('adoptBasis', {}, { ...again, reason: 'Det ena skälet' }),
    life.tries('adoptBasis', {}, { ...again, reason: 'Det andra skälet' }),
  ]);
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'recorded']);
  const conflict = { kind: 'conflict', commandId: 'underlaget' };
  expect(await life.tries('openNextPhaseEarly', {}, again)).toEqual(conflict);
  const won = outcomes.findIndex(({ kind }) => kind === 'recorded') === 0 ? 'Det ena skälet' : 'Det andra skälet';
  expect(await life.tries('adoptBasis', {}, { ...again, reason: won, by: 'handlaggaren' })).toEqual(conflict);
  expect(await life.tries('adoptBasis', {}, { ...again, reason: won })).toMatchObject({ kind: 'recorded', repeated: true });
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'basisAdopted')).toHaveLength(1);
});

test('a refusal binds nothing: the same id, sent again when the time has come, is decided anew', async () => {
  const life = await opened('pa-nytt');
  const early = () => life.tries('openNextPhaseEarly', {}, { commandId: 'i-fortid' });
  expect(await early()).toMatchObject({ kind: 'refused', refusal: { code: 'wrongPhase', phase: 'consultation' } });
  expect(await early()).toMatchObject({ kind: 'refused', refusal: { code: 'wrongPhase', phase: 'consultation' } });
  await life.does('adoptBasis', {});
  expect(await early()).toMatchObject({ kind: 'recorded', repeated: false });
  expect((await agreementState(engine.worlds, life.chain))?.phase).toBe('negotiation');
});

test('what somebody wrote in a command that was refused is not kept', async () => {
  const life = await opened('ogjort');
  const texts = async () => (await engine.worlds.live.selectFrom('text').select('textId').execute()).length;
  const before = await texts();
  expect(await life.tries('openNextPhaseEarly', {}, { reason: 'Det blev inget av det.' })).toMatchObject({ kind: 'refused' });
  expect(await texts()).toBe(before);
  await life.does('adoptBasis', {}, { reason: 'Det blev av.' });
  expect(await texts()).toBeGreaterThan(before);
});

test('a closed agreement takes a correction in a short run of its own, and answers what it was told before as before', async () => {
  const life = await opened('rattelsen');
  const basis = await life.does('adoptBasis', {}, { commandId: 'underlaget' });
  await life.does('lapse', {});
  await untilEnded(life);
  expect(await life.tries('adoptBasis', {}, { commandId: 'underlaget' })).toEqual({
    kind: 'recorded',
    receipt: basis,
    repeated: true,
  });
  expect(await runsOf(engine.worlds, engine.temporal, life.chain)).toHaveLength(1);
  const correction = { version: basis.version - 1, correction: 'note' } as const;
  const corrected = await life.does('correct', correction, { commandId: 'rattelse' });
  await untilEnded(life);
  expect(await life.tries('correct', correction, { commandId: 'rattelse' })).toMatchObject({
    receipt: corrected,
    repeated: true,
  });
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.slice(-2).map(({ body }) => body.type)).toEqual(['runStarted', 'corrected']);
  expect(await runsOf(engine.worlds, engine.temporal, life.chain)).toHaveLength(2);
});

test('two entries to a closed agreement at once are both recorded', async () => {
  const life = await opened('tva-rattelser');
  const basis = await life.does('adoptBasis', {});
  await life.does('lapse', {});
  await untilEnded(life);
  const correct = (n: number) =>
    life.tries('correct', { version: basis.version - 1, correction: 'note' }, { commandId: `rattelse-${n}` });
  const verdicts = await Promise.all([1, 2, 3, 4].map(correct));
  expect(verdicts.map(({ kind }) => kind)).toEqual(['recorded', 'recorded', 'recorded', 'recorded']);
  await untilEnded(life);
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.filter(({ body }) => body.type === 'corrected')).toHaveLength(4);
});

test('an agreement taken over is one event, stands where its past acts put it, and goes on from there', async () => {
  const life = lifeOf('overtagen');
  const basis = { request: { type: 'adoptBasis', input: {} }, doneOn: '2011-02-01', reason: 'Ett påhittat skäl' } as const;
  recorded(await life.open({ takeOver: [basis] }));
  await life.does('openNextPhaseEarly', {});
  const events = await expectSoundChain(engine.worlds, life.chain);
  expect(events.map(({ body }) => body.type)).toEqual(['runStarted', 'takenOver', 'phaseBegan']);
  expect((await agreementState(engine.worlds, life.chain))?.phase).toBe('negotiation');
});

test('a real agreement is never opened on a clock that is not the real one', async () => {
  const worlds = { ...engine.worlds, kind: 'standard' } as const;
  const life = actedLife({ ...engine, worlds }, { loaded: inventedAgreement('bud-klockan'), at: NOON });
  await expect(life.open()).rejects.toThrow('lives on the real clock');
  expect(await agreementState(engine.worlds, life.chain)).toBeNull();
});

test('an agreement opens once, and one that was never opened is not found', async () => {
  const life = await opened('en-gang');
  expect(await life.open({ commandId: 'oppna-igen' })).toEqual({ kind: 'refused', refusal: { code: 'alreadyOpened' } });
  const other = lifeOf('aldrig');
  expect(await other.tries('adoptBasis', {})).toEqual({ kind: 'notFound', agreement: other.chain });
});

test('two who open the same agreement at once: one does, the other is told so', async () => {
  const life = lifeOf('tva-oppnar');
  const verdicts = await Promise.all([life.open({ commandId: 'a' }), life.open({ commandId: 'b' })]);
  expect(verdicts.map(({ kind }) => kind).toSorted()).toEqual(['recorded', 'refused']);
  expect(verdicts).toContainEqual({ kind: 'refused', refusal: { code: 'alreadyOpened' } });
  await expectSoundChain(engine.worlds, life.chain);
});
