import { scopeOf } from '../../infra/db/scope.ts';
import { worldOfCheckpoint } from '../../infra/db/checkpoints.ts';
import { databaseName } from '../../infra/db/signingKeys.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { readCheckpointFile } from '../../infra/seal/checkpointFile.ts';

/**
 * The number of a checkpoint that somebody kept, by the text of its file, for an export to prove; null where it is of another database or
 * world than the process. @throws Error saying what is missing, for a text that is no checkpoint.
 */
export async function keptNumber(worlds: Pick<Worlds, 'live'>, chain: string, text: string): Promise<number | null> {
  const { database, world, number } = readCheckpoint(readCheckpointFile(text).signed);
  const isOurs = database === (await databaseName(worlds.live)) && world === worldOfCheckpoint(scopeOf(chain));
  return isOurs ? number : null;
}
