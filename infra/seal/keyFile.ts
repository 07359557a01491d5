import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newPrivateKey } from './keys.ts';

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
  const temporary = await writeBeside(path, pem);
  try {
    // Unlike a rename it fails where another process was faster, and the file is whole from its first moment.
    await link(temporary, path);
    return { pem, made: true };
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return { pem: await readFile(path, 'utf8'), made: false };
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Writes a key over whatever is there. */
export async function putKey(path: string, pem: string): Promise<void> {
  await rename(await writeBeside(path, pem), path);
}

/** A key that waited takes the place of the one before, which is gone then. Another process may have done so just before. */
export async function promoteKey(path: string, key: string): Promise<void> {
  try {
    await rename(nextKeyFile(path, key), path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

export const removeKey = (path: string): Promise<void> => rm(path, { force: true });

/** Readable by its owner only, and on disk when the promise is fulfilled. */
async function writeBeside(path: string, pem: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(pem);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
