import { setTimeout as sleep } from 'node:timers/promises';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { isGrpcServiceError } from '@temporalio/client';
import type { TemporalAccess } from './connectTemporal.ts';

const { EventType } = proto.temporal.api.enums.v1;
type History = proto.temporal.api.history.v1.IHistory;

const closing: readonly (number | null | undefined)[] = [
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
  EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
];
const NOT_FOUND = 5;
const PAUSE_MS = 50;

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
    if (!isWhole(history)) return 'incomplete';
    return { json: historyToJSON(history), events: history.events?.length ?? 0, bytes: bytes ?? 0 };
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

/** From its first event to one that ends the run, without a gap. */
export function isWhole({ events }: History): boolean {
  const all = events ?? [];
  return closing.includes(all.at(-1)?.eventType) && all.every((event, i) => String(event.eventId) === String(i + 1));
}

export interface HistoryNow {
  history: History;
  /** The run goes on. */
  isOpen: boolean;
  /** Nothing was under way in it when it was read, so that it holds all that was recorded before. */
  isAtRest: boolean;
}

/** A run's history as the server has it now, at rest where it comes to rest within `patienceMs`. `gone`: the server has none. */
export async function historyNow(
  temporal: TemporalAccess,
  workflowId: string,
  runId: string,
  patienceMs: number,
): Promise<HistoryNow | 'gone'> {
  const handle = temporal.client.workflow.getHandle(workflowId, runId);
  try {
    for (const giveUpAt = Date.now() + patienceMs; ; await sleep(PAUSE_MS)) {
      const { status, raw } = await handle.describe();
      const isAtRest = raw.pendingWorkflowTask == null;
      if (!isAtRest && Date.now() < giveUpAt) continue;
      return { history: await handle.fetchHistory(), isOpen: status.name === 'RUNNING' || status.name === 'PAUSED', isAtRest };
    }
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

/** When a run ended, in ms since 1970. `gone`: the server has nothing of it. */
export async function closedAt(
  { client }: TemporalAccess,
  workflowId: string,
  runId: string,
): Promise<number | 'running' | 'gone'> {
  try {
    const { closeTime } = await client.workflow.getHandle(workflowId, runId).describe();
    return closeTime === undefined ? 'running' : closeTime.getTime();
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    throw error;
  }
}

/** Ids of every run under a workflow id that the server still knows, in no order. */
export async function knownRuns({ client }: TemporalAccess, workflowId: string): Promise<string[]> {
  const runIds: string[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId.replaceAll("'", "''")}'` }))
    runIds.push(runId);
  return runIds;
}

/** A history from its protobuf JSON form. @throws Error for what is none. */
export const readHistory = (json: string): History => historyFromJSON(JSON.parse(json));

function isNotFound(error: unknown): boolean {
  if (isGrpcServiceError(error)) return error.code === NOT_FOUND;
  return error instanceof Error && (error.name === 'WorkflowNotFoundError' || isNotFound(error.cause));
}
