import { createHash } from 'node:crypto';
import { shareByLargestRemainder } from '#core/money.ts';

/** Its name in every sample, so that a later program knows which one drew it. */
export const ALGORITHM = 'arscykel-sample-1';

export interface Drawable {
  /** Of the event: hex SHA-256. */
  hash: string;
  /** What it is counted with; '' where the whole is one stratum. */
  stratum: string;
}

export interface Stratum {
  stratum: string;
  size: number;
  drawn: number;
}

/**
 * What an event's place in the draw is: hex SHA-256 of the UTF-8 bytes of the seed, a line feed and the event's hash in hex. Whoever has seed and
 * hashes can draw again anywhere: `printf '%s\n%s' "$seed" "$hash" | sha256sum`.
 */
export const rankOf = (seed: string, hash: string): string =>
  createHash('sha256').update(`${seed}\n${hash}`, 'utf8').digest('hex');

/**
 * The `size` that rank lowest. With strata, each gets its share of the sample in proportion to its size by the method of largest remainder (ties to
 * the stratum that is first in code-point order), and the lowest-ranked of each are drawn. A population smaller than the sample is drawn whole.
 */
export function draw<T extends Drawable>(
  population: readonly T[],
  size: number,
  seed: string,
): { drawn: T[]; strata: Stratum[] } {
  if (population.length === 0) return { drawn: [], strata: [] };
  const groups = new Map<string, T[]>();
  for (const one of population) {
    const group = groups.get(one.stratum);
    if (group === undefined) groups.set(one.stratum, [one]);
    else group.push(one);
  }
  const names = [...groups.keys()].toSorted(byCodePoints);
  const sizes = names.map((name) => groups.get(name)?.length ?? 0);
  const shares = shareByLargestRemainder(Math.min(size, population.length), sizes);
  const drawn = names.flatMap((name, at) => lowest(groups.get(name) ?? [], shares[at] ?? 0, seed));
  const strata = names.map((stratum, at) => ({ stratum, size: sizes[at] ?? 0, drawn: shares[at] ?? 0 }));
  return { drawn, strata };
}

const byCodePoints = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function lowest<T extends Drawable>(group: readonly T[], size: number, seed: string): T[] {
  return group
    .map((one) => ({ one, rank: rankOf(seed, one.hash) }))
    .toSorted((a, b) => byCodePoints(a.rank, b.rank))
    .slice(0, size)
    .map(({ one }) => one);
}

/** What a population is known by: SHA-256 over its events' hashes in hex, sorted, a line each. */
export function populationHash(population: readonly Pick<Drawable, 'hash'>[]): string {
  const digest = createHash('sha256');
  for (const hash of population.map((one) => one.hash).toSorted(byCodePoints)) digest.update(`${hash}\n`, 'utf8');
  return digest.digest('hex');
}
