import { gzipSync } from 'node:zlib';
import type { Db } from '../db/connect.ts';
import { sha256 } from '../db/hash.ts';
import { runsToArchive, type UnarchivedRun } from '../db/read/archive.ts';
import { putArchive } from '../db/write/archive.ts';
import type { TemporalAccess } from './connectTemporal.ts';
import { closedHistory } from './histories.ts';

export interface Archiving {
  archived: number;
  /** Runs that the record knows of and Temporal no longer has. */
  lost: UnarchivedRun[];
  /** Runs whose history lacks events; asked for again the next time, and no hindrance to the others. */
  incomplete: UnarchivedRun[];
}

/**
 * Keeps the history of every run that has ended and is not kept yet. The record itself says which runs there are, since each
 * begins with `runStarted`. `rehearsal`: only that one's; null: the world that `db` is connected to.
 */
export async function archiveClosedRuns(
  db: Db,
  temporal: TemporalAccess,
  rehearsal: string | null,
  now: () => Date,
): Promise<Archiving> {
  const archiving: Archiving = { archived: 0, lost: [], incomplete: [] };
  for (const run of await runsToArchive(db, rehearsal)) {
    const history = await closedHistory(temporal, run.chain, run.runId);
    if (history === 'running') continue;
    if (history === 'gone' || history === 'incomplete') {
      archiving[history === 'gone' ? 'lost' : 'incomplete'].push(run);
      continue;
    }
    const packed = gzipSync(history.json);
    const { chain, runId } = run;
    await putArchive(db, {
      chain,
      runId,
      history: packed,
      events: history.events,
      bytes: history.bytes,
      sha256: sha256(packed),
      archivedAt: now().toISOString(),
    });
    archiving.archived += 1;
  }
  return archiving;
}
