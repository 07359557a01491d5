import { type Checkpoint, checkpointHash, type Head, inLeafOrder, readCheckpoint, type SignedCheckpoint } from './checkpoint.ts';

/** A checkpoint as it is kept outside the database, mailed and handed to an auditor. */
export interface CheckpointFile extends SignedCheckpoint {
  /** Id of the key. */
  key: string;
  /** Those that had moved since the checkpoint before; null where a file came without them. */
  heads: Head[] | null;
}

/** A key as it is kept outside the database. */
export interface KeyFile {
  id: string;
  publicKey: string;
  introducedAt: string;
  endorsedBy: string | null;
  endorsement: string | null;
}

/** The same text wherever and whenever it is made of the same checkpoint. */
export function checkpointText({ signed, signature }: SignedCheckpoint, moved: readonly Head[]): string {
  const { key } = readCheckpoint(signed);
  const heads = inLeafOrder(moved).map(({ chain, version, hash }) => ({ chain, version, hash }));
  return jsonText({ key, signature, signed, heads });
}

export const keyText = ({ id, publicKey, introducedAt, endorsedBy, endorsement }: KeyFile): string =>
  jsonText({ id, publicKey, introducedAt, endorsedBy, endorsement });

/** Where a checkpoint is kept: by database, world and day (UTC). `instead`: beside another one of the same number. */
export function checkpointPath(signed: string, { instead = false }: { instead?: boolean } = {}): string {
  const { database, world, at, number } = readCheckpoint(signed);
  const name = instead ? `${number}.${checkpointHash(signed).slice(0, SHOWN_OF_HASH)}` : `${number}`;
  return pathOn({ database, world }, at.slice(0, 'yyyy-mm-dd'.length), name);
}

/** Where a checkpoint of a number would be if it had been made on a day (UTC). */
export const checkpointPathOn = (of: Pick<Checkpoint, 'database' | 'world'>, number: number, day: string): string =>
  pathOn(of, day, `${number}`);

const pathOn = ({ database, world }: Pick<Checkpoint, 'database' | 'world'>, day: string, name: string): string =>
  `${database}/${world}/${day}/${name}.json`;

export const keyPath = (database: string, key: string): string => `${database}/keys/${key}.json`;

/** Reads what `checkpointText` writes, and whatever else holds a signed text and its signature. @throws Error saying what is missing. */
export function readCheckpointFile(text: string): CheckpointFile {
  const told = withSigned(JSON.parse(text));
  if (told === null) throw new Error('no "signed" and "signature" are in it');
  const { signed, signature, heads } = told;
  const { key } = readCheckpoint(signed);
  return { signed, signature, key, heads: Array.isArray(heads) && heads.every(isHead) ? heads : null };
}

interface Told extends SignedCheckpoint {
  heads?: unknown;
}

/** The object itself, or the one that it holds as `checkpoint`, as an answer of the command line or the API does. */
function withSigned(value: unknown): Told | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('signed' in value && 'signature' in value && typeof value.signed === 'string' && typeof value.signature === 'string')
    return value as Told;
  return 'checkpoint' in value ? withSigned(value.checkpoint) : null;
}

const isHead = (value: unknown): value is Head =>
  typeof value === 'object' &&
  value !== null &&
  'chain' in value &&
  typeof value.chain === 'string' &&
  'version' in value &&
  Number.isSafeInteger(value.version) &&
  'hash' in value &&
  typeof value.hash === 'string';

const SHOWN_OF_HASH = 16;

const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
