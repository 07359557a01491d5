import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Correction } from '../commands.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import { intentionOf, roomOre } from './available.ts';
import { booksOf, heldOre } from './booked.ts';
import { areaPost, measurePost } from './posts.ts';
import type { FundsState, Outcome, Post, Requisition, Settled } from './types.ts';

export type Figures = Extract<Correction, { kind: 'amount' | 'account' }>;

const settlings = ({ appropriation, setAside }: FundsState['settled'][string]): Settled[] =>
  setAside === null ? [appropriation] : [appropriation, setAside];

/** Each act whose day may be corrected: what was settled, paid, accounted for and repaid. */
export function fundsActs({ funds }: State): ActRef[] {
  const { settled, payments, accounts, repayments } = funds;
  return [...Object.values(settled).flatMap(settlings), ...Object.values(payments), ...Object.values(accounts), ...repayments];
}

const mapped = <T>(record: Record<string, T>, change: (value: T, key: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** The funds as they read once one entry's figures are corrected. */
export function correctedFunds(state: State, version: number, figures: Figures): FundsState {
  const { funds } = state;
  const is = (act: ActRef): boolean => act.version === version;
  if (figures.kind === 'account') {
    const { usedOre, unspentOre } = figures;
    return { ...funds, accounts: mapped(funds.accounts, (one) => (is(one) ? { ...one, usedOre, unspentOre } : one)) };
  }
  const { amountOre } = figures;
  const withAmount = <T extends ActRef>(one: T): T => (is(one) ? { ...one, amountOre } : one);
  const payment = Object.values(funds.payments).find(is);
  const moreOre = amountOre - (payment?.amountOre ?? amountOre);
  const paid = (one: Requisition, id: string): Requisition =>
    payment?.requisition === id ? { ...one, paidOre: one.paidOre + moreOre } : one;
  return {
    ...funds,
    settled: mapped(funds.settled, (one, key) => resettled(state, one, key, version, amountOre)),
    payments: mapped(funds.payments, withAmount),
    requisitions: mapped(funds.requisitions, paid),
    repayments: funds.repayments.map(withAmount),
  };
}

const outcomeOf = (ore: number, beforeOre: number | null): Outcome => {
  if (ore === 0) return 'denied';
  return beforeOre === null || ore === beforeOre ? 'confirmed' : 'changed';
};

/** Whether it was confirmed, changed or denied follows from the amount. */
function resettled(state: State, settled: FundsState['settled'][string], key: string, version: number, amountOre: number) {
  const { appropriation, setAside } = settled;
  const as = (one: Settled, beforeOre: number | null): Settled => ({
    ...one,
    amountOre,
    outcome: outcomeOf(amountOre, beforeOre),
  });
  if (setAside?.version === version) return { ...settled, setAside: as(setAside, appropriation.amountOre) };
  if (appropriation.version !== version) return settled;
  const [measure = '', year = ''] = key.split(':');
  const next = as(appropriation, intentionOf(state, measure, Number(year))?.amountOre ?? null);
  const kept = setAside && { ...setAside, outcome: outcomeOf(setAside.amountOre, amountOre) };
  return { appropriation: next, setAside: kept };
}

/** The post of accounts, by the key that they stand under. */
function accountedPost(state: State, version: number): Post | null {
  const key = Object.entries(state.funds.accounts).find(([, one]) => one.version === version)?.[0];
  if (key === undefined) return null;
  const [, measure = '', recipient = null] = key.split(':');
  return measurePost(state, measure, recipient);
}

/** Whether the entry is one of the funds' that holds such figures. */
export function holdsFigures(state: State, version: number, { kind }: Figures): boolean {
  if (kind === 'account') return accountedPost(state, version) !== null;
  const { settled, payments, repayments } = state.funds;
  const acts = [...Object.values(settled).flatMap(settlings), ...Object.values(payments), ...repayments];
  return acts.some((one) => one.version === version);
}

/**
 * Why the corrected figures cannot be right, where `folded` is the state with them: accounts are of all that was paid, nothing more is
 * paid than was granted or set aside, and no more has come back than was paid or unspent.
 */
export function wrongFigures(state: State, folded: State, version: number, figures: Figures): Refusal | null {
  if (figures.kind === 'account') {
    const post = accountedPost(state, version) ?? areaPost('');
    const paidOre = heldOre(booksOf(state)(post));
    const givenOre = figures.usedOre + figures.unspentOre;
    return givenOre === paidOre ? returnedTooMuch(folded, post) : { code: 'accountMismatch', post, paidOre, givenOre };
  }
  return (
    wrongSettling(folded, version, figures.amountOre) ??
    wrongPayment(folded, version, figures.amountOre) ??
    wrongRepayment(folded, version)
  );
}

/** No more is set aside than was appropriated, and no less than is taken already. */
function wrongSettling(folded: State, version: number, givenOre: number): Refusal | null {
  const found = Object.entries(folded.funds.settled).find(([, one]) => settlings(one).some((act) => act.version === version));
  if (found === undefined) return null;
  const [key, { appropriation, setAside }] = found;
  if (setAside !== null && setAside.amountOre > appropriation.amountOre) {
    const isSetAside = setAside.version === version;
    const outcome = isSetAside ? setAside.outcome : appropriation.outcome;
    return { code: 'amountDoesNotFit', outcome, givenOre, beforeOre: isSetAside ? appropriation.amountOre : setAside.amountOre };
  }
  return overdrawnIn(folded, measurePost(folded, key.split(':')[0] ?? ''), givenOre);
}

function wrongPayment(folded: State, version: number, givenOre: number): Refusal | null {
  const payment = Object.values(folded.funds.payments).find((one) => one.version === version);
  if (payment === undefined) return null;
  const { requisition, post } = payment;
  const asked = requisition === null ? undefined : folded.funds.requisitions[requisition];
  const beyondOre = (asked?.paidOre ?? 0) - (asked?.approvedOre ?? 0);
  if (requisition !== null && beyondOre > 0)
    return { code: 'moreThanApproved', requisition, leftOre: givenOre - beyondOre, givenOre };
  return (requisition === null ? overdrawnIn(folded, post, givenOre) : null) ?? returnedTooMuch(folded, post);
}

function wrongRepayment(folded: State, version: number): Refusal | null {
  const post = folded.funds.repayments.find((one) => one.version === version)?.post;
  return post === undefined ? null : returnedTooMuch(folded, post);
}

/** The post itself and those above it, which give it its money. */
function overdrawnIn(folded: State, post: Post, givenOre: number): Refusal | null {
  const books = booksOf(folded);
  const above = post.recipient === null ? [] : [{ ...post, recipient: null }];
  for (const one of [post, ...above, areaPost(post.area)]) {
    const room = roomOre(folded, books, one);
    if (room < 0) return { code: 'overdrawn', post: one, roomOre: Math.max(0, givenOre + room), givenOre };
  }
  return null;
}

function returnedTooMuch(folded: State, post: Post): Refusal | null {
  const booked = booksOf(folded)(post);
  const backOre = booked.repaidOre + booked.reclaimedOre;
  if (backOre > heldOre(booked)) return { code: 'returnedTooMuch', post, leftOre: heldOre(booked), givenOre: backOre };
  const unspentOre = booked.account?.unspentOre ?? booked.repaidOre;
  return booked.repaidOre > unspentOre
    ? { code: 'returnedTooMuch', post, leftOre: unspentOre, givenOre: booked.repaidOre }
    : null;
}

/** The days that an entry of the funds may be corrected to; null where it is none of theirs. */
export function fundsDays({ funds }: State, version: number): { earliest: CivilDate | null; latest: CivilDate | null } {
  const payment = Object.values(funds.payments).find((one) => one.version === version);
  if (payment !== undefined) {
    const decided = payment.requisition === null ? null : funds.requisitions[payment.requisition]?.decided;
    return { earliest: decided?.doneOn ?? null, latest: null };
  }
  const settled = Object.values(funds.settled).find((one) => settlings(one).some((act) => act.version === version));
  if (settled === undefined) return { earliest: null, latest: null };
  const { appropriation, setAside } = settled;
  if (appropriation.version === version) return { earliest: null, latest: setAside?.doneOn ?? null };
  return { earliest: appropriation.doneOn, latest: null };
}
