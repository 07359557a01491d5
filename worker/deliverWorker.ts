import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type { DeliverActivities } from '../activities/deliver/deliver.ts';
import { DELIVER_QUEUE } from '#contracts/queues.ts';

/** A worker for one namespace's deliveries: no workflows, one activity at a time, since one round keeps every mail connection busy. */
export async function deliverWorker(
  connection: NativeConnection,
  namespace: string,
  activities: DeliverActivities,
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: DELIVER_QUEUE,
    activities: { ...activities },
    maxConcurrentActivityTaskExecutions: 1,
    shutdownGraceTime: '8 seconds',
  });
}
