import { tsToMs } from '@temporalio/common/lib/time.js';
import type { Db } from '../db/connect.ts';
import { runsToArchive, type UnarchivedRun } from '../db/read/archive.ts';
import type { TemporalAccess } from './connectTemporal.ts';
import { closedAt } from './histories.ts';

/** A run that has ended and that no copy is kept of. */
export interface UnkeptRun extends UnarchivedRun {
  /** When the server throws its history away, in ms since 1970; null where it has done so. */
  goneAtMs: number | null;
}

/** Runs asked for at a time. */
const AT_ONCE = 8;

/**
 * Every run that the record names, that has ended and of which no copy is kept, with the moment until which one can still be. How long the
 * server keeps what has ended is asked of its namespace. `rehearsal`: only that one's; null: the world that `db` is connected to.
 */
export async function unkeptRuns(db: Db, temporal: TemporalAccess, rehearsal: string | null): Promise<UnkeptRun[]> {
  const retentionMs = await retentionOf(temporal);
  const waiting = (await runsToArchive(db, rehearsal)).values();
  const unkept: UnkeptRun[] = [];
  const lane = async (): Promise<void> => {
    for (const run of waiting) {
      const closedAtMs = await closedAt(temporal, run.chain, run.runId);
      if (closedAtMs === 'running') continue;
      unkept.push({ ...run, goneAtMs: closedAtMs === 'gone' ? null : closedAtMs + retentionMs });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return unkept;
}

/** @throws Error where the server does not say how long it keeps what has ended. */
async function retentionOf({ connection, namespace }: TemporalAccess): Promise<number> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const retention = config?.workflowExecutionRetentionTtl;
  if (retention == null)
    throw new Error(`The server does not say how long ${namespace} keeps the histories of runs that have ended.`);
  return tsToMs(retention);
}
