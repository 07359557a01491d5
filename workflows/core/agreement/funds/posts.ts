import type { Result } from '#core/result.ts';
import { ok, refused } from '#core/result.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { State } from '../state.ts';
import { recipientsOf, termsOf } from '../recipients/terms.ts';
import type { FundsRefusal, FundsTerms, Named, Post } from './types.ts';

/** What a text says of funds where it says nothing: intentions none, payments not followed. */
export const noFunds: FundsTerms = {
  intentions: [],
  settledBy: null,
  payers: [],
  payment: 'notFollowed',
  lastDayBinds: false,
  conditions: { holdPaymentWhileReportIsLate: false, holdPaymentWhileAccountsAreLate: false, holdUntilLetterOfIntent: false },
  carriedOre: {},
};

export const fundsTerms = ({ definition }: State): FundsTerms => definition.terms?.funds ?? noFunds;

/** Whether payments are followed here, so that accounts are of what was paid; else they are of the areas' budgets. */
export const isFollowed = (state: State): boolean => fundsTerms(state).payment !== 'notFollowed';

/** One text for each post, unlike every other's. */
export function postKey({ area, measure, recipient }: Post): string {
  if (measure === null) return `area:${area}`;
  return recipient === null ? `measure:${measure}` : `recipient:${measure}:${recipient}`;
}

export const areaPost = (area: string): Post => ({ area, measure: null, recipient: null });

/** The post of a measure, or of one of its recipients. That the measure exists is settled before any command's own rule. */
export function measurePost({ definition }: State, measure: string, recipient: string | null = null): Post {
  return { area: definition.measures.find(({ id }) => id === measure)?.area ?? '', measure, recipient };
}

/** The one post that a command names: an area alone, a measure alone, or a measure and one of its recipients. */
export function postOf(state: State, named: Named): Result<Post, FundsRefusal> {
  const { area, measure, recipient } = named;
  if ((area === null) === (measure === null) || (recipient !== null && measure === null)) {
    return refused({ code: 'whoseMoney', given: { area, measure, recipient } });
  }
  if (measure === null) return ok(areaPost(area ?? ''));
  if (recipient !== null && !recipientsOf(state, measure).includes(recipient)) {
    return refused({ code: 'notARecipient', measure, recipient, known: recipientsOf(state, measure).length });
  }
  return ok(measurePost(state, measure, recipient));
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Who gets, uses and accounts for the post's money. */
export function holdersOf(state: State, post: Named): string[] {
  if (post.recipient !== null) return [post.recipient];
  return sideOf(state, post, 'debtor');
}

/** Whom the post's money is accounted for to. */
export function creditorsOf(state: State, post: Named): string[] {
  const own = sideOf(state, post, 'creditor');
  const distributor = post.recipient === null || post.measure === null ? undefined : termsOf(state, post.measure)?.distributedBy;
  return unique(distributor === undefined ? own : [distributor, ...own]);
}

function sideOf({ definition }: State, { area, measure }: Named, side: 'debtor' | 'creditor'): string[] {
  if (measure !== null) return definition.measures.filter(({ id }) => id === measure).map((one) => one[side]);
  const accounting = definition.deadlines.filter(({ metBy }) => metBy === 'accounts');
  const owing = accounting.length > 0 ? accounting : definition.measures.filter((one) => one.area === area);
  return unique(owing.map((one) => one[side]));
}

/** The day by which the post's money is requisitioned, as it stands; null where nothing says it. */
export function requisitionDeadline(state: State, post: Post, by: string): Deadline | null {
  if (post.recipient !== null) return state.deadlines[`requisition-${post.measure}:${post.recipient}`] ?? null;
  const own = Object.values(state.deadlines).filter(({ kind, debtor }) => kind === 'requisition' && debtor === by);
  return own.find(({ measure }) => measure === post.measure) ?? own.find(({ measure }) => measure === null) ?? null;
}
