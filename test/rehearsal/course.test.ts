import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inputOf, type Run } from '../../audit/compare/history.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import { durableOf, leaked, saidIn, timesFound, writtenIn } from '../support/durable.ts';
import type { TestEngine } from '../support/engine.ts';
import { replay, runsOf, stateTold } from '../support/histories.ts';
import { redecide, redecideTogether } from '../../audit/compare/redecide.ts';
import { rehearsalEngine, rehearse2012 } from '../support/rehearsing.ts';

let engine: TestEngine;
let results: { course: RehearsalResult; troubles: RehearsalResult };
let runs: { course: Run[]; troubles: Run[] };
beforeAll(async () => {
  engine = await rehearsalEngine('rehearsal');
  // Side by side: neither may notice the other.
  const [course, troubles] = await Promise.all([rehearse2012(engine, 'script'), rehearse2012(engine, 'script-troubles')]);
  const of = ({ agreement }: RehearsalResult) => runsOf(engine.worlds, engine.temporal, agreement);
  results = { course, troubles };
  runs = { course: await of(course), troubles: await of(troubles) };
});
afterAll(() => engine.stop());

test('2012 runs as written with its framework and Stockholm’s own handling, to the last due date, and closes when the final report is in', () => {
  const { course } = results;
  expect(course.steps).toMatchObject({ asWritten: course.steps.total, unexpected: [] });
  expect(course).toMatchObject({
    asWritten: true,
    finalPhase: 'closed',
    virtualFrom: '2010-06-14',
    virtualTo: '2014-09-01',
  });
  expect(course.processes.map(({ process, kind, finalPhase }) => [process, kind, finalPhase])).toEqual([
    ['framework', 'framework', 'valid'],
    ['2012', 'agreement', 'closed'],
    ['stockholm', 'referral', expect.any(String)],
  ]);
  expect(course.deadlines).toContainEqual({
    id: 'finalReport',
    kind: 'finalReport',
    dueOn: '2014-09-01',
    doneOn: '2014-08-28',
    status: 'met',
  });
  expect(course.phases.map(({ phase, from }) => `${phase} ${from}`)).toEqual([
    'consultation 2011-02-01',
    'preparation 2011-06-20',
    'negotiation 2011-10-01',
    'signing 2011-12-19',
    'approval 2012-01-11',
    'inForce 2012-02-17',
    'evaluation 2012-10-01',
    'finalReporting 2012-12-13',
    'closed 2014-08-28',
  ]);
});

test('the final report is reminded of on four mornings, each in a mail of its own, and never after it was in', () => {
  const mails = results.course.mails.filter(({ deadline }) => deadline === 'finalReport');
  expect(mails.map(({ on }) => on)).toEqual(['2014-06-03', '2014-08-01', '2014-08-18', '2014-08-25']);
  expect(mails.map(({ occasion }) => occasion)).toEqual([-90, -30, -14, -7]);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(4);
  expect(mails.every(({ to, explanation }) => to === 'alva.exempelberg@example.org' && explanation !== '')).toBe(true);
  expect(results.course.mails.every(({ status }) => status === 'sent')).toBe(true);
});

test('nothing that really happened was late: no phase or deadline of 2012 is told as overdue', async () => {
  const late = (await allEvents(engine.worlds, results.course.agreement)).filter(
    ({ body }) =>
      body.type === 'phaseOverdue' || (body.type === 'reminded' && body.reminders.some(({ occasion }) => occasion > 0)),
  );
  expect(late).toEqual([]);
});

test('43 months fit into 3,000 history events and 1.5 MB', () => {
  for (const { history } of Object.values(results)) expect(history.runs).toBeGreaterThanOrEqual(3);
  for (const { process, history } of Object.values(results).flatMap(({ processes }) => processes)) {
    const size = `${process}: ${history.runs} runs, ${history.events} events, ${history.bytes} bytes`;
    expect(history.events, size).toBeLessThan(3_000);
    expect(history.bytes, size).toBeLessThan(1_500_000);
  }
});

