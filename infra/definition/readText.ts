import { readFile } from 'node:fs/promises';
import type { Mistake } from './mistake.ts';

/** The text of the file, or the mistake that there is none to be had. */
export async function readText(file: string): Promise<string | Mistake> {
  const wrong = (message: string, remedy: string): Mistake => ({ file, line: 1, column: 1, path: '', message, remedy });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return wrong(`the file cannot be read (${code})`, 'name a file that exists and may be read');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return wrong('the file is not UTF-8', 'save it as UTF-8 in your editor');
  }
}
