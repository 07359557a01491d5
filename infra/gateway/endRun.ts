import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { TemporalAccess } from './connectTemporal.ts';

const NOT_FOUND = 5;

/** Ends a run that is still open; one that has ended already is as well. Only for worlds that are thrown away. */
export async function endRun(temporal: TemporalAccess, workflowId: string, reason: string): Promise<void> {
  try {
    await temporal.client.workflow.getHandle(workflowId).terminate(reason);
  } catch (error) {
    const isGone = error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && error.code === NOT_FOUND);
    if (!isGone) throw error;
  }
}