test('the invented troubles run as written too: what must be refused is refused, and it closes', () => {
  const { troubles } = results;
  expect(troubles.steps.unexpected).toEqual([]);
  expect(troubles).toMatchObject({ asWritten: true, finalPhase: 'closed' });
});

test('two rehearsals side by side share nothing but the agreement: each has its own chain, runs and notices', async () => {
  const { course, troubles } = results;
  expect(course.agreement).not.toBe(troubles.agreement);
  for (const { agreement, mails } of [course, troubles]) {
    const events = await expectSoundChain(engine.worlds, agreement);
    expect(new Set(events.map(({ chain }) => chain))).toEqual(new Set([agreement]));
    const keys = await noticeKeys(engine.worlds, agreement);
    expect(new Set(keys).size).toBe(keys.length);
    expect(mails.filter(({ process }) => process === '2012')).toHaveLength(keys.length);
  }
});

describe.each(['course', 'troubles'] as const)('the histories of the %s', (which) => {
  test('replay, run by run, and lead from one run to the next with the state as it was', async () => {
    await replay(runs[which]);
    const lived = stateTold(runs[which]);
    expect(lived).toEqual(await agreementState(engine.worlds, results[which].agreement));
    for (const [i, { history }] of runs[which].entries()) {
      const { carried } = inputOf(history);
      // A later entry to a closed agreement begins with the chain instead.
      if (carried !== null) expect(carried.state).toEqual(stateTold(runs[which].slice(0, i)));
    }
  });

  test('are decided again by the rules with the same hashes', () => {
    expect(redecide(runs[which])).toEqual([]);
  });

  test('are archived whole', async () => {
    const kept = await engine.worlds.rehearsal
      .selectFrom('archive')
      .select(['runId', 'history'])
      .where('chain', '=', results[which].agreement)
      .execute();
    expect(kept.map(({ runId }) => runId).toSorted()).toEqual(runs[which].map(({ runId }) => runId).toSorted());
    for (const { runId, history } of kept) {
      const run = runs[which].find((one) => one.runId === runId);
      const isWhole = isDeepStrictEqual(
        JSON.parse(gunzipSync(history).toString()),
        JSON.parse(historyToJSON(run?.history ?? {})),
      );
      expect(isWhole).toBe(true);
    }
  });
});

test('what the framework and Stockholm recorded is decided again with the same hashes, and 2012 took what the framework sent it', async () => {
  const lives = results.course.processes.map(({ id }) => runsOf(engine.worlds, engine.temporal, id));
  expect(redecideTogether(await Promise.all(lives))).toEqual({});
});

describe('nothing durable holds a person’s name, an address or what a person wrote', () => {
  let durable: string[];
  beforeAll(async () => {
    durable = await durableOf(engine.worlds.rehearsal, engine.temporal);
  });

  test('the search finds what is there: a measure’s title in both openings, the states, every history and the framework’s plan', () => {
    const many = 3 + 2 * (runs.course.length + runs.troubles.length);
    expect(timesFound('Databaser och e-tidskrifter', durable)).toBeGreaterThan(many);
    expect(timesFound('noticeSettled', durable)).toBeGreaterThan(100);
  });

  test('no name, address or text that was put away is in any event, state, command, payload or archive', async () => {
    const written = await writtenIn(engine.worlds.rehearsal);
    expect(written).toEqual(expect.arrayContaining(['Ragnwi Marcelind', 'alva.exempelberg@example.org', 'SKL:s registrator']));
    expect(written).toContain('Statskontorets rapport 2014:18, dnr 2011/148-5.');
    expect(leaked(written, durable)).toEqual([]);
  });

  test.each(['script', 'script-troubles'])('nor is anything that %s has people say', (name) => {
    const said = saidIn(`examples/2012/${name}.yaml`);
    expect(said.length).toBeGreaterThan(5);
    expect(leaked(said, durable)).toEqual([]);
  });
});
