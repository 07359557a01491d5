import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain, noticeKeys } from '../support/chainChecks.ts';
import type { TestEngine } from '../support/engine.ts';
import { type History, inputOf, replay, type Run, runsOf, stateTold } from '../support/histories.ts';
import { recordedFile, writeRecorded } from '../support/recorded.ts';
import { redecide } from '../support/redecide.ts';
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
  for (const { history } of Object.values(results)) {
    expect(history.runs).toBeGreaterThanOrEqual(3);
    expect(history.events).toBeLessThan(3_000);
    expect(history.bytes).toBeLessThan(1_500_000);
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

  test('are kept with the project, to be replayed for ever', () => {
    const file = recordedFile(which);
    const isThere = existsSync(file);
    // Deleted on purpose, to be recorded anew: this run writes it, and the next one finds it.
    if (!isThere) {
      mkdirSync(dirname(file), { recursive: true });
      writeRecorded(which, runs[which]);
    }
    expect(isThere, `${file} was missing and has been written; look at it and commit it`).toBe(true);
  });
});

describe('nothing durable holds a person’s name, an address or what a person wrote', () => {
  let written: string[];
  let durable: string[];
  beforeAll(async () => {
    const db = engine.worlds.rehearsal;
    const people = await db.selectFrom('person').select(['name', 'email']).execute();
    const registrars = await db.selectFrom('organisation').select(['registrarName', 'registrarEmail']).execute();
    const texts = await db.selectFrom('text').select('text').execute();
    written = [
      ...people.flatMap(({ name, email }) => [name, email]),
      ...registrars.flatMap(({ registrarName, registrarEmail }) => [registrarName ?? '', registrarEmail]),
      ...texts.map(({ text }) => text),
    ].filter((one) => one !== '');
    const events = await db.selectFrom('event').select('canonical').execute();
    const states = await db.selectFrom('process').select('state').execute();
    const commands = await db.selectFrom('command').selectAll().execute();
    const kept = await db.selectFrom('archive').select('history').execute();
    durable = [
      ...events.map(({ canonical }) => canonical),
      JSON.stringify([states, commands]),
      ...kept.map(({ history }) => readable(gunzipSync(history).toString())),
      ...(await allHistories()).map((history) => readable(historyToJSON(history))),
    ];
  });

  test('what is looked for is what the example has, and the search finds what is there', () => {
    expect(written).toEqual(expect.arrayContaining(['Ragnwi Marcelind', 'alva.exempelberg@example.org', 'SKL:s registrator']));
    expect(written).toContain('Statskontorets rapport 2014:18, dnr 2011/148-5.');
    // Both openings, the states, every archived and every present history of an agreement, and the framework that planned one.
    expect(found('Databaser och e-tidskrifter')).toBeGreaterThan(3 + 2 * (runs.course.length + runs.troubles.length));
  });

  test('no name, address or text is in any event, state, command, payload or archive', () => {
    expect([...new Set(written)].filter((one) => found(one) > 0)).toEqual([]);
  });

  const found = (one: string): number => {
    const asJson = JSON.stringify(one).slice(1, -1);
    return durable.filter((text) => text.includes(asJson)).length;
  };

  async function allHistories(): Promise<History[]> {
    const all: History[] = [];
    for await (const { workflowId, runId } of engine.temporal.client.workflow.list())
      all.push(await engine.temporal.client.workflow.getHandle(workflowId, runId).fetchHistory());
    // Of every process and of delivery.
    expect(all.length).toBeGreaterThan(runs.course.length + runs.troubles.length);
    return all;
  }
});

/** A history's protobuf JSON with its payloads opened. */
function readable(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? payload(Buffer.from(value, 'base64').toString()) : value,
  );
}

const payload = (text: string): unknown => (/^[[{"]/.test(text) ? JSON.parse(text) : text);
