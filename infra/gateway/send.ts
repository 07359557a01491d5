import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure } from '@temporalio/common';
import {
  isGrpcDeadlineError,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { AnyRefusal } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import { REFUSED } from '#contracts/messages.ts';
import { PROCESS_QUEUE } from '#contracts/queues.ts';
import type { ProcessInput } from '#contracts/types.ts';
import type { TemporalAccess } from './connectTemporal.ts';

/** How long a caller waits for a verdict. */
export const VERDICT_MS = 10_000;
const RETRY_AFTER_BUSY_MS = 250;
const grpcCode = { cancelled: 1, deadlineExceeded: 4, notFound: 5, resourceExhausted: 8, aborted: 10, unavailable: 14 } as const;

/** The server's own failures of an Update. */
const AGAIN: readonly string[] = [
  // The run ended or continued as new under it: its successor, or the record, knows.
  'AcceptedUpdateCompletedWorkflow',
  // A worker finished its task without having looked at it, as when many have waited for a worker to come.
  'UnprocessedUpdate',
];

export type Sent<T> =
  | { kind: 'answered'; value: T }
  | { kind: 'refused'; refusal: AnyRefusal }
  | { kind: 'notRunning' }
  | { kind: 'busy' }
  | { kind: 'unknown' };

export interface SendOptions {
  workflowId: string;
  /** Starts the workflow where none runs; null: answer `notRunning` instead. */
  start: ProcessInput | null;
  /** Real time, in ms since 1970, by which there must be an answer. */
  giveUpAt: number;
}

/**
 * Sends one Update and waits for its answer. The server takes ten in flight a workflow: a full one is asked again, with the same
 * Update id, until the time is out. The Update id is new for each call, since a refusal must not be remembered; what makes a
 * command happen once is its command id in the record.
 */
export async function sendUpdate<T, A extends unknown[]>(
  temporal: TemporalAccess,
  update: UpdateDefinition<T, A>,
  args: A,
  options: SendOptions,
): Promise<Sent<T>> {
  const { giveUpAt } = options;
  const updateId = randomUUID();
  let lastWasBusy = false;
  let mayHaveArrived = false;
  // "Full" is answered at once; asked in the last moment it would be cut off and look like an unknown outcome.
  while (Date.now() < giveUpAt - (lastWasBusy ? RETRY_AFTER_BUSY_MS : 0)) {
    const sent = await attempt(temporal, update, args, updateId, options);
    if (sent !== 'again' && sent.kind !== 'busy') return sent;
    lastWasBusy = sent !== 'again';
    mayHaveArrived ||= sent === 'again';
    await sleep(Math.min(RETRY_AFTER_BUSY_MS, Math.max(0, giveUpAt - Date.now())));
  }
  // "Busy" promises that nothing was done.
  return { kind: lastWasBusy && !mayHaveArrived ? 'busy' : 'unknown' };
}

async function attempt<T, A extends unknown[]>(
  temporal: TemporalAccess,
  update: UpdateDefinition<T, A>,
  args: A,
  updateId: string,
  { workflowId, start, giveUpAt }: SendOptions,
): Promise<Sent<T> | 'again'> {
  try {
    const { workflow } = temporal.client;
    // A deadline, since an abort does not reach a call that the client tries again by itself.
    const value = await temporal.client.withDeadline(giveUpAt + 1, () =>
      start === null
        ? workflow
            .getHandle(workflowId)
            .executeUpdate<T, [unknown]>(update.name, { args: args as unknown as [unknown], updateId })
        : workflow.executeUpdateWithStart<RunProcess, T, A>(update, {
            args,
            updateId,
            startWorkflowOperation: starting(workflowId, start),
          }),
    );
    return { kind: 'answered', value };
  } catch (error) {
    return readFailure(error);
  }
}

type RunProcess = (input: ProcessInput) => Promise<void>;

const starting = (workflowId: string, input: ProcessInput): WithStartWorkflowOperation<RunProcess> =>
  new WithStartWorkflowOperation(kindOf(workflowId), {
    workflowId,
    taskQueue: PROCESS_QUEUE,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A later entry to a process that has ended is a short run under the same id.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });

function readFailure(error: unknown): Exclude<Sent<never>, { kind: 'answered' }> | 'again' {
  if (error instanceof WorkflowUpdateFailedError) {
    const cause = error.cause;
    if (cause instanceof ApplicationFailure && cause.type === REFUSED)
      return { kind: 'refused', refusal: cause.details?.[0] as AnyRefusal };
    if (cause instanceof ApplicationFailure && AGAIN.includes(cause.type ?? '')) return 'again';
    throw error;
  }
  if (error instanceof WorkflowNotFoundError) return { kind: 'notRunning' };
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error)) return { kind: 'unknown' };
  const code = grpcCodeOf(error);
  if (code === grpcCode.resourceExhausted) return { kind: 'busy' };
  if (code === grpcCode.notFound) return { kind: 'notRunning' };
  if (code === grpcCode.cancelled || code === grpcCode.deadlineExceeded) return { kind: 'unknown' };
  if (code === grpcCode.aborted || code === grpcCode.unavailable) return 'again';
  throw error;
}

function grpcCodeOf(error: unknown): number | null {
  if (isGrpcServiceError(error)) return error.code;
  return error instanceof Error && error.cause !== undefined ? grpcCodeOf(error.cause) : null;
}
