import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { layout } from './dataDir.ts';
import { readIfThere, writeAtomically } from './files.ts';
import { LocalProblem } from './problem.ts';

/** The embedded Postgres's files: none yet, all there with what is needed to use them, or with parts missing. */
export type ClusterState =
  | { kind: 'none' }
  | { kind: 'whole'; madeBy: string; password: string }
  | { kind: 'damaged'; problem: LocalProblem };

// What every cluster has from its making on; base/1 is template1.
const clusterParts = ['PG_VERSION', 'base', join('base', '1'), join('global', 'pg_control'), 'pg_wal', 'pg_xact'];

/** What to do about damaged files. */
export const restoreRemedy =
  'Restore the whole data directory from a backup, or choose another directory in ARSCYKEL_DATA_DIR for a new, empty one.';

/** Looks at the files of the embedded Postgres; changes nothing. */
export function clusterState(dataDir: string): ClusterState {
  const paths = layout(dataDir);
  if (!wasMade(dataDir)) return { kind: 'none' };
  const missing = isThere(paths.postgres)
    ? clusterParts.filter((part) => !isThere(join(paths.postgres, part))).map((part) => join('postgres', part))
    : ['postgres'];
  const password = readIfThere(paths.postgresPassword)?.trim() ?? '';
  if (password === '') missing.push('postgres.password');
  if (missing.length > 0) return { kind: 'damaged', problem: damage(dataDir, missing) };
  return { kind: 'whole', madeBy: readIfThere(join(paths.postgres, 'PG_VERSION'))?.trim() ?? '', password };
}

/**
 * A cluster is made in postgres.new and moved to its place when whole, its password being written just before. So
 * anything in its place was whole once, and a password alone tells of a cluster that is gone, save beside postgres.new.
 */
function wasMade(dataDir: string): boolean {
  const paths = layout(dataDir);
  if (isThere(paths.postgresInitialised)) return true;
  if (isThere(paths.postgres) && readdirSync(paths.postgres).length > 0) return true;
  return isThere(paths.postgresPassword) && !isThere(paths.postgresFresh);
}

function damage(dataDir: string, missing: string[]): LocalProblem {
  const password = missing.length === 1 && missing[0] === 'postgres.password';
  return new LocalProblem(
    `The database in ${dataDir} is damaged: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. Nothing was moved or changed.`,
    password
      ? 'Restore the file postgres.password from a backup, or choose another directory in ARSCYKEL_DATA_DIR.'
      : restoreRemedy,
  );
}

/** Notes that the cluster is in use from now on, so that it is never made anew. */
export async function noteInitialised(dataDir: string): Promise<void> {
  const path = layout(dataDir).postgresInitialised;
  if (isThere(path)) return;
  await writeAtomically(path, 'The database was made. Where it is missing, it is to be restored, not made anew.\n');
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
