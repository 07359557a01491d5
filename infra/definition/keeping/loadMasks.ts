import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Mask, maskFile } from '#contracts/schemas/keeping/maskFile.ts';
import { inOrder, type Mistake, type Path, written } from '../mistake.ts';
import type { Mistaken } from '../processFile.ts';
import { readText } from '../readText.ts';
import { besideFile } from '../recipientsFile.ts';
import { schemaMistakes } from '../schemaMistakes.ts';
import { readYaml } from '../yamlSource.ts';

export interface LoadedMasks {
  ok: true;
  masks: Mask[];
  /** Contents of the masked copies that it names, by the name it gives them. */
  copies: Map<string, Uint8Array>;
}

/** Reads what a discloser keeps back, and the masked copies beside it. Every mistake is told at once, with its line. */
export async function loadMasks(file: string): Promise<LoadedMasks | Mistaken> {
  const text = await readText(file);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const source = readYaml(file, text);
  const mistakes = [...source.mistakes, ...schemaMistakes(source, maskFile).mistakes];
  const parsed = maskFile.safeParse(source.raw);
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes: inOrder(mistakes) };
  const copies = new Map<string, Uint8Array>();
  const missing: Mistake[] = [];
  for (const [index, mask] of parsed.data.masks.entries()) {
    if (!('copy' in mask) || mask.copy === undefined) continue;
    const content = await contentBeside(file, mask.copy);
    const path: Path = ['masks', index, 'copy'];
    if (content !== null) copies.set(mask.copy, content);
    else
      missing.push({
        file,
        ...source.positionOf(path),
        path: written(path),
        message: `the file ${JSON.stringify(mask.copy)} cannot be read beside ${dirname(file)}`,
        remedy: 'put the masked copy beside this file under that name',
      });
  }
  return missing.length > 0 ? { ok: false, mistakes: missing } : { ok: true, masks: parsed.data.masks, copies };
}

async function contentBeside(file: string, name: string): Promise<Uint8Array | null> {
  const beside = besideFile(file, name);
  if (beside === null) return null;
  try {
    return await readFile(beside);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')) return null;
    throw error;
  }
}
