import { formatSv, isOre } from '#core/money.ts';
import type { Definition } from '../definition.ts';
import { type Finding, finding } from '../faults/finding.ts';
import { unknownReference } from '../faults/parties.ts';
import type { FundsTerms, Intention } from './types.ts';

const LAST_YEAR = 2099;
const amounts = 'an amount is whole öre from 0 to 2^53 − 1';

/** What cannot be right in the terms. Paths into the definition: `terms.funds.…`. */
export function fundsFindings(definition: Definition): Finding[] {
  const terms = definition.terms?.funds;
  if (terms === undefined) return [];
  return [
    ...payerFindings(definition, terms),
    ...terms.intentions.flatMap((one, index) => intentionFindings(definition, one, index, terms.intentions)),
    ...budgetFindings(definition, terms),
    ...carriedFindings(definition, terms),
  ];
}

function payerFindings({ organisations }: Definition, { payers, settledBy, payment }: FundsTerms): Finding[] {
  const known = organisations.map(({ id }) => id);
  const wrong = payers.flatMap((id, index) => {
    const path = `terms.funds.payers.${index}`;
    if (!known.includes(id)) return [unknownReference(path, id, 'organisation', known)];
    return payers.indexOf(id) < index ? [finding(path, `${id} stands twice`, 'name each payer once')] : [];
  });
  if (settledBy !== null && !known.includes(settledBy))
    wrong.push(unknownReference('terms.funds.settledBy', settledBy, 'organisation', known));
  if (payment !== 'notFollowed' && payers.length === 0)
    wrong.push(finding('terms.funds.payers', 'payments are followed, and nobody pays', 'name the organisations that pay'));
  return wrong;
}

function intentionFindings(definition: Definition, one: Intention, index: number, all: readonly Intention[]): Finding[] {
  const { measures, year } = definition;
  const path = `terms.funds.intentions.${index}`;
  const measure = measures.find(({ id }) => id === one.measure);
  const known = measures.map(({ id }) => id);
  if (measure === undefined) return [unknownReference(`${path}.measure`, one.measure, 'measure', known)];
  const wrong: Finding[] = [];
  if (!Number.isInteger(one.year) || one.year < year || one.year > LAST_YEAR)
    wrong.push(finding(`${path}.year`, `${one.year} is no year from ${year} on`, `write ${year} or a later year`, ['year']));
  if (all.findIndex((other) => other.measure === one.measure && other.year === one.year) < index)
    wrong.push(finding(path, `${one.measure} has two intentions for ${one.year}`, 'say it once for each year'));
  if (one.amountOre !== null && !isOre(one.amountOre))
    wrong.push(finding(`${path}.amountOre`, `${one.amountOre} is no amount`, amounts));
  if (one.year !== year) return wrong;
  if (one.amountOre === null && measure.amountOre === null)
    wrong.push(finding(path, `nothing says how much is meant for ${one.measure} this year`, 'give the amount'));
  if (one.amountOre !== null && measure.amountOre !== null && one.amountOre !== measure.amountOre) {
    const message = `${formatSv(one.amountOre)} are intended for ${one.measure}, and the measure says ${formatSv(measure.amountOre)}`;
    wrong.push(finding(path, message, 'say it once, or the same', ['measures']));
  }
  return wrong;
}

/** What is conditional this year is a part of the areas' budgets. */
function budgetFindings({ areas, measures, year }: Definition, { intentions }: FundsTerms): Finding[] {
  return areas.flatMap(({ id, budgetOre }) => {
    const own = measures.filter(({ area }) => area === id);
    const meant = own.map(
      (measure) => measure.amountOre ?? intentions.find((one) => one.measure === measure.id && one.year === year)?.amountOre ?? 0,
    );
    if (!meant.every(isOre)) return [];
    const sumOre = meant.reduce((sum, ore) => sum + ore, 0);
    if (sumOre <= budgetOre) return [];
    const message = `${formatSv(sumOre)} are meant for the measures of ${id} this year, and its budget is ${formatSv(budgetOre)}`;
    return [finding('terms.funds.intentions', message, `${formatSv(sumOre - budgetOre)} are too many`, ['areas', 'measures'])];
  });
}

function carriedFindings({ measures }: Definition, { carriedOre }: FundsTerms): Finding[] {
  const known = measures.map(({ id }) => id);
  return Object.entries(carriedOre).flatMap(([id, ore]) => {
    const path = `terms.funds.carriedOre.${id}`;
    if (!known.includes(id)) return [unknownReference(path, id, 'measure', known)];
    return isOre(ore) ? [] : [finding(path, `${ore} is no amount`, amounts)];
  });
}
