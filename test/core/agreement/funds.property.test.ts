import type { Command } from '#core/agreement/commands.ts';
import { booksOf } from '#core/agreement/funds/booked.ts';
import { roomOre } from '#core/agreement/funds/available.ts';
import { ledger, ledgerColumns, type LedgerNode } from '#core/agreement/funds/ledger.ts';
import type { FundsTerms } from '#core/agreement/funds/types.ts';
import { sharesOf, type Weighed } from '#core/agreement/recipients/shares.ts';
import type { DistributionKey } from '#core/agreement/recipients/types.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MNKR, text } from '../../support/agreements.ts';
import { fold, type Lived } from '../../support/lives.ts';
import { approve, inForce, municipalities, payment, reclaim, requisition } from '../../support/parts/fundedAgreement.ts';

const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

const weighed = fc
  .array(
    fc.record({
      population: fc.integer({ min: 0, max: 1_000_000 }),
      baseOre: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
      takenOre: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 90_000 }) }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list): Weighed[] => list.map((one, index) => ({ ...one, organisation: `kommun-${index}` })));

const keys: fc.Arbitrary<DistributionKey> = fc.oneof(
  fc.constant<DistributionKey>({ kind: 'equal' }),
  fc.constant<DistributionKey>({ kind: 'byPopulation' }),
  fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 40, maxLength: 40 }).map(
    (list): DistributionKey => ({
      kind: 'list',
      amountsOre: Object.fromEntries(list.map((ore, index) => [`kommun-${index}`, ore])),
    }),
  ),
  fc
    .record({
      baseOre: fc.integer({ min: 0, max: 200_000 }),
      rest: fc.constantFrom<'byPopulation' | 'equal'>('byPopulation', 'equal'),
    })
    .map((base): DistributionKey => ({ kind: 'baseShare', ...base })),
);

test('shares add up to the total by every key, and nobody comes below what they have taken', () => {
  fc.assert(
    fc.property(keys, weighed, fc.integer({ min: 1, max: 13_500_000_000 }), (key, list, extraOre) => {
      const totalOre = extraOre + total(list.map(({ takenOre }) => takenOre));
      const shares = sharesOf(key, list, totalOre);
      expect(total(Object.values(shares))).toBe(totalOre);
      for (const { organisation, takenOre } of list) expect(shares[organisation]).toBeGreaterThanOrEqual(takenOre);
    }),
    { numRuns: 300 },
  );
});

/** Each one's exact share, as a fraction of the weights. */
function weightsOf(key: DistributionKey, list: readonly Weighed[]): number[] {
  const some = (weights: number[]): number[] => (weights.some((one) => one > 0) ? weights : weights.map(() => 1));
  if (key.kind === 'equal') return list.map(() => 1);
  if (key.kind === 'list') return some(list.map(({ organisation }) => key.amountsOre[organisation] ?? 0));
  return some(list.map(({ population }) => population));
}

test('each share is within one öre of its part, where nothing is taken yet', () => {
  const plain = keys.filter(({ kind }) => kind !== 'baseShare');
  const untouched = weighed.map((list) => list.map((one) => ({ ...one, takenOre: 0 })));
  fc.assert(
    fc.property(plain, untouched, fc.integer({ min: 1, max: 13_500_000_000 }), (key, list, totalOre) => {
      const weights = weightsOf(key, list).map(BigInt);
      const sum = weights.reduce((a, b) => a + b, 0n);
      const shares = sharesOf(key, list, totalOre);
      list.forEach(({ organisation }, index) => {
        const off = BigInt(shares[organisation] ?? 0) * sum - BigInt(totalOre) * (weights[index] ?? 0n);
        expect(off < sum && off > -sum).toBe(true);
      });
    }),
    { numRuns: 300 },
  );
});

type Step = (lived: Lived) => Command;

