import { booksOf, toRepayOre } from './funds/booked.ts';
import { areaPost } from './funds/posts.ts';
import { unsettledAreas } from './funds/settled.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { State } from './state.ts';

/** Öre that an area itself was paid, that is unspent and not returned yet; null while the area is not accounted for. */
export function outstandingOre(state: State, area: string): number | null {
  return toRepayOre(booksOf(state)(areaPost(area)));
}

/** All money is accounted for and nothing unspent or reclaimed is left to return. */
export function accountsSettled(state: State): boolean {
  return unsettledAreas(state).length === 0;
}

/** Money that nobody requisitions by its last day is not paid; nothing else follows from it. */
const isWaitedFor = ({ binds, kind }: Deadline): boolean => binds && kind !== 'requisition';

/** What still keeps the agreement from closing: deadlines not met, reports not accepted, money not accounted for or returned. */
export function owedStill(state: State): { deadlines: string[]; areas: string[] } {
  const deadlines = Object.values(state.deadlines)
    .filter(isWaitedFor)
    .filter(
      (deadline) =>
        deadline.status === 'open' || (deadline.status === 'met' && deadline.metBy === 'report' && !deadline.accepted),
    );
  return { deadlines: deadlines.map((deadline) => deadline.id), areas: unsettledAreas(state) };
}

export function nothingOwed(state: State): boolean {
  const owed = owedStill(state);
  return owed.deadlines.length === 0 && owed.areas.length === 0;
}
