import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultPayloadConverter } from '@temporalio/common';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '#core/agreement/commands.ts';
import type { EventBody } from '#core/agreement/events.ts';
import { wakeMinute } from '#core/deadlines/reminders.ts';
import { addMs, instantAt } from '#core/calendar/instant.ts';
import { kinds } from '#core/act/model.ts';
import { kindOf } from '#contracts/ids.ts';
import type { CommandMessage, Recorded } from '#contracts/types.ts';
import { decoded, EventType, type HistoryEvent } from '../../audit/compare/history.ts';
import { type ActedLife, actedLife, recorded } from '../support/actedLife.ts';
import { deadline, watched } from '../support/agreements.ts';
import { noticeKeys } from '../support/chainChecks.ts';
import { changedBuild } from '../support/changedBuild.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, replay, runsOf, stateTold } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { recordedFile, recordedLives, recordedRuns } from '../support/recorded.ts';
import { redecide, redecideTogether } from '../../audit/compare/redecide.ts';
import { eventsOf, swapTimerAndRecord, tamperCommand } from '../support/tampering.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const names = readdirSync(folder).map((file) => file.replace(/\.json\.gz$/, ''));

/** A framework with the year it opens and a referral; a year that came to grief; a framework of another kind with both its years. */
const ofEveryKind = ['platform', 'renegotiated', 'performance'] as const;
/** The first and the second of them again, since the rules' engine is 2. */
const informed = ['informed', 'informedTroubles'] as const;

test('the recorded histories weigh little in the project', () => {
  expect(names).toEqual(expect.arrayContaining(['course', 'troubles', ...ofEveryKind, ...informed]));
  const bytes = names.map((name) => statSync(recordedFile(name)).size);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(2_000_000);
});

test('every kind of process is among them', () => {
  const found = names.flatMap((name) => recordedRuns(name).map(({ workflowId }) => kindOf(workflowId)));
  expect(new Set(found)).toEqual(new Set(kinds));
});

describe.each(names)('the recorded history of the %s', (name) => {
  test('replays', async () => {
    await expect(replay(recordedRuns(name))).resolves.toBeUndefined();
  });

  test('is decided again with the same hashes, with every message as its sender sent it', () => {
    expect(redecideTogether(recordedLives(name))).toEqual({});
  });
});

test.each(['course', 'troubles'])('the %s of the first release ends closed under today’s rules as well', (name) => {
  expect(stateTold(recordedRuns(name))?.phase).toBe('closed');
});

test('a history with two events in another order is refused by replay', async () => {
  const runs = recordedRuns('course');
  swapTimerAndRecord(runs[1]);
  await expect(replay(runs)).rejects.toThrow(/does not replay.*[Nn]ondeterminism/s);
});

const aKronaLess = ({ envelope: { command } }: CommandMessage<Command>): void => {
  if (command.type !== 'account') throw new Error(command.type);
  command.usedOre -= 100;
  command.unspentOre += 100;
};

test('a changed amount in what was asked passes replay and is refused by re-decision, at the version that holds it', async () => {
  const runs = recordedRuns('course');
  tamperCommand(runs, 'account', aKronaLess);
  await replay(runs);
  const [accounted] = runs.flatMap(({ history }) => accountedVersions(history.events ?? []));
  expect(redecide(runs)).toEqual([{ version: accounted, found: 'otherHash' }]);
});

test('a changed amount in what was recorded is refused by re-decision, at the version that holds it', () => {
  const runs = recordedRuns('course');
  const [accounted] = runs.flatMap(({ history }) => accountedVersions(history.events ?? []));
  for (const event of runs.flatMap(eventsOf)) {
    const payloads = event.markerRecordedEventAttributes?.details?.result?.payloads;
    const told = payloads?.[0] == null ? null : (decoded(payloads[0]) as Recorded<EventBody>);
    const body = told?.events[0]?.body;
    if (payloads == null || body?.type !== 'accounted') continue;
    body.unspentOre += 100;
    payloads[0] = defaultPayloadConverter.toPayload(told);
    break;
  }
  expect(redecide(runs)[0]).toEqual({ version: accounted, found: 'otherHash' });
});

const accountedVersions = (events: readonly HistoryEvent[]): number[] =>
  events.flatMap(({ markerRecordedEventAttributes: marker }) => {
    const payload = marker?.details?.result?.payloads?.[0];
    const told = payload == null ? [] : (decoded(payload) as Recorded).events;
    return told.flatMap(({ body, version }) => (body.type === 'accounted' ? [version] : []));
  });

test('a command dated to another moment is refused by re-decision', () => {
  const runs = recordedRuns('course');
  const events = eventsOf(runs[1]);
  const started = events.findLast(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED);
  if (started?.eventTime == null) throw new Error('no task');
  started.eventTime = { ...started.eventTime, nanos: (started.eventTime.nanos ?? 0) > 500_000_000 ? 1_000_000 : 999_000_000 };
  expect(redecide(runs).map(({ found }) => found)).toEqual(['otherTime']);
});

describe('a later version of the code, whose answers differ from engine 3 on', () => {
  const reminders = 'workflows/core/agreement/reminders.ts';
  const definition = 'workflows/core/agreement/definition.ts';
  const current = 'test/support/workflows/engineThreeCurrent.ts';
  let engineThree: WorkflowBundleWithSourceMap;
  let forgotten: WorkflowBundleWithSourceMap;
  let engine: TestEngine;
  beforeAll(async () => {
    [engineThree, forgotten] = await Promise.all([
      changedBuild({ [reminders]: 'test/support/workflows/engineThree.ts', [definition]: current }),
      changedBuild({ [reminders]: 'test/support/workflows/engineForgotten.ts', [definition]: current }),
    ]);
    engine = await testEngine('replay');
  });
  afterAll(() => closeDown(engine));

  test.each(names)('replays the recorded history of the %s, which began under an earlier engine', async (name) => {
    await expect(replay(recordedRuns(name), engineThree)).resolves.toBeUndefined();
  });

  test('would be refused by replay if it had forgotten the old answer', async () => {
    await expect(replay(recordedRuns('course'), forgotten)).rejects.toThrow(/does not replay/);
  });

  test('answers as before for an agreement of engine 2, and anew for one of engine 3, side by side', async () => {
    await engine.startWorker({ bundle: engineThree });
    const [before, after] = [nearNinety('motor-tva', 2), nearNinety('motor-tre', 3)];
    for (const life of [before, after]) recorded(await life.open());
    await expect.poll(() => noticeKeys(engine.worlds, before.chain), { timeout: 15_000 }).toHaveLength(1);
    expect(await noticeKeys(engine.worlds, before.chain)).toEqual(['slutrapport 2011-05-02 -90 person:samordnaren']);
    // Its own hour has come by then as well.
    await expect.poll(() => after.now() > addMs(wakeOf('motor-tre'), 1_000), { timeout: 15_000 }).toBe(true);
    expect(await noticeKeys(engine.worlds, after.chain)).toEqual([]);
    for (const life of [before, after]) await replay(await runsOf(engine.worlds, engine.temporal, life.chain), engineThree);
  });

  const wakeOf = (name: string) => instantAt('2011-02-01', 7, wakeMinute(`${name}:2012`));

  /** Its watched date is 90 days off, and its hour comes in three seconds. */
  function nearNinety(name: string, version: number): ActedLife {
    const loaded = inventedAgreement(name, { deadlines: [deadline('slutrapport', '2011-05-02', watched)] }, { engine: version });
    return actedLife(engine, { loaded, at: addMs(wakeOf(name), -3_000) });
  }
});