const today = (lived: Lived): string => civilDateOf(lived.now());
const nth = (list: readonly string[], index: number): string => list[index % Math.max(1, list.length)] ?? 'ingen';
const whose = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom({ area: 'stod' }, { area: 'utbildning' }) },
  { weight: 2, arbitrary: fc.constantFrom('databaser', 'natverk', 'kurser').map((measure) => ({ measure })) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...municipalities).map((recipient) => ({ measure: 'databaser', recipient })),
  },
);
const someOre = fc.oneof(fc.constantFrom(0, 1, 7, MNKR, 10 * MNKR, 25 * MNKR, 60 * MNKR), fc.integer({ min: 1, max: 3 * MNKR }));
const shareOf = fc.constantFrom(0, 0.3, 0.5, 1);
const someone = fc.constantFrom(...municipalities);
const index = fc.nat({ max: 30 });

/** All that could be done with money, of the someOre that there are and of others. */
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(whose, someOre).map(
      ([of, ore]): Step =>
        () =>
          requisition(of, ore),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(index, fc.option(someOre)).map(
      ([at, ore]): Step =>
        ({ state }) =>
          approve(nth(Object.keys(state().funds.requisitions), at), ore),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(index, someOre).map(
      ([at, ore]): Step =>
        ({ state }) =>
          payment(ore, { requisition: nth(Object.keys(state().funds.requisitions), at) }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(whose, someOre).map(
      ([of, ore]): Step =>
        () =>
          payment(ore, of),
    ),
  },
  {
    weight: 1,
    arbitrary: index.map(
      (at): Step =>
        ({ state }) => ({ type: 'declineRequisition', requisition: nth(Object.keys(state().funds.requisitions), at) }),
    ),
  },
  {
    weight: 5,
    arbitrary: fc.tuple(whose, shareOf, fc.boolean()).map(
      ([of, share, wrong]): Step =>
        ({ state }) => {
          const post = { area: null, measure: null, recipient: null, ...of };
          const area = post.area ?? (post.measure === 'kurser' ? 'utbildning' : 'stod');
          const booked = booksOf(state())({ area, measure: post.measure, recipient: post.recipient });
          const usedOre = Math.floor((booked.paidOre + booked.carriedOre) * share);
          const unspentOre = booked.paidOre + booked.carriedOre - usedOre + (wrong ? 1 : 0);
          return post.measure === null
            ? { type: 'account', area, usedOre, unspentOre }
            : { type: 'accountFunds', measure: post.measure, recipient: post.recipient, usedOre, unspentOre };
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(whose, someOre).map(
      ([of, amountOre]): Step =>
        () =>
          'area' in of
            ? { type: 'repay', area: of.area, amountOre }
            : { type: 'repayFunds', measure: of.measure, recipient: 'recipient' in of ? of.recipient : null, amountOre },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(whose, someOre).map(
      ([of, ore]): Step =>
        (lived) =>
          reclaim(of, ore, today(lived)),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(index, someOre).map(
      ([at, amountOre]): Step =>
        ({ state }) => ({ type: 'settleReclaim', reclaim: nth(Object.keys(state().funds.reclaims), at), amountOre }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.option(someOre).map(
      (ore): Step =>
        () => ({ type: 'distribute', measure: 'databaser', amountOre: ore }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>((lived) => ({ type: 'askLetters', measure: 'databaser', answerBy: addDays(today(lived), 1) })),
  },
  { weight: 1, arbitrary: fc.constant<Step>(() => ({ type: 'closeLetters', measure: 'databaser' })) },
  {
    weight: 1,
    arbitrary: someone.map(
      (organisation): Step =>
        () => ({
          type: 'giveLetter',
          organisation,
          measure: 'databaser',
          answers: { syfte: text('a'), samverkan: text('b') },
        }),
    ),
  },
  {
    weight: 1,
    arbitrary: someone.map(
      (organisation): Step =>
        () => ({ type: 'declineMoney', organisation, measure: 'databaser' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom<('settleAppropriation' | 'settleSetAside')[]>('settleAppropriation', 'settleSetAside'),
        fc.constantFrom('databaser', 'natverk'),
        fc.constantFrom(2012, 2013),
        fc.constantFrom<('confirmed' | 'changed' | 'denied')[]>('confirmed', 'changed', 'denied'),
        fc.option(someOre),
      )
      .map(
        ([type, measure, year, outcome, amountOre]): Step =>
          () => ({ type, measure, year, outcome, amountOre }),
      ),
  },
);

/** Something that was entered earlier, put right or put wrong. */
const corrections: fc.Arbitrary<Step> = fc.tuple(index, someOre, shareOf).map(
  ([at, amountOre, share]): Step =>
    (lived) => {
      const { settled, payments, repayments, accounts } = lived.state().funds;
      const acts = [...Object.values(payments), ...repayments, ...Object.values(settled).map((one) => one.appropriation)];
      const account = nth(Object.keys(accounts), at);
      const { version = 1, usedOre = 0, unspentOre = 0 } = accounts[account] ?? {};
      const figures = {
        usedOre: Math.floor((usedOre + unspentOre) * share),
        unspentOre: Math.ceil((usedOre + unspentOre) * (1 - share)),
      };
      if (at % 3 === 0) return { type: 'correct', version, correction: { kind: 'account', ...figures } };
      const correction = { kind: 'amount' as const, amountOre };
      return { type: 'correct', version: acts[at % Math.max(1, acts.length)]?.version ?? 1, correction };
    },
);

const funds: fc.Arbitrary<Partial<FundsTerms>> = fc.record({
  payment: fc.constantFrom<FundsTerms['payment'][]>('onRequisition', 'withoutRequisition', 'withoutRequisition'),
  carriedOre: fc.constantFrom<Record<string, number>[]>({}, { natverk: 12_345, kurser: 1 }),
  intentions: fc.constantFrom<FundsTerms['intentions'][]>(
    [],
    [
      { measure: 'databaser', year: 2013, amountOre: 2 * MNKR },
      { measure: 'natverk', year: 2012, amountOre: 5 * MNKR },
      { measure: 'natverk', year: 2013, amountOre: null },
    ],
  ),
});

/** On every level: the columns balance, nothing is below nothing, and the total is its own and its children's. */
function expectBalanced(node: LedgerNode): void {
  for (const amounts of [node.own, node.total]) {
    expect(amounts.paid + amounts.unpaid).toBe(amounts.setAside);
    expect(amounts.used + amounts.repaid + amounts.returned + amounts.left).toBe(amounts.paid + amounts.carried);
    expect(amounts.approved).toBeLessThanOrEqual(amounts.requisitioned);
    for (const column of ledgerColumns) expect([node.id, column, Math.min(0, amounts[column])]).toEqual([node.id, column, 0]);
  }
  for (const column of ledgerColumns)
    expect(node.total[column]).toBe(total([node.own[column], ...node.children.map((child) => child.total[column])]));
  node.children.forEach(expectBalanced);
}

function expectNothingOverdrawn(lived: Lived): void {
  const state = lived.state();
  const books = booksOf(state);
  for (const { id } of state.definition.areas)
    expect(roomOre(state, books, { area: id, measure: null, recipient: null })).toBeGreaterThanOrEqual(0);
  for (const { id, area } of state.definition.measures)
    expect(roomOre(state, books, { area, measure: id, recipient: null })).toBeGreaterThanOrEqual(0);
}

test('no öre is lost or made, whatever is done with the money', () => {
  let recorded = 0;
  fc.assert(
    fc.property(
      funds,
      fc.array(fc.oneof({ weight: 40, arbitrary: steps }, { weight: 6, arbitrary: corrections }), {
        minLength: 10,
        maxLength: 60,
        size: 'max',
      }),
      (terms, list) => {
        const lived = inForce({ funds: terms });
        const frame = terms.intentions?.length === 0 ? ledger(lived.state()).total.setAside : null;
        list.forEach((step, at) => {
          if (at % 8 === 7) lived.standStillUntil(addDays(today(lived), 1));
          if (lived.tries(step(lived)) === null) recorded += 1;
          expectBalanced(ledger(lived.state()));
          expectNothingOverdrawn(lived);
        });
        if (frame !== null) expect(ledger(lived.state()).total.setAside).toBe(frame);
        expect(fold(lived.events())).toEqual(lived.state());
      },
    ),
    { numRuns: 40 },
  );
  // The lives are random: some hundred acts in all are recorded, and far fewer would mean that nearly everything is refused.
  expect(recorded).toBeGreaterThan(100);
}, 60_000);
