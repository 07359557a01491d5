import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OutsidePlace } from './place.ts';

/** A directory, on a disk of its own at best; made when it is first written to. */
export function directoryPlace(root: string): OutsidePlace {
  const get = async (path: string): Promise<string | null> => {
    try {
      return await readFile(join(root, path), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  };
  return {
    address: pathToFileURL(root).href,
    get,
    async put(path, text) {
      if (await linkedInto(join(root, path), text)) return 'written';
      return (await get(path)) === text ? 'same' : 'other';
    },
  };
}

/** Whole from its first moment, and never over another: false where there is a file already. */
async function linkedInto(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
