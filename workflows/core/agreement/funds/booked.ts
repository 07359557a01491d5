import type { State } from '../state.ts';
import { areaPost, fundsTerms, isFollowed, postKey } from './posts.ts';
import type { FundsAccount, Post } from './types.ts';

/** What is entered of one post's own money, without what is below it. */
export interface Booked {
  requisitionedOre: number;
  /** Of what was requisitioned, what is granted, or waits for an answer, and of what was paid unasked: it cannot be given to anybody else. */
  committedOre: number;
  approvedOre: number;
  /** Requisitioned and not answered yet. */
  undecidedOre: number;
  /** That, and what is granted and not paid yet. */
  waitingOre: number;
  paidOre: number;
  carriedOre: number;
  account: Pick<FundsAccount, 'usedOre' | 'unspentOre'> | null;
  repaidOre: number;
  reclaimedOre: number;
  /** Of what was reclaimed, what has come back. */
  returnedOre: number;
}

export type Books = (post: Post) => Booked;

const nothing: Booked = {
  requisitionedOre: 0,
  committedOre: 0,
  approvedOre: 0,
  undecidedOre: 0,
  waitingOre: 0,
  paidOre: 0,
  carriedOre: 0,
  account: null,
  repaidOre: 0,
  reclaimedOre: 0,
  returnedOre: 0,
};

/** Every post's entries added up, each entry looked at once. */
export function booksOf(state: State): Books {
  const books = new Map<string, Booked>();
  const of = (post: Post): Booked => {
    const key = postKey(post);
    const known = books.get(key) ?? { ...nothing };
    books.set(key, known);
    return known;
  };
  const { requisitions, payments, repayments, reclaims } = state.funds;
  for (const { post, amountOre, approvedOre, paidOre } of Object.values(requisitions)) {
    const booked = of(post);
    booked.requisitionedOre += amountOre;
    booked.approvedOre += approvedOre ?? 0;
    booked.committedOre += approvedOre ?? amountOre;
    booked.undecidedOre += approvedOre === null ? amountOre : 0;
    booked.waitingOre += (approvedOre ?? amountOre) - paidOre;
  }
  for (const { post, amountOre, requisition } of Object.values(payments)) {
    of(post).paidOre += amountOre;
    if (requisition === null) of(post).committedOre += amountOre;
  }
  for (const { post, amountOre } of repayments) of(post).repaidOre += amountOre;
  for (const { post, amountOre, settledOre } of Object.values(reclaims)) {
    of(post).reclaimedOre += amountOre;
    of(post).returnedOre += settledOre;
  }
  const { carriedOre } = fundsTerms(state);
  for (const { id, area } of state.definition.measures)
    of({ area, measure: id, recipient: null }).carriedOre = carriedOre[id] ?? 0;
  bookAreas(state, of);
  return (post) => {
    const booked = books.get(postKey(post)) ?? nothing;
    return post.measure === null ? booked : { ...booked, account: state.funds.accounts[postKey(post)] ?? null };
  };
}

/** An area's own accounts stand in the year cycle's; where payments are not followed they say what was paid, too. */
function bookAreas(state: State, of: Books): void {
  const followed = isFollowed(state);
  for (const { id } of state.definition.areas) {
    const booked = of(areaPost(id));
    const account = state.accounts[id];
    if (account === undefined) continue;
    booked.account = account;
    if (!followed) booked.paidOre = account.usedOre + account.unspentOre;
  }
  for (const { area, amountOre } of state.repayments) of(areaPost(area)).repaidOre += amountOre;
}

export const heldOre = ({ paidOre, carriedOre }: Booked): number => paidOre + carriedOre;

/** What counts as used: what was accounted as used, less what of it was reclaimed. */
export function usedOre(booked: Booked): number {
  return Math.max(0, Math.min(booked.account?.usedOre ?? 0, heldOre(booked) - booked.repaidOre - booked.reclaimedOre));
}

/** What is still with whom it was paid to: neither used nor come back. */
export const leftOre = (booked: Booked): number => heldOre(booked) - usedOre(booked) - booked.repaidOre - booked.returnedOre;

export const reclaimOpenOre = ({ reclaimedOre, returnedOre }: Booked): number => reclaimedOre - returnedOre;

/** Of what was accounted as unspent, what is to be repaid and neither repaid nor reclaimed; null while nothing is accounted for. */
export function toRepayOre(booked: Booked): number | null {
  if (booked.account === null) return null;
  return Math.min(booked.account.unspentOre - booked.repaidOre, leftOre(booked) - reclaimOpenOre(booked));
}

/** Whether the accounts are of all that was paid so far. */
export function isAccounted(booked: Booked): boolean {
  return booked.account !== null && booked.account.usedOre + booked.account.unspentOre === heldOre(booked);
}
