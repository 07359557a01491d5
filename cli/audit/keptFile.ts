import { readFile } from 'node:fs/promises';
import { exit, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { keptFileWords } from '../words/audit/keptFiles.ts';

/** The text of a file that somebody has kept. @throws Failure for one that is not there or cannot be read. */
export async function readKept({ terminal }: Context, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? null : message;
    throw new Failure(exit.usage, 'unreadableFile', keptFileWords[terminal.lang].unreadable(file, why), null, { file });
  }
}
