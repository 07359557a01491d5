import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { State } from '#core/agreement/state.ts';
import { type AnyState, modelOf } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Recorded } from '#contracts/types.ts';
import { decoded, eventsOfType, type History, inputOf, type Run } from '../../audit/compare/history.ts';
import { replayRuns } from '../../audit/compare/replay.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import type { TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { endRun } from '../../infra/gateway/endRun.ts';
import { chainsOf } from './chainChecks.ts';
import { productBundle, type TestEngine } from './engine.ts';

/** Every run of an agreement, oldest first, as its own record names them. */
export async function runsOf(worlds: Worlds, temporal: TemporalAccess, chain: string): Promise<Run[]> {
  const started = (await allEvents(worlds, chain)).flatMap(({ body }) => (body.type === 'runStarted' ? [body.runId] : []));
  const runs: Run[] = [];
  for (const runId of started) {
    await untilAtRest(temporal, chain, runId);
    const history = await temporal.client.workflow.getHandle(chain, runId).fetchHistory();
    runs.push({ workflowId: chain, runId, history });
  }
  return runs;
}

/** A history that ends within a task would have replay do that task's work. */
async function untilAtRest(temporal: TemporalAccess, workflowId: string, runId: string): Promise<void> {
  const handle = temporal.client.workflow.getHandle(workflowId, runId);
  while ((await handle.describe()).raw.pendingWorkflowTask != null) await sleep(20);
}

/** Replays runs with the product's workflows, or with another bundle. @throws what replay says of the first that does not. */
export async function replay(runs: readonly Run[], bundle?: WorkflowBundleWithSourceMap): Promise<void> {
  const [failed] = await replayRuns(runs, bundle ?? (await productBundle()));
  if (failed !== undefined) throw new Error(`${failed.chain} does not replay: ${failed.detail}`);
}

/** What a workflow folded, in order: its carried state, then the events that `record` told it. This is the state that it lived in. */
export function anyStateTold(runs: readonly Run[]): AnyState | null {
  const model = modelOf(kindOf(runs[0]?.workflowId ?? ''));
  let state: AnyState | null = null;
  for (const { history } of runs) {
    const { carried } = inputOf(history);
    state = carried === null ? null : model.readState(carried.state);
    for (const { events } of toldBy(history)) state = events.reduce<AnyState | null>(model.evolve, state);
  }
  return state;
}

/** The same of an agreement. */
export const stateTold = (runs: readonly Run[]): State | null => anyStateTold(runs) as State | null;

/** Every answer of `record` in a history, in order. */
function toldBy(history: History): Recorded[] {
  return eventsOfType(history, 'EVENT_TYPE_MARKER_RECORDED').flatMap(({ markerRecordedEventAttributes: marker }) => {
    const result = marker?.details?.result?.payloads?.[0];
    return marker?.markerName !== 'core_local_activity' || result == null ? [] : [decoded(result) as Recorded];
  });
}

/** Replays every run of every agreement in the engine's database that has not been replayed before, finished or not. */
export function makeReplayOfAll(engine: TestEngine, bundle?: WorkflowBundleWithSourceMap): () => Promise<number> {
  const done = new Set<string>();
  return async () => {
    const runs: Run[] = [];
    for (const chain of await chainsOf(engine.worlds)) {
      if (done.has(chain)) continue;
      done.add(chain);
      runs.push(...(await runsOf(engine.worlds, engine.temporal, chain)));
    }
    await replay(runs, bundle);
    return runs.length;
  };
}

/** Ends what a test file leaves running, so that the next one in the namespace meets none of it, and stops the engine. */
export async function closeDown(engine: TestEngine): Promise<void> {
  for (const chain of await chainsOf(engine.worlds)) await endRun(engine.temporal, chain, 'the test is over');
  await engine.stop();
}
