import type { Withheld } from '#core/around/keeping.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { Mask } from '#contracts/schemas/keeping/maskFile.ts';

/** What is kept back: masks as a discloser wrote them, and masked copies of files by the names that they give. */
export interface Masks {
  masks: readonly Mask[];
  copies: ReadonlyMap<string, Uint8Array>;
}

export const noMasks: Masks = { masks: [], copies: new Map() };

type Kept = Extract<Mask, { ground: string }>;
const isKept = (mask: Mask): mask is Kept => 'ground' in mask;

/**
 * A marked file is withheld on its marking's ground, unless the discloser has decided of it: to give it, or a masked copy, or to withhold it
 * on another ground.
 */
const ofMarkings = (markings: ReadonlyMap<string, string>, masks: readonly Mask[]): Kept[] =>
  [...markings]
    .filter(([sha256]) => !masks.some((mask) => 'document' in mask && mask.document === sha256))
    .map(([sha256, ground]) => ({ document: sha256, ground }));

/** The same for every passage, so that it says nothing of what stood there; in words, which every font has and a voice can read. */
export const block = (ground: string, lang: Lang): string => `[${lang === 'sv' ? 'maskerat' : 'masked'}: ${ground}]`;

type Of = Withheld['what'];

/** Applies masks, and keeps an account of what was kept back and of which masks met anything. */
export interface Masking {
  /** A line or a text of something, with what is kept back taken out. */
  words: (of: Of, text: string) => string;
  /** The ground that an entry, a text or a file is kept back on whole; null where it is not. */
  whole: (of: Of) => string | null;
  /** The copy that is given in the place of a file, with its ground; null where there is none. */
  copyOf: (sha256: string) => { content: Uint8Array; ground: string } | null;
  withheld: () => Withheld[];
  /** Masks that met nothing: perhaps misspelt, and then nothing would be kept back. */
  unused: () => Mask[];
  /** Passages that may stand nowhere in what is handed out. */
  passages: () => string[];
}

export function masking(given: Masks, lang: Lang, markings: ReadonlyMap<string, string> = new Map()): Masking {
  const { copies } = given;
  const masks = [...given.masks.filter(isKept), ...ofMarkings(markings, given.masks)];
  const used = new Set<Mask>();
  const account = new Map<string, Withheld>();
  const noted = (mask: Kept, what: Of, passage: boolean): void => {
    used.add(mask);
    account.set(JSON.stringify([what, passage, mask.ground]), { what, passage, ground: mask.ground });
  };
  const wholeMask = (of: Of): Kept | undefined => masks.find((mask) => isWhole(mask, of));
  return {
    words(of, text) {
      let shown = text;
      for (const mask of masks) {
        if (!('passage' in mask) || mask.passage === undefined) continue;
        if ('text' in mask && !(of.kind === 'text' && of.textId === mask.text)) continue;
        const replaced = shown.replace(patternOf(mask.passage), () => block(mask.ground, lang));
        if (replaced === shown) continue;
        shown = replaced;
        noted(mask, of, true);
      }
      return shown;
    },
    whole(of) {
      const mask = wholeMask(of);
      if (mask === undefined) return null;
      noted(mask, of, false);
      return mask.ground;
    },
    copyOf(sha256) {
      const mask = masks.find((one) => 'document' in one && one.document === sha256 && one.copy !== undefined);
      if (mask === undefined || !('copy' in mask) || mask.copy === undefined) return null;
      const content = copies.get(mask.copy);
      if (content === undefined) throw new Error(`The masked copy ${mask.copy} was not read.`);
      noted(mask, { kind: 'document', sha256 }, true);
      return { content, ground: mask.ground };
    },
    withheld: () => [...account.values()],
    unused: () => given.masks.filter((mask) => isKept(mask) && !used.has(mask)),
    passages: () => masks.flatMap((mask) => ('passage' in mask && mask.passage !== undefined ? [mask.passage] : [])),
  };
}

/** The very words, wherever lines were broken between them. */
export const patternOf = (passage: string): RegExp =>
  new RegExp(
    passage
      .normalize('NFC')
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
      .join('\\s+'),
    'gu',
  );

function isWhole(mask: Kept, of: Of): boolean {
  switch (of.kind) {
    case 'entry':
      return 'entry' in mask && mask.entry === of.version;
    case 'text':
      return 'text' in mask && mask.passage === undefined && mask.text === of.textId;
    case 'document':
      return 'document' in mask && mask.copy === undefined && mask.document === of.sha256;
    case 'mail':
      return false;
  }
}
