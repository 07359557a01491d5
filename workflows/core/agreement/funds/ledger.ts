import { recipientsOf, roundOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import { areaFunds, measureFunds, measureSetAsideOre } from './available.ts';
import { type Booked, booksOf, type Books, isAccounted, leftOre, usedOre } from './booked.ts';
import { areaPost, measurePost } from './posts.ts';

/** Where money is, in öre. `setAside` = `paid` + `unpaid`; `paid` + `carried` = `used` + `repaid` + `returned` + `left`. */
export const ledgerColumns = [
  'intended',
  'appropriated',
  'setAside',
  'distributed',
  'requisitioned',
  'approved',
  'paid',
  'unpaid',
  'carried',
  'used',
  'unspent',
  'repaid',
  'reclaimed',
  'returned',
  'left',
] as const;
export type LedgerColumn = (typeof ledgerColumns)[number];
export type Amounts = Record<LedgerColumn, number>;

export interface LedgerNode {
  kind: 'agreement' | 'area' | 'measure' | 'recipient';
  /** Of the agreement its framework's. */
  id: string;
  /** What is not divided further: entered on this level, or nobody's below it. */
  own: Amounts;
  /** With everything below. */
  total: Amounts;
  /** Whether what was paid on this level is accounted for; null where nothing was. */
  accounted: boolean | null;
  children: LedgerNode[];
}

/** Where every öre is, from the appropriation to the recipient. Each level's total is its own and its children's totals, column by column. */
export function ledger(state: State): LedgerNode {
  const books = booksOf(state);
  const areas = state.definition.areas.map(({ id }) => areaNode(state, books, id));
  return node('agreement', state.definition.framework, sumOf([]), null, areas);
}

function areaNode(state: State, books: Books, area: string): LedgerNode {
  const measures = state.definition.measures.filter((one) => one.area === area).map((one) => measureNode(state, books, one));
  const funds = areaFunds(state, area);
  const below = sumOf(measures.map(({ total }) => total));
  const booked = books(areaPost(area));
  const own = entered(booked, {
    intended: funds.intendedOre - below.intended,
    appropriated: funds.appropriatedOre - below.appropriated,
    setAside: funds.setAsideOre - below.setAside,
  });
  return node('area', area, own, accountedIn(booked), measures);
}

function measureNode(state: State, books: Books, measure: State['definition']['measures'][number]): LedgerNode {
  const { id } = measure;
  const { shares } = roundOf(state, id);
  const recipients = recipientsOf(state, id).map((recipient) => {
    const booked = books(measurePost(state, id, recipient));
    const share = shares[recipient] ?? 0;
    return node('recipient', recipient, entered(booked, { setAside: share, distributed: share }), accountedIn(booked), []);
  });
  const { own: ofYear, later } = measureFunds(state, measure);
  const below = sumOf(recipients.map(({ total }) => total));
  const booked = books(measurePost(state, id));
  const own = entered(booked, {
    intended: (ofYear?.intendedOre ?? 0) + later.intendedOre,
    appropriated: (ofYear?.appropriatedOre ?? 0) + later.appropriatedOre,
    setAside: measureSetAsideOre(state, books, measure) - below.setAside,
  });
  return node('measure', id, own, accountedIn(booked), recipients);
}

const zero = Object.fromEntries(ledgerColumns.map((column) => [column, 0])) as Amounts;

function entered(booked: Booked, given: Partial<Amounts>): Amounts {
  const setAside = given.setAside ?? 0;
  return {
    ...zero,
    ...given,
    requisitioned: booked.requisitionedOre,
    approved: booked.approvedOre,
    paid: booked.paidOre,
    unpaid: setAside - booked.paidOre,
    carried: booked.carriedOre,
    used: usedOre(booked),
    unspent: booked.account?.unspentOre ?? 0,
    repaid: booked.repaidOre,
    reclaimed: booked.reclaimedOre,
    returned: booked.returnedOre,
    left: leftOre(booked),
  };
}

const accountedIn = (booked: Booked): boolean | null => (booked.paidOre + booked.carriedOre === 0 ? null : isAccounted(booked));

function node(kind: LedgerNode['kind'], id: string, own: Amounts, accounted: boolean | null, children: LedgerNode[]): LedgerNode {
  return { kind, id, own, total: sumOf([own, ...children.map(({ total }) => total)]), accounted, children };
}

function sumOf(list: readonly Amounts[]): Amounts {
  const sum = { ...zero };
  for (const amounts of list) for (const column of ledgerColumns) sum[column] += amounts[column];
  return sum;
}
