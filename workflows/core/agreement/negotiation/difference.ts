import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Area, Definition, Measure } from '../definition.ts';
import { noFunds } from '../funds/posts.ts';
import type { FundsTerms, PaymentConditions } from '../funds/types.ts';

/** One thing in which two texts differ. Amounts are öre, dates days; null is what a text does not state. */
export type Difference =
  | { kind: 'frame'; beforeOre: number; afterOre: number }
  | { kind: 'validUntil'; before: string | null; after: string | null }
  | { kind: 'moneyMoved'; from: string; to: string; amountOre: number }
  | { kind: 'added' | 'removed'; part: Part; id: string; title: string; amountOre: number | null; dueOn: string | null }
  | { kind: 'changed'; part: Part; id: string; title: string; field: string; before: Value; after: Value }
  | { kind: 'payments'; field: keyof PaymentConditions | 'payment' | 'payers' | 'lastDayBinds'; before: string; after: string };

export type Part = 'area' | 'measure' | 'deadline';
export type Value = string | number | null | number[];

/** In what the second text differs from the first: pure, and empty only where they say the same of all that parties negotiate about. */
export function difference(before: Definition, after: Definition): Difference[] {
  const frame: Difference[] =
    before.frameOre === after.frameOre ? [] : [{ kind: 'frame', beforeOre: before.frameOre, afterOre: after.frameOre }];
  const valid: Difference[] =
    before.validUntil === after.validUntil ? [] : [{ kind: 'validUntil', before: before.validUntil, after: after.validUntil }];
  return [
    ...frame,
    ...valid,
    ...partly('area', before.areas, after.areas),
    ...moneyMoved(before.areas, after.areas),
    ...partly('measure', before.measures, after.measures),
    ...partly('deadline', before.deadlines, after.deadlines),
    ...payments(before.terms?.funds ?? noFunds, after.terms?.funds ?? noFunds),
  ];
}

function payments(before: FundsTerms, after: FundsTerms): Difference[] {
  const told = ({ payment, payers, lastDayBinds, conditions }: FundsTerms) => ({
    payment,
    payers: payers.join(', '),
    lastDayBinds: String(lastDayBinds),
    holdPaymentWhileReportIsLate: String(conditions.holdPaymentWhileReportIsLate),
    holdPaymentWhileAccountsAreLate: String(conditions.holdPaymentWhileAccountsAreLate),
    holdUntilLetterOfIntent: String(conditions.holdUntilLetterOfIntent),
  });
  const [was, is] = [told(before), told(after)];
  return (Object.keys(was) as (keyof typeof was)[]).flatMap((field): Difference[] =>
    was[field] === is[field] ? [] : [{ kind: 'payments', field, before: was[field], after: is[field] }],
  );
}

function partly(part: Part, before: readonly Item[], after: readonly Item[]): Difference[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const kept = new Map(after.map((one) => [one.id, one]));
  const gone = before.filter(({ id }) => !kept.has(id)).map((one) => whole('removed', part, one));
  const other = after.flatMap((one): Difference[] => {
    const was = old.get(one.id);
    return was === undefined ? [whole('added', part, one)] : changesOf(part, was, one);
  });
  return [...gone, ...other];
}

type Item = Area | Measure | DeadlineTerms;

function whole(kind: 'added' | 'removed', part: Part, one: Item): Difference {
  const amountOre = 'budgetOre' in one ? one.budgetOre : 'amountOre' in one ? one.amountOre : null;
  return { kind, part, id: one.id, title: one.title, amountOre, dueOn: 'dueOn' in one ? one.dueOn : null };
}

function changesOf(part: Part, before: Item, after: Item): Difference[] {
  const old = new Map(Object.entries(before));
  const said = new Map(Object.entries(after));
  return [...new Set([...old.keys(), ...said.keys()])].flatMap((field): Difference[] => {
    const [was, is] = [valueOf(old.get(field)), valueOf(said.get(field))];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ kind: 'changed', part, id: after.id, title: before.title, field, before: was, after: is }];
  });
}

/** What a measure serves or continues is of two words. */
function valueOf(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (Array.isArray(value)) return value.map(Number);
  return Object.values(value)
    .flatMap((one) => (one === null ? [] : [String(one)]))
    .join(' · ');
}

/** Where one area lost exactly what one other gained, the money moved between them. */
function moneyMoved(before: readonly Area[], after: readonly Area[]): Difference[] {
  const budgets = (list: readonly Area[]) => new Map(list.map(({ id, budgetOre }) => [id, budgetOre]));
  const [old, now] = [budgets(before), budgets(after)];
  const shifts = [...new Set([...old.keys(), ...now.keys()])]
    .map((id) => ({ id, byOre: (now.get(id) ?? 0) - (old.get(id) ?? 0) }))
    .filter(({ byOre }) => byOre !== 0);
  const [from, to] = shifts.toSorted((a, b) => a.byOre - b.byOre);
  if (shifts.length !== 2 || from === undefined || to === undefined || from.byOre !== -to.byOre) return [];
  return [{ kind: 'moneyMoved', from: from.id, to: to.id, amountOre: to.byOre }];
}
