import { shareByLargestRemainder } from '#core/money.ts';
import { booksOf } from '../funds/booked.ts';
import { measurePost } from '../funds/posts.ts';
import type { State } from '../state.ts';
import { recipientTerms, roundOf } from './terms.ts';
import type { MeasureRecipients, RecipientTerms } from './types.ts';

/** What a share is reckoned from. */
export interface Weighed {
  organisation: string;
  /** Its own population; of one that takes its county's money and has none of its own, the county's. */
  population: number;
  baseOre: number | null;
  /** What it has asked for or got, below which its share cannot fall. */
  takenOre: number;
}

/**
 * Shares a total by the key, by largest remainder; they always add up to it. Who has already taken more than its share keeps that, and the
 * others share the rest by the same key. @throws RangeError where more is taken than the total, or nobody can be given anything.
 */
export function sharesOf(key: MeasureRecipients['key'], weighed: readonly Weighed[], totalOre: number): Record<string, number> {
  const fixed = new Map<string, number>();
  for (;;) {
    const free = weighed.filter(({ organisation }) => !fixed.has(organisation));
    const leftOre = [...fixed.values()].reduce((left, ore) => left - ore, totalOre);
    const shares = free.length === 0 ? [] : byKey(key, free, leftOre);
    const short = free.filter(({ takenOre }, index) => (shares[index] ?? 0) < takenOre);
    if (short.length === 0) {
      const own = new Map(free.map(({ organisation }, index) => [organisation, shares[index] ?? 0]));
      return Object.fromEntries(
        weighed.map(({ organisation }) => [organisation, fixed.get(organisation) ?? own.get(organisation) ?? 0]),
      );
    }
    for (const { organisation, takenOre } of short) fixed.set(organisation, takenOre);
  }
}

function byKey(key: MeasureRecipients['key'], weighed: readonly Weighed[], totalOre: number): number[] {
  const populations = weighed.map(({ population }) => population);
  const ones = weighed.map(() => 1);
  switch (key.kind) {
    case 'equal':
      return shareByLargestRemainder(totalOre, ones);
    case 'byPopulation':
      return shareByLargestRemainder(totalOre, usable(populations));
    case 'list':
      return shareByLargestRemainder(totalOre, usable(weighed.map(({ organisation }) => key.amountsOre[organisation] ?? 0)));
    case 'baseShare': {
      const bases = weighed.map(({ baseOre }) => baseOre ?? key.baseOre);
      const basesOre = bases.reduce((sum, ore) => sum + ore, 0);
      // Too little for every base: it is shared in proportion to them, and there is no rest.
      if (basesOre >= totalOre) return shareByLargestRemainder(totalOre, usable(bases));
      const rest = shareByLargestRemainder(totalOre - basesOre, key.rest === 'equal' ? ones : usable(populations));
      return bases.map((base, index) => base + (rest[index] ?? 0));
    }
  }
}

/** Where nobody has any weight, everybody has the same. */
const usable = (weights: readonly number[]): readonly number[] =>
  weights.some((one) => one > 0) ? weights : weights.map(() => 1);

/** Those of a measure's recipients that may be given money: who has not declined and was not silent, with what they have taken. */
export function activeRecipients(state: State, terms: MeasureRecipients): Weighed[] {
  const { answers } = roundOf(state, terms.measure);
  const all = recipientTerms(state.definition.terms?.recipients);
  const counties = countyPopulations(all);
  const books = booksOf(state);
  return terms.recipients
    .filter((id) => answers[id] === undefined || answers[id].kind === 'given')
    .map((organisation) => {
      const own = all.get(organisation);
      const ofAll = terms.forCounties ? counties.get(own?.county ?? '') : undefined;
      return {
        organisation,
        population: own?.population ?? ofAll ?? 0,
        baseOre: own?.baseOre ?? null,
        takenOre: books(measurePost(state, terms.measure, organisation)).committedOre,
      };
    });
}

/** People by county: those of everybody there that money can go to. */
export function countyPopulations(all: ReadonlyMap<string, RecipientTerms>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { county, population } of all.values())
    if (county !== null) sums.set(county, (sums.get(county) ?? 0) + (population ?? 0));
  return sums;
}
