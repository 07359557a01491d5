import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { roundOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import { fundsTerms, holdersOf } from './posts.ts';
import type { FundsRefusal, HeldBecause, Post } from './types.ts';

const reports = (deadline: Deadline): boolean => deadline.metBy === 'report';
const accounts = (deadline: Deadline): boolean => deadline.metBy === 'accounts';

/** Why a payment to the post is held back on that day by what the agreement says; null where nothing holds it. */
export function heldBack(state: State, post: Post, on: CivilDate): FundsRefusal | null {
  const { holdPaymentWhileReportIsLate, holdPaymentWhileAccountsAreLate, holdUntilLetterOfIntent } = fundsTerms(state).conditions;
  const late = (kind: (deadline: Deadline) => boolean, because: HeldBecause): FundsRefusal | null => {
    const found = Object.values(state.deadlines).find(
      (one) => one.status === 'open' && one.mode === 'owed' && one.dueOn < on && kind(one) && concerns(state, one, post),
    );
    if (found === undefined) return null;
    return { code: 'paymentHeld', because, deadline: found.id, dueOn: found.dueOn, organisation: found.debtor };
  };
  return (
    (holdPaymentWhileReportIsLate ? late(reports, 'reportIsLate') : null) ??
    (holdPaymentWhileAccountsAreLate ? late(accounts, 'accountsAreLate') : null) ??
    (holdUntilLetterOfIntent ? noLetter(state, post) : null)
  );
}

/** The one to be paid owes it, and it is about the same money: all of it, the measure's, or one of the area's measures'. */
function concerns(state: State, { debtor, measure }: Deadline, post: Post): boolean {
  if (!holdersOf(state, post).includes(debtor)) return false;
  if (measure === null || post.measure === measure) return true;
  return post.measure === null && state.definition.measures.some(({ id, area }) => id === measure && area === post.area);
}

function noLetter(state: State, { measure, recipient }: Post): FundsRefusal | null {
  if (measure === null || recipient === null) return null;
  if (roundOf(state, measure).answers[recipient]?.kind === 'given') return null;
  return { code: 'paymentHeld', because: 'noLetterOfIntent', deadline: null, dueOn: null, organisation: recipient };
}
