import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Mask, maskFile, maskKinds } from '#contracts/schemas/keeping/maskFile.ts';
import { inOrder, type Mistake, nearest, type Path, written } from '../mistake.ts';
import type { Mistaken } from '../processFile.ts';
import { readText } from '../readText.ts';
import { besideFile } from '../recipientsFile.ts';
import { schemaMistakes } from '../schemaMistakes.ts';
import { readYaml, type YamlSource } from '../yamlSource.ts';

export interface LoadedMasks {
  ok: true;
  masks: Mask[];
  /** Where each mask stands in the file, from 1. */
  lines: number[];
  /** Contents of the masked copies that it names, by the name it gives them. */
  copies: Map<string, Uint8Array>;
}

/** Reads what a discloser keeps back, and the masked copies beside it. Every mistake is told at once, with its line. */
export async function loadMasks(file: string): Promise<LoadedMasks | Mistaken> {
  const text = await readText(file);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const source = readYaml(file, text);
  const mistakes = [...source.mistakes, ...mistakesIn(source)];
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
  if (missing.length > 0) return { ok: false, mistakes: missing };
  const { masks } = parsed.data;
  return { ok: true, masks, lines: masks.map((_, index) => source.positionOf(['masks', index]).line), copies };
}

/** Each mask's mistakes are those of the kind that it is meant as: the field that it is known by says which. */
function mistakesIn(source: YamlSource): Mistake[] {
  const masks = (source.raw as { masks?: unknown } | null)?.masks;
  const whole = schemaMistakes(source, maskFile).mistakes;
  if (!Array.isArray(masks)) return whole;
  const ofMasks = masks.flatMap((mask, index) => mistakesOf(source, mask, index));
  return [...whole.filter(({ path }) => !path.startsWith('masks.')), ...ofMasks];
}

function mistakesOf(source: YamlSource, mask: unknown, index: number): Mistake[] {
  const path: Path = ['masks', index];
  const fields = typeof mask === 'object' && mask !== null ? Object.keys(mask) : [];
  const kind = kindOf(fields);
  if (kind !== null) return schemaMistakes(source, maskKinds[kind], mask, path).mistakes;
  const message = 'this says nothing that is to be kept back';
  const remedy =
    'write one of passage, text, entry and document, and ground: { passage: hennes sjukdom, ground: OSL 21 kap. 1 § }';
  return [{ file: source.file, ...source.positionOf(path), path: written(path), message, remedy }];
}

/** A text may be given with a passage of it, so it is looked for first. */
const knownBy = ['text', 'entry', 'document', 'passage'] as const;

function kindOf(fields: readonly string[]): keyof typeof maskKinds | null {
  const exact = knownBy.find((one) => fields.includes(one));
  const found = exact ?? knownBy.find((one) => fields.some((field) => nearest(field, knownBy) === one));
  return found === 'document' && fields.includes('give') ? 'given' : (found ?? null);
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
