import type { Keep, KeptKind, RetentionRule } from '#core/around/keeping.ts';
import { cannotRule, keptKindNames } from '#core/around/retention.ts';
import { keptKindName, unrulyText } from '#core/texts/keeping.ts';
import { type RetentionFile, retentionFile } from '#contracts/schemas/keeping/retentionFile.ts';
import { inOrder, type Mistake, type Path, written } from '../mistake.ts';
import type { Mistaken } from '../processFile.ts';
import { schemaMistakes } from '../schemaMistakes.ts';
import { readYaml, type YamlSource } from '../yamlSource.ts';

/** Reads a file of retention rules: one for every kind. Every mistake is told at once, with its line. */
export function parseRetention(text: string, file: string): { ok: true; rules: RetentionRule[] } | Mistaken {
  const source = readYaml(file, text);
  const { mistakes } = schemaMistakes(source, retentionFile);
  const parsed = retentionFile.safeParse(source.raw);
  const all = [...source.mistakes, ...mistakes];
  if (all.length > 0 || !parsed.success) return { ok: false, mistakes: inOrder([...all, ...unrulyIn(source)]) };
  const unruly = unrulyIn(source);
  return unruly.length > 0 ? { ok: false, mistakes: inOrder(unruly) } : { ok: true, rules: rulesOf(parsed.data) };
}

function rulesOf({ decision, kinds }: RetentionFile): RetentionRule[] {
  return keptKindNames.map((kind) => {
    const said = kinds[kind];
    const { body, on, paragraph } = said.decision ?? decision;
    return { kind, keep: keepOf(said), ground: { body, decidedOn: on, paragraph: paragraph ?? null } };
  });
}

const keepOf = (said: RetentionFile['kinds'][KeptKind]): Keep =>
  'keep' in said ? { for: 'ever' } : { for: 'years', years: said.years, after: said.after };

/** Rules that cannot be, as far as the file says any: also where something else in it is wrong; in the language of every mistake in a file. */
function unrulyIn(source: YamlSource): Mistake[] {
  const kinds = (source.raw as { kinds?: unknown } | null)?.kinds;
  return keptKindNames.flatMap((kind) => {
    const said = (kinds as Record<string, unknown> | undefined)?.[kind] as { years?: unknown; after?: unknown } | undefined;
    const after = said?.after;
    if (typeof said?.years !== 'number' || (after !== 'recorded' && after !== 'closed')) return [];
    const why = cannotRule({ kind, keep: { for: 'years', years: said.years, after } });
    if (why === null) return [];
    const path: Path = ['kinds', kind];
    const message = `${keptKindName(kind, 'en')}: ${unrulyText(why, 'en')}`;
    const remedy =
      why === 'toldOnce' || why === 'ofNoMatter' ? 'write the other of closed and recorded' : 'write { keep: forever }';
    return [{ file: source.file, ...source.positionOf(path, 'key'), path: written(path), message, remedy }];
  });
}
