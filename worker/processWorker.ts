import type { NativeConnection, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { PROCESS_QUEUE } from '#contracts/queues.ts';
import type { PassActivities } from '../activities/pass/index.ts';
import type { RecordActivities } from '../activities/record/index.ts';

export interface ProcessWorkerParts {
  connection: NativeConnection;
  namespace: string;
  bundle: WorkflowBundleWithSourceMap;
  record: RecordActivities;
  pass: PassActivities;
  /** How many workflows stay in memory between their tasks. */
  maxCachedWorkflows?: number;
}

/** A worker for the workflows of every kind of process, and of delivery, of one namespace. `run` it; `shutdown` lets what has begun end. */
export async function processWorker({
  connection,
  namespace,
  bundle,
  record,
  pass,
  maxCachedWorkflows,
}: ProcessWorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: PROCESS_QUEUE,
    workflowBundle: bundle,
    activities: { ...record, ...pass },
    ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    shutdownGraceTime: '5 seconds',
  });
}
