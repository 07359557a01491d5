import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#core/agreement/events.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { AnyBody } from '#core/models.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import type { ProcessResult, RehearsalResult } from '../../rehearsal/result.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import type { TestEngine } from '../support/engine.ts';
import { rehearsalEngine, rehearseScript } from '../support/rehearsing.ts';

let engine: TestEngine;
let result: RehearsalResult;
beforeAll(async () => {
  engine = await rehearsalEngine('years');
  result = await rehearseScript(engine, 'test/rehearsal/years/script.yaml');
});
afterAll(() => engine.stop());

function told(process: string): ProcessResult {
  const found = result.processes.find((one) => one.process === process);
  if (found === undefined) throw new Error(`no process ${process}`);
  return found;
}

async function eventOf(process: string, type: string): Promise<StoredEvent> {
  const found = (await allEvents(engine.worlds, told(process).id)).find(({ body }) => body.type === type);
  if (found === undefined) throw new Error(`nothing of ${process} is ${type}`);
  return found;
}

test('one script plays a framework and the two years that it opens, and all goes as written', () => {
  expect(result.steps).toMatchObject({ unexpected: [] });
  expect(result.processes.map(({ process, kind, finalPhase }) => [process, kind, finalPhase])).toEqual([
    ['framework', 'framework', 'valid'],
    ['2012', 'agreement', 'finalReporting'],
    ['2013', 'agreement', 'negotiation'],
  ]);
});

test('each year is opened by the framework, on its own first day, and by nobody else', async () => {
  for (const [year, firstDay] of [
    ['2012', '2011-02-01'],
    ['2013', '2012-02-01'],
  ] as const) {
    const opened = await eventOf(year, 'opened');
    expect(civilDateOf(opened.recordedAt)).toBe(firstDay);
    expect(opened.recordedBy).toMatchObject({ role: 'process', person: told('framework').id });
    expect(told(year).phases[0]).toMatchObject({ phase: 'consultation', from: firstDay });
  }
});

test('a revision proposed in the evaluation of 2012 is in the negotiation of 2013 on the same day, also late in the evening', async () => {
  const proposed = await eventOf('2012', 'revisionProposed');
  const received = await eventOf('2013', 'revisionReceived');
  expect(civilDateOf(proposed.recordedAt)).toBe('2012-11-05');
  expect(civilDateOf(received.recordedAt)).toBe('2012-11-05');
  expect(received.recordedAt >= proposed.recordedAt).toBe(true);
});

test('no process is ever ahead of another: what they record one after another on the wall is in the order of their days', async () => {
  const all = await Promise.all(result.processes.map(({ id }) => allEvents<AnyBody>(engine.worlds, id)));
  const inWallOrder = all.flat().toSorted((a, b) => (a.wallTime < b.wallTime ? -1 : 1));
  const days = inWallOrder.map(({ recordedAt }) => civilDateOf(recordedAt));
  expect(days).toEqual(days.toSorted());
});

test('a correction finds the entry of its step in the process that the step was for', async () => {
  const adopted = await eventOf('2012', 'basisAdopted');
  expect((await eventOf('2012', 'corrected')).body).toMatchObject({ version: adopted.version });
});

test('each chain is sound, and every message has its outcome', async () => {
  for (const { id } of result.processes) await expectSoundChain(engine.worlds, id);
  const waiting = await engine.worlds.rehearsal.selectFrom('process').select('chain').where('messages', '>', 0).execute();
  expect(waiting).toEqual([]);
});
