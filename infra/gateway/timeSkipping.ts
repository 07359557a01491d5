import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, isGrpcDeadlineError, isGrpcServiceError } from '@temporalio/client';
import { defaultPayloadConverter, mapFromPayloads, mapToPayloads, toPayloads } from '@temporalio/common';
import { msNumberToTs, tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const { FastForwardPollingResult, WorkflowExecutionStatus } = proto.temporal.api.enums.v1;
const grpcCode = { invalidArgument: 3, notFound: 5, unimplemented: 12 } as const;

// Each fast-forward counts its skips anew, so this bounds one of them: more timers than any agreement has, fewer than a runaway loop.
const maxSkipsPerFastForward = 10_000;
// The server holds a poll for 20 s before it answers "not yet".
const pollDeadlineMs = 30_000;
const pauseMs = 5;

/**
 * How far past a wake-up a fast-forward should aim, for the wake-up's work to be done when it returns. A timer fires later than
 * the workflow meant by the time the task took that set it; and the stretch from the timer to the target is, on the wall, all
 * the time a slow server has to fire it before the clock is called arrived. It costs no waiting.
 */
export const timerSlackMs = 30_000;

export interface WorkflowRef {
  namespace: string;
  workflowId: string;
}

export interface SkippingStart extends WorkflowRef {
  workflowType: string;
  taskQueue: string;
  args: readonly unknown[];
  /** Kept with the workflow through continue-as-new, and read back by `look`. */
  memo?: Readonly<Record<string, unknown>>;
  identity?: string;
}

/** An instant on the workflow's own clock (ms since 1970), or a time from its now. */
export type FastForwardTarget = { untilMs: number } | { durationMs: number };

export interface FastForwarded {
  /** The workflow's own clock when all was done. */
  virtualNowMs: number;
  /** The workflow had closed, on the way or before. */
  ended: boolean;
}

export interface Look extends FastForwarded {
  busy: boolean;
  memo: Readonly<Record<string, unknown>>;
}

/**
 * Starts a workflow whose clock `fastForward` can move. Until then, and between two of them, the clock runs as the wall's does.
 * Throws a gRPC error: UNIMPLEMENTED where the namespace cannot skip time, ALREADY_EXISTS where a workflow with this id runs.
 */
export async function startSkipping(connection: Connection, start: SkippingStart): Promise<{ runId: string }> {
  const { runId } = await connection.workflowService.startWorkflowExecution({
    namespace: start.namespace,
    workflowId: start.workflowId,
    workflowType: { name: start.workflowType },
    taskQueue: { name: start.taskQueue },
    input: { payloads: toPayloads(defaultPayloadConverter, ...start.args) ?? [] },
    memo: { fields: mapToPayloads(defaultPayloadConverter, start.memo ?? {}) },
    identity: start.identity ?? '',
    requestId: randomUUID(),
    // Enabled without a fast-forward, it would run straight to the workflow's end.
    timeSkippingConfig: { enabled: false, maxSessionSkipCount: maxSkipsPerFastForward },
  });
  return { runId };
}

/**
 * Moves the workflow's clock to the target, through every timer on the way and through continue-as-new, and returns when it is
 * there and the workflow is at rest. It lands some milliseconds past the target and runs on from there; work due closer before
 * the target than `timerSlackMs` may still lie ahead. A target already passed, or a closed workflow, changes nothing.
 * Throws when the target is not reached within `timeoutMs` of wall time (no worker, or an activity that does not end), when
 * another fast-forward replaces this one, and on gRPC errors (NOT_FOUND: no such workflow).
 */
export async function fastForward(
  connection: Connection,
  workflow: WorkflowRef,
  target: FastForwardTarget,
  timeoutMs = 60_000,
): Promise<FastForwarded> {
  const giveUpAt = Date.now() + timeoutMs;
  const before = await look(connection, workflow);
  const targetMs = 'untilMs' in target ? target.untilMs : before.virtualNowMs + target.durationMs;
  if (!Number.isFinite(targetMs)) throw new RangeError(`fastForward: the target must be milliseconds, not ${targetMs}`);
  for (let now = before; !now.ended && now.virtualNowMs < targetMs; now = await look(connection, workflow)) {
    if (Date.now() > giveUpAt) throw new Error(notThere(workflow, targetMs, 'its runs close before they can be moved'));
    const fastForwardId = randomUUID().slice(0, 8);
    if (!(await setFastForward(connection, workflow, fastForwardId, Math.ceil(targetMs - now.virtualNowMs)))) continue;
    const failure = await arrival(connection, workflow, fastForwardId, giveUpAt);
    if (failure === null) break;
    const after = await look(connection, workflow);
    // A run that continued as new after it arrived no longer knows of its fast-forward.
    if (!after.ended && after.virtualNowMs < targetMs) throw new Error(notThere(workflow, targetMs, failure));
  }
  return atRest(connection, workflow, targetMs, giveUpAt);
}

/**
 * Whether workflows in this namespace can skip time. False, never an error, for servers that do not know of it, that have it
 * switched off there, and for namespaces that do not exist. Throws only when the server cannot be asked.
 */
export async function canSkipTime(connection: Connection, namespace: string): Promise<boolean> {
  try {
    // It lacks its fast-forward id on purpose: only a server that would have served it gets as far as finding that fault.
    await connection.workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution: { workflowId: 'probe' } });
    return true;
  } catch (error) {
    const code = grpcCodeOf(error);
    if (code === grpcCode.invalidArgument) return true;
    if (code === grpcCode.unimplemented || code === grpcCode.notFound) return false;
    throw error;
  }
}

