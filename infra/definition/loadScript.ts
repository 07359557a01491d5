import type { Instant } from '#core/calendar/instant.ts';
import { scriptFile } from '#contracts/schemas.ts';
import { mistakeAt, readable } from './actEntries.ts';
import { agreementMember, type Cast } from './cast.ts';
import type { LoadedAgreement } from './loadAgreement.ts';
import type { Mistaken } from './processFile.ts';
import { readText } from './readText.ts';
import { loadCast } from './loadCast.ts';
import { inOrder, type Mistake } from './mistake.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import { type Reading, readStep, type ScriptStep } from './scriptSteps.ts';
import { instantOf, outOfOrder } from './stepMistakes.ts';
import { readYaml, type YamlSource } from './yamlSource.ts';

export type { ScriptStep } from './scriptSteps.ts';

export type LoadedScript = { ok: true; cast: Cast; steps: ScriptStep[] } | Mistaken;

/**
 * Reads a script and the files of the processes that it plays. `agreement`: one at hand, or another file, in the
 * place of the file that the script names for its only agreement. Whatever is wrong is answered with mistakes, never thrown.
 */
export async function loadScript(file: string, agreement: LoadedAgreement | string | null = null): Promise<LoadedScript> {
  const text = await readText(file);
  if (typeof text !== 'string') return { ok: false, mistakes: [text] };
  const source = readYaml(file, text);
  const named = scriptFile.omit({ steps: true }).loose().safeParse(source.raw);
  const { cast, mistakes } = named.success ? await loadCast(source, named.data, agreement) : { cast: [], mistakes: [] };
  if (mistakes.length === 0 && cast.length > 0) return parseScript(text, file, cast);
  const inScript = [...source.mistakes, ...schemaMistakes(source, scriptFile).mistakes];
  const unnamed = inScript.length + mistakes.length > 0 ? [] : [nothingPlayed(source)];
  return { ok: false, mistakes: [...inOrder([...inScript, ...unnamed]), ...mistakes] };
}

const nothingPlayed = (source: YamlSource): Mistake =>
  mistakeAt({ source, path: [] }, [], 'the script names no agreement', 'add agreement: agreement.yaml, its file beside this one');

/** The agreement's file that the script is for, as it names it; null where it names none. For finding that file before `loadScript`. */
export function agreementOfScript(text: string): string | null {
  const parsed = scriptFile.pick({ agreement: true }).loose().safeParse(readYaml('', text).raw);
  return parsed.success ? (parsed.data.agreement ?? null) : null;
}

/** The same for a text at hand and the processes that it plays, or the only one. */
export function parseScript(text: string, file: string, played: Cast | LoadedAgreement): LoadedScript {
  const cast = 'ok' in played ? [agreementMember(played)] : played;
  const source = readYaml(file, text);
  const { mistakes, wrongPaths } = schemaMistakes(source, scriptFile);
  const entries = readable(source, 'steps', scriptFile.shape.steps.element, wrongPaths);
  const reading: Reading = { source, cast, names: new Map(), steps: [], open: new Set() };
  const found: Mistake[] = [...source.mistakes, ...mistakes];
  let before: { at: Instant; line: number } | null = null;
  for (const { entry, path } of entries) {
    found.push(...outOfOrder(entry, { source, path }, before), ...readStep(entry, path, reading));
    before = { at: instantOf(entry.at), line: source.positionOf(path).line };
  }
  return found.length > 0 ? { ok: false, mistakes: inOrder(found) } : { ok: true, cast, steps: reading.steps };
}
