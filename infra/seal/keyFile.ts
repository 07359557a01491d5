import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newPrivateKey } from './keys.ts';
import { codeOf, type Modes, writeOnce, writeOver } from './wholeFile.ts';

const OWNER_ONLY: Modes = { file: 0o600, directory: 0o700 };

/** Where private keys lie: in the file that was chosen, else in one for each database. */
export interface KeyPlace {
  /** Absolute. */
  keysDir: string;
  /** Absolute; null: `<keysDir>/<database>.pem`. */
  keyFile: string | null;
}

export const keyFileOf = ({ keysDir, keyFile }: KeyPlace, database: string): string =>
  keyFile ?? join(keysDir, `${database}.pem`);

/** Where a key waits while it is introduced: each its own file, so that of two that rotate at once neither loses what the other made. */
export const nextKeyFile = (path: string, key: string): string => `${path}.${key}.next`;

/** PKCS #8 PEM; null where there is no such file. @throws what the file system throws, as when it may not be read. */
export async function readKeyFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The key in a file, made now where there is none; of several that make it at once, one does and all read the same. */
export async function keepKey(path: string): Promise<{ pem: string; made: boolean }> {
  const found = await readKeyFile(path);
  if (found !== null) return { pem: found, made: false };
  const pem = newPrivateKey();
  const made = await writeOnce(path, pem, OWNER_ONLY);
  return { pem: made ? pem : await readFile(path, 'utf8'), made };
}

/** Writes a key over whatever is there. */
export const putKey = (path: string, pem: string): Promise<void> => writeOver(path, pem, OWNER_ONLY);

/** A key that waited takes the place of the one before, which is gone then. Another process may have done so just before. */
export async function promoteKey(path: string, key: string): Promise<void> {
  try {
    await rename(nextKeyFile(path, key), path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

export const removeKey = (path: string): Promise<void> => rm(path, { force: true });
