import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { type CheckpointFile, readCheckpointFile } from '../../infra/seal/checkpointFile.ts';

export interface KeptCheckpoint {
  file: CheckpointFile;
  number: number;
  world: string;
}

/** What an auditor or a party kept. @throws Error saying what the file lacks. */
export function readKeptCheckpoint(text: string): KeptCheckpoint {
  const file = readCheckpointFile(text);
  const { number, world } = readCheckpoint(file.signed);
  return { file, number, world };
}
