import type { Lang } from '#core/texts/lang.ts';
import type { Mask } from '#contracts/schemas/keeping/maskFile.ts';
import type { DisclosureRefusal } from '../audit/disclosure/disclose.ts';
import type { LoadedMasks } from '../infra/definition/keeping/loadMasks.ts';
import { exit, Failure } from './failure.ts';
import type { Context } from './session.ts';
import { discloseWords } from './words/disclose.ts';

/** What is kept back, as it stands in its file. */
export type FileMasks = Omit<LoadedMasks, 'ok'>;

/** Why nothing is handed out; a mask by its line in its file. */
export function refused(
  { terminal }: Context,
  refusal: DisclosureRefusal,
  { file, masks: { masks, lines } }: { file: string; masks: FileMasks },
): Failure {
  const say = discloseWords[terminal.lang];
  switch (refusal.code) {
    case 'masksUnused': {
      const unused = refusal.masks.map((mask) => ({ line: lines[masks.indexOf(mask)] ?? null, mask }));
      const shown = unused.map(({ line, mask }) => `  ${file}:${line ?? '?'}  ${meetsNothing(mask, say)}`);
      const message = [say.masksUnused(refusal.masks.length), ...shown].join('\n');
      const entries = refusal.masks.some((mask) => 'entry' in mask) ? `; ${say.entriesThere(spans(refusal.entries))}` : '';
      return new Failure(exit.refused, refusal.code, message, `${say.masksUnusedRemedy}${entries}`, { ...refusal, unused });
    }
    case 'stillThere':
      return new Failure(exit.refused, refusal.code, say.stillThere(refusal.paths.join(', ')), say.stillThereRemedy, refusal);
    case 'nothingThere':
      return new Failure(exit.refused, refusal.code, say.nothingThere(refusal.organisation), null, refusal);
  }
}

/** What a mask was to keep back, and that it is not there. */
function meetsNothing(mask: Mask, say: (typeof discloseWords)[Lang]): string {
  if ('entry' in mask) return say.noEntry(mask.entry);
  if ('document' in mask) return say.noDocument(mask.document);
  if (!('text' in mask)) return say.noPassage(mask.passage);
  return mask.passage === undefined ? say.noText(mask.text) : say.noPassageIn(mask.passage, mask.text);
}

/** '3, 5–8, 12', of numbers in any order. */
function spans(numbers: readonly number[]): string {
  const spanned: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = spanned.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else spanned.push([number, number]);
  }
  return spanned.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ') || '–';
}
