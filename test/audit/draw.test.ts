import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, populationHash, rankOf } from '../../audit/sample/draw.ts';

const population = Array.from({ length: 60 }, (_, at) => ({
  hash: createHash('sha256').update(`${at}`).digest('hex'),
  stratum: at % 10 === 0 ? 'payment' : at % 3 === 0 ? 'report' : 'decision',
}));
const hashes = (list: readonly { hash: string }[]) => list.map(({ hash }) => hash);

describe('a sample with a seed', () => {
  it('is the same whoever draws it, in whatever order the events come', () => {
    const shuffled = population.toSorted((a, b) => (a.hash < b.hash ? -1 : 1));
    expect(hashes(draw(shuffled, 7, 'lott 1').drawn)).toEqual(hashes(draw(population, 7, 'lott 1').drawn));
  });

  it('ranks an event by SHA-256 of seed, line feed and hash, in UTF-8', () => {
    // printf '%s\n%s' 'frö' 'ab' | sha256sum
    expect(rankOf('frö', 'ab')).toBe(createHash('sha256').update(Buffer.from('frö\nab', 'utf8')).digest('hex'));
    expect(rankOf('frö', 'ab')).toBe('780a851ca1be27ab500871d48d5c9110fd72bab6d821a7f3efa3cf22b3369b8e');
  });

  it('is another with another seed', () => {
    expect(hashes(draw(population, 7, 'lott 2').drawn)).not.toEqual(hashes(draw(population, 7, 'lott 1').drawn));
  });

  it('grows by keeping what it had: ten hold the first seven', () => {
    const one = population.map((each) => ({ ...each, stratum: '' }));
    expect(hashes(draw(one, 10, 'lott').drawn).slice(0, 7)).toEqual(hashes(draw(one, 7, 'lott').drawn));
  });

  it('gives each group its share by largest remainder', () => {
    expect(draw(population, 10, 'lott').strata).toEqual([
      { stratum: 'decision', size: 36, drawn: 6 },
      { stratum: 'payment', size: 6, drawn: 1 },
      { stratum: 'report', size: 18, drawn: 3 },
    ]);
  });

  it('never draws twice, nor more than there are, and fills what was asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 80 }), fc.string(), (count, size, seed) => {
        const { drawn } = draw(population.slice(0, count), size, seed);
        expect(new Set(hashes(drawn)).size).toBe(Math.min(size, count));
      }),
    );
  });

  it('knows its population by a hash that one event more or less changes', () => {
    expect(populationHash(population.toReversed())).toBe(populationHash(population));
    expect(populationHash(population.slice(1))).not.toBe(populationHash(population));
  });
});
