/**
 * Canonical JSON (RFC 8785): the same value gives the same text wherever it is written. What is left out of an object and what is undefined
 * are the same.
 * @throws TypeError for what JSON cannot say.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`JSON has no ${typeof value}`);
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    // By UTF-16 units, which is how strings compare.
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}
