import { PROCESS_QUEUE } from '#contracts/queues.ts';
import type { DeliveryInput } from '#contracts/types.ts';
import type { TemporalAccess } from './connectTemporal.ts';

/** Starts delivery, or joins the one that runs. */
export async function startDelivery(temporal: TemporalAccess, workflowId: string, input: DeliveryInput): Promise<void> {
  await temporal.client.workflow.start('delivery', {
    workflowId,
    taskQueue: PROCESS_QUEUE,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}

/** Runs one delivery to its end: how a rehearsal empties its outbox at one instant of its own time. */
export async function runDelivery(temporal: TemporalAccess, workflowId: string, input: DeliveryInput): Promise<void> {
  await temporal.client.workflow.execute('delivery', { workflowId, taskQueue: PROCESS_QUEUE, args: [input] });
}
