import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { codeOf } from './problem.ts';

/** Writes the whole file or nothing, readable by its owner only, and on disk when the promise is fulfilled. */
export async function writeAtomically(path: string, content: string, mode = 0o600): Promise<void> {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
  const file = await open(temporary, 'w', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** The file's text, or null when there is none, also because what should be its directory is a file. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

/** The file's JSON, or null when there is none or it is damaged: for what can be found out or made anew. */
export function readJsonLeniently(path: string): unknown {
  const text = readIfThere(path);
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
