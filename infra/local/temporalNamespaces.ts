import { setTimeout as sleep } from 'node:timers/promises';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { TemporalConnectionSettings } from '../config/temporalTarget.ts';
import { connectTemporal, type TemporalAccess } from '../gateway/connectTemporal.ts';
import { LocalProblem, messageOf } from './problem.ts';
import type { NamespaceSpec } from './temporalConfig.ts';

// A closed run is archived by us; its history stays with Temporal this long beyond that.
const retention = msToTs('90 days');
const notFound = 5;
const alreadyExists = 6;

type Connection = TemporalAccess['connection'];

/** Works with the Temporal server at `address` and leaves; rejects when none answers there. */
export async function withTemporal<T>(
  address: string,
  settings: TemporalConnectionSettings,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const access = await connectTemporal(address, 'default', settings);
  try {
    return await work(access.connection);
  } finally {
    await access.close();
  }
}

/** Registers the namespaces that are missing and waits until the server takes work for every one. */
export async function ensureNamespaces(
  connection: Connection,
  namespaces: readonly NamespaceSpec[],
  limitMs: number,
): Promise<void> {
  const until = performance.now() + limitMs;
  for (const { name } of namespaces) {
    for (;;) {
      try {
        if (!(await namespaceExists(connection, name))) await register(connection, name);
        await connection.workflowService.listWorkflowExecutions({ namespace: name, pageSize: 1 });
        break;
      } catch (error) {
        if (error instanceof LocalProblem || performance.now() > until) throw error;
        await sleep(50);
      }
    }
  }
}

export async function namespaceExists(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } catch (error) {
    if (grpcCode(error) === notFound) return false;
    throw error;
  }
}

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention });
  } catch (error) {
    if (grpcCode(error) === alreadyExists) return;
    // While starting, the server refuses for a moment; a refusal on grounds of rights or of being a cloud service stays.
    if (![7, 12, 16].includes(grpcCode(error) ?? 0)) throw error;
    throw new LocalProblem(
      `The Temporal server has no namespace "${namespace}" and does not let us register it (${messageOf(error)}).`,
      `Have it registered with a retention of 90 days, or name another in TEMPORAL_NAMESPACE (live) or ARSCYKEL_REHEARSAL_NAMESPACE.`,
      error,
    );
  }
}

const grpcCode = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
