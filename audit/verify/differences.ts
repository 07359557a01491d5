/** A row as the program reads it. */
export type Row = Readonly<Record<string, unknown>>;

/** Where two values first differ, and what each has there. */
export interface Difference {
  path: string[];
  before: unknown;
  after: unknown;
}

export function firstDifference(before: unknown, after: unknown, path: string[] = []): Difference {
  if (!isNested(before) || !isNested(after)) return { path, before, after };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const name = names.find((one) => JSON.stringify(sorted(before[one])) !== JSON.stringify(sorted(after[one])));
  return name === undefined ? { path, before, after } : firstDifference(before[name], after[name], [...path, name]);
}

const isNested = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** In one order of names, however it was written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isNested(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((name) => [name, sorted(value[name])]),
  );
}

const LONGEST = 80;

/** A value in a few characters; `—` of none. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
