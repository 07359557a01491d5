/** Keys and indexes from the top of a file. */
export type Path = readonly (string | number)[];

/** Something wrong in a file, and where. */
export interface Mistake {
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** `areas.forskning.budget`; empty for the file as a whole. */
  path: string;
  /** What is wrong. */
  message: string;
  /** What would be right. */
  remedy: string;
}

export function written(path: Path): string {
  return path.join('.');
}

/** By place, each once: what is generated from one entry shares its mistake. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const unique = new Map(mistakes.map((one) => [JSON.stringify([one.line, one.column, one.path, one.message]), one]));
  return [...unique.values()].toSorted((a, b) => a.line - b.line || a.column - b.column || a.path.localeCompare(b.path));
}

/** The known word that was probably meant: few letters away for its length, or null. */
export function nearest(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map((candidate) => ({ candidate, distance: lettersApart(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate ?? null;
}

/** `did you mean x?` before the list of what is known. */
export function suggestion(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  const list = known.length === 0 ? 'nothing is known here' : `known: ${known.join(', ')}`;
  return meant === null ? list : `did you mean ${meant}? (${list})`;
}

/** Damerau–Levenshtein distance, where two letters swapped count as one. */
function lettersApart(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      rows[i]?.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (same ? 0 : 1), swapped));
    }
  }
  return cell(a.length, b.length);
}
