import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Who else than its owner may read a file and the directories that are made for it. */
export interface Modes {
  file: number;
  directory: number;
}

/** Writes a file that is whole from its first moment and on disk when the promise is fulfilled. False where there is one already, which stays. */
export async function writeOnce(path: string, text: string, modes: Modes): Promise<boolean> {
  const temporary = await writeBeside(path, text, modes);
  try {
    // Unlike a rename it fails where another process was faster.
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The same over whatever is there. */
export async function writeOver(path: string, text: string, modes: Modes): Promise<void> {
  await rename(await writeBeside(path, text, modes), path);
}

async function writeBeside(path: string, text: string, modes: Modes): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: modes.directory });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', modes.file);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

/** Such as `ENOENT`; undefined for what is no error of the system's. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);
