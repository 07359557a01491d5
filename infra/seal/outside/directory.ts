import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { codeOf, type Modes, writeOnce } from '../wholeFile.ts';
import type { OutsidePlace } from './place.ts';

/** Anybody may read what is signed; the process's umask narrows it. */
const READABLE: Modes = { file: 0o644, directory: 0o777 };

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
      if (await writeOnce(join(root, path), text, READABLE)) return 'written';
      return (await get(path)) === text ? 'same' : 'other';
    },
  };
}
