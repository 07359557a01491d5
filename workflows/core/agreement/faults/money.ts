import { formatSv, isOre, sumOre } from '#core/money.ts';
import type { Area, Definition, Measure } from '../definition.ts';
import { type Finding, finding } from './finding.ts';

const amounts = 'an amount is whole öre from 0 to 2^53 − 1';

/** Sums without throwing: null where a term is no amount, which has a finding of its own, or the sum is none. */
function sum(list: readonly number[]): number | null {
  if (!list.every(isOre)) return null;
  try {
    return sumOre(list);
  } catch {
    return null; // above 2^53 − 1: more than any frame, and the frame has been checked
  }
}

/** Every amount is one; the areas' budgets are the frame; the measures stay within their area, and fill it where each states its amount. */
export function moneyFindings(definition: Definition): Finding[] {
  const { frameOre, areas, measures } = definition;
  const notMoney = [
    ...(isOre(frameOre) && frameOre > 0
      ? []
      : [finding('frameOre', `the frame is ${frameOre}`, `${amounts}, and a frame is more than 0`)]),
    ...areas.flatMap(({ budgetOre }, index) =>
      isOre(budgetOre) ? [] : [finding(`areas.${index}.budgetOre`, `${budgetOre} is no amount`, amounts)],
    ),
    ...measures.flatMap(({ amountOre }, index) =>
      amountOre === null || isOre(amountOre)
        ? []
        : [finding(`measures.${index}.amountOre`, `${amountOre} is no amount`, amounts)],
    ),
  ];
  return [...notMoney, ...frameFindings(definition), ...areas.flatMap((area, index) => areaFindings(area, index, measures))];
}

function frameFindings({ frameOre, areas }: Definition): Finding[] {
  const budgetsOre = sum(areas.map(({ budgetOre }) => budgetOre));
  if (budgetsOre === frameOre || !isOre(frameOre)) return [];
  const concerns = ['areas', ...areas.map((_, index) => `areas.${index}.budgetOre`)];
  if (budgetsOre === null) return [];
  const message = `the areas' budgets are ${formatSv(budgetsOre)} together, and the frame is ${formatSv(frameOre)}`;
  const remedy =
    budgetsOre < frameOre
      ? `${formatSv(frameOre - budgetsOre)} are missing: raise a budget, or lower the frame`
      : `${formatSv(budgetsOre - frameOre)} are too many: lower a budget, or raise the frame`;
  return [finding('frameOre', message, remedy, concerns)];
}

function areaFindings(area: Area, index: number, measures: readonly Measure[]): Finding[] {
  const own = measures.map((measure, at) => ({ measure, at })).filter(({ measure }) => measure.area === area.id);
  const stated = own.flatMap(({ measure }) => (measure.amountOre === null ? [] : [measure.amountOre]));
  const statedOre = sum(stated);
  if (statedOre === null || !isOre(area.budgetOre)) return [];
  const concerns = own.flatMap(({ at }) => [`measures.${at}.amountOre`, `measures.${at}.area`]);
  const path = `areas.${index}.budgetOre`;
  const amount = `the measures of ${area.id} are ${formatSv(statedOre)} together, and its budget is ${formatSv(area.budgetOre)}`;
  if (statedOre > area.budgetOre)
    return [finding(path, amount, `${formatSv(statedOre - area.budgetOre)} are too many`, concerns)];
  if (own.length === 0 || stated.length < own.length || statedOre === area.budgetOre) return [];
  return [
    finding(
      path,
      amount,
      `${formatSv(area.budgetOre - statedOre)} are missing: each measure states its amount, so they add up`,
      concerns,
    ),
  ];
}
