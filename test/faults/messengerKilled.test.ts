import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { FrameworkEvent } from '#core/framework/events.ts';
import { msOf } from '#core/calendar/instant.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { definitionOf, VERSION_HASH } from '../support/agreements.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { frameworkOf } from '../support/frameworks.ts';
import { closeDown, replay, runsOf } from '../support/histories.ts';
import { startKillable } from '../support/killableWorker.ts';
import { commander } from '../support/sentCommands.ts';
import { until } from '../support/until.ts';

// A worker is killed with -9 in the middle of two messages: one has come to its receiver and nobody has been told, of the other the
// sender has recorded what became of it and not ended its task.

const NAMES = ['framme', 'antecknad'] as const;
const chainsOf = (name: string) => ({ framework: `framework:${name}`, agreement: `agreement:${name}:2012` });

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine('faults');
  const acts = commander(engine, () => msOf('2011-01-10T09:00:00.000Z') - Date.now());
  const worker = await startKillable(
    { databaseUrl: engine.databaseUrl, temporalAddress: inject('engine').temporalAddress, namespace: engine.temporal.namespace },
    [
      [chainsOf('framme').agreement, 'message:'],
      [chainsOf('antecknad').framework, 'message:'],
    ],
  );
  for (const name of NAMES) {
    const { framework } = chainsOf(name);
    const open = { type: 'open', definition: frameworkOf(name), versionHash: VERSION_HASH };
    const definition = { ...definitionOf(), framework: name };
    const planYear = { type: 'planYear', year: 2012, definition, versionHash: VERSION_HASH, opensOn: null };
    await acts.does(framework, open);
    await acts.does(framework, planYear);
    await acts.does(framework, { type: 'openYear', year: 2012 } as { type: string });
  }
  await Promise.all([worker.stalled(chainsOf('framme').agreement), worker.stalled(chainsOf('antecknad').framework)]);
  await worker.kill();
  await engine.startWorker();
});
afterAll(() => closeDown(engine));

test.each(NAMES)('the message arrives once and its outcome is recorded once (%s)', async (name) => {
  const { framework, agreement } = chainsOf(name);
  const isDone = async (): Promise<boolean> => {
    const found = await processState(engine.worlds, framework);
    return found?.kind === 'framework' && found.state.outgoing.length === 0;
  };
  await until('the outcome is recorded', isDone, { withinMs: 80_000 });
  const sent = await expectSoundChain<FrameworkEvent>(engine.worlds, framework);
  expect(sent.filter(({ body }) => body.type === 'yearOpened')).toHaveLength(1);
  const received = await expectSoundChain(engine.worlds, agreement);
  expect(received.filter(({ body }) => body.type === 'opened')).toHaveLength(1);
  await replay([
    ...(await runsOf(engine.worlds, engine.temporal, framework)),
    ...(await runsOf(engine.worlds, engine.temporal, agreement)),
  ]);
});