/** False when the run it met had just closed; its successor, if it has one, can be asked again. */
async function setFastForward(connection: Connection, workflow: WorkflowRef, id: string, durationMs: number): Promise<boolean> {
  try {
    await connection.workflowService.updateWorkflowExecutionOptions({
      namespace: workflow.namespace,
      workflowExecution: { workflowId: workflow.workflowId },
      updateMask: { paths: ['time_skipping_config'] },
      workflowExecutionOptions: {
        timeSkippingConfig: {
          enabled: true,
          maxSessionSkipCount: maxSkipsPerFastForward,
          fastForwardConfig: { id, duration: msNumberToTs(durationMs) },
        },
      },
    });
    return true;
  } catch (error) {
    if (grpcCodeOf(error) === grpcCode.notFound) return false;
    throw error;
  }
}

/** Null when it has arrived, else why it did not. */
async function arrival(
  connection: Connection,
  workflow: WorkflowRef,
  fastForwardId: string,
  giveUpAt: number,
): Promise<string | null> {
  const request = { namespace: workflow.namespace, workflowExecution: { workflowId: workflow.workflowId }, fastForwardId };
  while (Date.now() < giveUpAt) {
    try {
      const answer = await connection.withDeadline(Math.min(giveUpAt, Date.now() + pollDeadlineMs), () =>
        connection.workflowService.pollWorkflowExecutionTimeSkipping(request),
      );
      const result = answer.fastForwardPollingResult;
      if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED) return null;
      if (result === FastForwardPollingResult.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) return answer.failedReason;
    } catch (error) {
      if (!isGrpcDeadlineError(error)) throw error;
    }
  }
  return 'it took too long; does a worker poll its task queue?';
}

async function atRest(connection: Connection, workflow: WorkflowRef, targetMs: number, giveUpAt: number): Promise<FastForwarded> {
  for (;;) {
    const { busy, virtualNowMs, ended } = await look(connection, workflow);
    if (ended || !busy) return { virtualNowMs, ended };
    if (Date.now() > giveUpAt) throw new Error(notThere(workflow, targetMs, 'it is there, but its work does not end'));
    await sleep(pauseMs);
  }
}

/** A workflow's own clock and whether it is at rest. @throws a gRPC error NOT_FOUND where there is none. */
export async function look(connection: Connection, workflow: WorkflowRef): Promise<Look> {
  const seen = await connection.workflowService.describeWorkflowExecution({
    namespace: workflow.namespace,
    execution: { workflowId: workflow.workflowId },
  });
  const currentTime = seen.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  if (!currentTime) throw new Error(`${workflow.workflowId} has no clock of its own: start it by startSkipping`);
  return {
    virtualNowMs: tsToMs(currentTime),
    ended: seen.workflowExecutionInfo?.status !== WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
    busy: Boolean(seen.pendingWorkflowTask) || seen.pendingActivities.length > 0,
    memo: mapFromPayloads(defaultPayloadConverter, seen.workflowExecutionInfo?.memo?.fields) ?? {},
  };
}

const grpcCodeOf = (error: unknown): number | null => (isGrpcServiceError(error) ? error.code : null);

const notThere = (workflow: WorkflowRef, targetMs: number, reason: string) =>
  `The clock of ${workflow.workflowId} did not come to rest at ${new Date(targetMs).toISOString()}: ${reason}`;
