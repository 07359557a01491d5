import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { isGrpcServiceError } from '@temporalio/client';
import type { TemporalAccess } from './connectTemporal.ts';

const { EventType } = proto.temporal.api.enums.v1;
const closing: readonly (number | null | undefined)[] = [
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
];
const NOT_FOUND = 5;

export interface ClosedHistory {
  /** The protobuf JSON form, which replay reads. */
  json: string;
  events: number;
  /** As the server counts it. */
  bytes: number;
}

/**
 * The whole history of a run that has ended. `running`: it has not ended yet. `gone`: the server no longer has it. `incomplete`: it
 * lacks an event, or its end; better no archive than one that only looks complete.
 */
export async function closedHistory(
  temporal: TemporalAccess,
  workflowId: string,
  runId: string,
): Promise<ClosedHistory | 'running' | 'gone' | 'incomplete'> {
  const handle = temporal.client.workflow.getHandle(workflowId, runId);
  try {
    // Asked first: the minute clock comes by every run that is open, and most are, with years of history.
    const { status, historySize: bytes } = await handle.describe();
    if (status.name === 'RUNNING' || status.name === 'PAUSED') return 'running';
    const history = await handle.fetchHistory();
    const events = history.events ?? [];
    if (!closing.includes(events.at(-1)?.eventType)) return 'incomplete';
    if (events.some((event, i) => String(event.eventId) !== String(i + 1))) return 'incomplete';
    return { json: historyToJSON(history), events: events.length, bytes: bytes ?? 0 };
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  if (isGrpcServiceError(error)) return error.code === NOT_FOUND;
  return error instanceof Error && (error.name === 'WorkflowNotFoundError' || isNotFound(error.cause));
}
