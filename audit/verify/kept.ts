import type { Receipt } from '#contracts/types.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { type CheckpointFile, readCheckpointFile } from '../../infra/seal/checkpointFile.ts';

/** What an auditor or a party kept. @throws Error saying what the file lacks. */
export function readReceipt(text: string): Receipt {
  const told: unknown = JSON.parse(text);
  const receipt = receiptIn(told);
  if (receipt === null) throw new Error('no "chain", "version" and "hash" are in it');
  return receipt;
}

/** The object itself, or the one that it holds as `receipt`, as an answer of the command line or the API does. */
function receiptIn(value: unknown): Receipt | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('receipt' in value) return receiptIn(value.receipt);
  const { chain, version, hash } = value as Partial<Record<keyof Receipt, unknown>>;
  const isReceipt = typeof chain === 'string' && Number.isSafeInteger(version) && typeof hash === 'string' && HASH.test(hash);
  return isReceipt ? { chain, version: version as number, hash } : null;
}

const HASH = /^[0-9a-f]{64}$/;

export interface KeptCheckpoint {
  file: CheckpointFile;
  number: number;
  world: string;
}

/** @throws Error saying what the file lacks. */
export function readKeptCheckpoint(text: string): KeptCheckpoint {
  const file = readCheckpointFile(text);
  const { number, world } = readCheckpoint(file.signed);
  return { file, number, world };
}
