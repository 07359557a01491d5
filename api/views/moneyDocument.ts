import { z } from 'zod';
import { ledgerColumns, type LedgerNode } from '#core/agreement/funds/ledger.ts';
import { outcomes, type Settled } from '#core/agreement/funds/types.ts';
import type { MoneyView } from '#core/agreement/funds/view.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { Names } from '#core/texts/names.ts';
import { day, money, moneyOf, titled, world } from './pieces.ts';

const told = {
  intended: 'meant, if it is appropriated',
  appropriated: 'appropriated, or named by the text itself',
  setAside: 'set aside: there to be spent',
  distributed: 'shared out to recipients',
  requisitioned: 'asked for',
  approved: 'of what was asked for, granted',
  paid: 'paid out',
  unpaid: 'set aside and not paid out',
  carried: 'left from an earlier year',
  used: 'used, as accounted for, less what of it was reclaimed',
  unspent: 'unspent, as accounted for',
  repaid: 'repaid of what was unspent (återbetalt)',
  reclaimed: 'reclaimed by decision (återkrävt)',
  returned: 'of what was reclaimed, come back',
  left: 'still with whom it was paid to',
} as const satisfies Record<(typeof ledgerColumns)[number], string>;

const amounts = z
  .object(
    Object.fromEntries(ledgerColumns.map((column) => [column, money.meta({ description: told[column] })])) as Record<
      (typeof ledgerColumns)[number],
      typeof money
    >,
  )
  .meta({ id: 'MoneyColumns', description: 'setAside = paid + unpaid; paid + carried = used + repaid + returned + left' });

const row = z
  .object({
    ...titled.shape,
    own: amounts.meta({ description: 'what is not divided further' }),
    total: amounts.meta({ description: 'with everything below' }),
    accounted: z.boolean().nullable().meta({ description: 'whether its own is accounted for; null where it got nothing' }),
  })
  .meta({ id: 'MoneyRow' });
const measureRow = z.object({ ...row.shape, recipients: z.array(row) }).meta({ id: 'MoneyOfMeasure' });
const areaRow = z.object({ ...row.shape, measures: z.array(measureRow) }).meta({ id: 'MoneyOfArea' });

const settled = z.object({ outcome: z.enum(outcomes), amount: money, on: day }).nullable();
const post = { area: z.string(), measure: z.string().nullable(), recipient: z.string().nullable() };

export const moneyDocument = z.object({
  ...world,
  chain: z.string(),
  followed: z.boolean().meta({ description: 'whether payments are followed; else what is accounted for counts as paid' }),
  payers: z.array(titled),
  total: amounts,
  areas: z.array(areaRow),
  intentions: z.array(
    z.object({ measure: titled, year: z.int(), intended: money.nullable(), appropriation: settled, setAside: settled }),
  ),
  requisitions: z.array(
    z.object({
      id: z.string(),
      ...post,
      by: titled,
      on: day,
      amount: money,
      late: z.boolean(),
      approved: money.nullable().meta({ description: 'null until it is decided, 0 where it was declined' }),
      paid: money,
    }),
  ),
  payments: z.array(
    z.object({ id: z.string(), ...post, requisition: z.string().nullable(), payer: titled, on: day, amount: money }),
  ),
  reclaims: z.array(z.object({ id: z.string(), ...post, from: titled, to: titled, on: day, amount: money, returned: money })),
});

/** The money as people look at it, each amount in öre and as text. */
export function moneyBody(view: MoneyView, names: Names, lang: Lang) {
  const shown = (ore: number) => moneyOf(ore, lang);
  const organisation = (id: string) => ({ id, title: names.organisation(id) });
  const columns = (from: LedgerNode['own']): z.output<typeof amounts> =>
    Object.fromEntries(ledgerColumns.map((column) => [column, shown(from[column])])) as z.output<typeof amounts>;
  const rowOf = (node: LedgerNode, title: string) => ({
    id: node.id,
    title,
    own: columns(node.own),
    total: columns(node.total),
    accounted: node.accounted,
  });
  const settledOf = (one: (Pick<Settled, 'outcome' | 'amountOre'> & { on: string }) | null) =>
    one === null ? null : { outcome: one.outcome, amount: shown(one.amountOre), on: one.on };
  return {
    followed: view.followed,
    payers: view.payers.map(organisation),
    total: columns(view.ledger.total),
    areas: view.ledger.children.map((area) => ({
      ...rowOf(area, names.area(area.id)),
      measures: area.children.map((measure) => ({
        ...rowOf(measure, names.measure(measure.id)),
        recipients: measure.children.map((one) => rowOf(one, names.organisation(one.id))),
      })),
    })),
    intentions: view.intentions.map(({ measure, year, intendedOre, appropriation, setAside }) => ({
      measure: { id: measure, title: names.measure(measure) },
      year,
      intended: intendedOre === null ? null : shown(intendedOre),
      appropriation: settledOf(appropriation),
      setAside: settledOf(setAside),
    })),
    requisitions: view.requisitions.map(({ id, post: of, by, doneOn, amountOre, late, approvedOre, paidOre }) => ({
      id,
      ...of,
      by: organisation(by),
      on: doneOn,
      amount: shown(amountOre),
      late,
      approved: approvedOre === null ? null : shown(approvedOre),
      paid: shown(paidOre),
    })),
    payments: view.payments.map(({ id, post: of, requisition, payer, doneOn, amountOre }) => ({
      id,
      ...of,
      requisition,
      payer: organisation(payer),
      on: doneOn,
      amount: shown(amountOre),
    })),
    reclaims: view.reclaims.map(({ id, post: of, from, to, doneOn, amountOre, settledOre }) => ({
      id,
      ...of,
      from: organisation(from),
      to: organisation(to),
      on: doneOn,
      amount: shown(amountOre),
      returned: shown(settledOre),
    })),
  };
}
