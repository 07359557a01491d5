import { DefaultLogger, Runtime, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Run } from './history.ts';

/** A run that the workflows' code of today does not follow to its end. */
export interface NotReplayed {
  chain: string;
  /** Id of the run. */
  part: string;
  /** The SDK's own words. */
  detail: string;
}

/** Runs the workflows' code through histories, and names every run that it would have gone on differently in. */
export async function replayRuns(runs: readonly Run[], workflowBundle: WorkflowBundleWithSourceMap): Promise<NotReplayed[]> {
  const failed: NotReplayed[] = [];
  // In the order that they are given.
  const results = Worker.runReplayHistories(
    { workflowBundle },
    runs.map(({ workflowId, history }) => ({ workflowId, history })),
  );
  for await (const { workflowId, runId, error } of results)
    if (error !== undefined) failed.push({ chain: workflowId, part: runId, detail: error.message });
  return failed;
}

/** For a program that replays and runs no worker: what the SDK would say on standard error is in the answer. Once a process. */
export function quietly(): DefaultLogger {
  const logger = new DefaultLogger('ERROR', () => undefined);
  Runtime.install({ logger });
  return logger;
}
