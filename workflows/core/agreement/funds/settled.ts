import { recipientsOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import { type Booked, booksOf, type Books, heldOre, isAccounted, reclaimOpenOre, toRepayOre } from './booked.ts';
import { areaPost, isFollowed, measurePost } from './posts.ts';

/** The areas whose money is not all accounted for and returned. */
export function unsettledAreas(state: State): string[] {
  const books = booksOf(state);
  return state.definition.areas.filter((area) => !isSettled(state, books, area)).map(({ id }) => id);
}

function isSettled(state: State, books: Books, { id, budgetOre }: { id: string; budgetOre: number }): boolean {
  const own = books(areaPost(id));
  if (!isFollowed(state)) return reclaimOpenOre(own) === 0 && (budgetOre === 0 || toRepayOre(own) === 0);
  const posts = [own, ...belowArea(state, books, id)];
  // Where nothing was paid at all, somebody says so by accounting for nothing.
  if (posts.every((booked) => heldOre(booked) === 0 && booked.waitingOre === 0)) return budgetOre === 0 || own.account !== null;
  return posts.every((booked) => isSettledPost(booked, state.termination !== null));
}

/** After a termination nothing more is paid, so nothing that waits for it is waited for. */
function isSettledPost(booked: Booked, terminated: boolean): boolean {
  if (!terminated && booked.waitingOre > 0) return false;
  if (reclaimOpenOre(booked) > 0) return false;
  return heldOre(booked) === 0 || (isAccounted(booked) && toRepayOre(booked) === 0);
}

function belowArea(state: State, books: Books, area: string): Booked[] {
  return state.definition.measures
    .filter((measure) => measure.area === area)
    .flatMap(({ id }) => [null, ...recipientsOf(state, id)].map((recipient) => books(measurePost(state, id, recipient))));
}
