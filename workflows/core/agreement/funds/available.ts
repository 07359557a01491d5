import type { Measure } from '../definition.ts';
import { roundOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import type { Books } from './booked.ts';
import { areaPost, fundsTerms, measurePost } from './posts.ts';
import type { Intention, Post } from './types.ts';

/** What is meant for a measure, from the intention to what may be spent. */
export interface Funds {
  intendedOre: number;
  appropriatedOre: number;
  setAsideOre: number;
}

const none: Funds = { intendedOre: 0, appropriatedOre: 0, setAsideOre: 0 };

const plus = (a: Funds, b: Funds): Funds => ({
  intendedOre: a.intendedOre + b.intendedOre,
  appropriatedOre: a.appropriatedOre + b.appropriatedOre,
  setAsideOre: a.setAsideOre + b.setAsideOre,
});

export interface MeasureFunds {
  /** The agreement's own year. Null where the text names no amount: the measure draws on what the area has left. */
  own: Funds | null;
  later: Funds;
}

export const intentionKey = (measure: string, year: number): string => `${measure}:${year}`;

/** What the text intends for that measure and year, with the measure's own amount where the intention names none. */
export function intentionOf({ definition, ...state }: State, measure: string, year: number): Intention | null {
  const found = fundsTerms({ definition, ...state }).intentions.find((one) => one.measure === measure && one.year === year);
  if (found === undefined) return null;
  const ofTheText = year === definition.year ? definition.measures.find(({ id }) => id === measure)?.amountOre : null;
  return { ...found, amountOre: found.amountOre ?? ofTheText ?? null };
}

/**
 * A measure's money. What the text itself names is set aside by the text; what it only intends is there once somebody has settled that it
 * is appropriated and set aside (PM: the government intends to set aside funds if the Riksdag appropriates).
 */
export function measureFunds(state: State, { id, amountOre }: Pick<Measure, 'id' | 'amountOre'>): MeasureFunds {
  const { year } = state.definition;
  let own: Funds | null =
    amountOre === null ? null : { intendedOre: amountOre, appropriatedOre: amountOre, setAsideOre: amountOre };
  let later = none;
  for (const intention of fundsTerms(state).intentions) {
    if (intention.measure !== id) continue;
    const settled = state.funds.settled[intentionKey(id, intention.year)];
    const funds = {
      intendedOre: intention.amountOre ?? (intention.year === year ? amountOre : null) ?? 0,
      appropriatedOre: settled?.appropriation.amountOre ?? 0,
      setAsideOre: settled?.setAside?.amountOre ?? 0,
    };
    if (intention.year === year) own = funds;
    else later = plus(later, funds);
  }
  return { own, later };
}

/** Everything meant for an area: its budget, as what was only intended turned out, and later years' money. */
export function areaFunds(state: State, area: string): Funds {
  const { areas, measures, year } = state.definition;
  const budgetOre = areas.find(({ id }) => id === area)?.budgetOre ?? 0;
  const conditional = new Set(fundsTerms(state).intentions.flatMap((one) => (one.year === year ? [one.measure] : [])));
  return measures
    .filter((measure) => measure.area === area)
    .map((measure) => ({ ...measureFunds(state, measure), isConditional: conditional.has(measure.id) }))
    .reduce<Funds>(
      (sum, { own, later, isConditional }) => {
        const added = plus(sum, later);
        if (own === null || !isConditional) return added;
        return {
          ...added,
          appropriatedOre: added.appropriatedOre + own.appropriatedOre - own.intendedOre,
          setAsideOre: added.setAsideOre + own.setAsideOre - own.intendedOre,
        };
      },
      { intendedOre: budgetOre, appropriatedOre: budgetOre, setAsideOre: budgetOre },
    );
}

/** What a measure and its recipients have taken, or is held for them. */
function takenOre(state: State, books: Books, measure: string): number {
  const shares = Object.values(roundOf(state, measure).shares);
  return books(measurePost(state, measure)).committedOre + shares.reduce((sum, share) => sum + share, 0);
}

/** What is a measure's to spend: its amount and later years' money; without an amount, what it has taken of the area's. */
export function measureSetAsideOre(state: State, books: Books, measure: Pick<Measure, 'id' | 'amountOre'>): number {
  const { own, later } = measureFunds(state, measure);
  if (own !== null) return own.setAsideOre + later.setAsideOre;
  return Math.max(later.setAsideOre, takenOre(state, books, measure.id));
}

/** What of an area's money is no measure's. */
function undividedOre(state: State, books: Books, area: string): number {
  return state.definition.measures
    .filter((measure) => measure.area === area)
    .reduce((left, measure) => left - measureSetAsideOre(state, books, measure), areaFunds(state, area).setAsideOre);
}

/** How much more may be requisitioned, paid unasked or distributed: never beyond what is set aside for the post. */
export function roomOre(state: State, books: Books, post: Post): number {
  const { area, measure, recipient } = post;
  if (measure === null) return undividedOre(state, books, area) - books(areaPost(area)).committedOre;
  if (recipient !== null) return (roundOf(state, measure).shares[recipient] ?? 0) - books(post).committedOre;
  const terms = state.definition.measures.find(({ id }) => id === measure) ?? { id: measure, amountOre: null };
  const own = measureSetAsideOre(state, books, terms) - takenOre(state, books, measure);
  return measureFunds(state, terms).own === null ? own + roomOre(state, books, areaPost(area)) : own;
}
