import type { Context, Decision } from '../../decide/context.ts';
import { accepted, act, refuse } from '../../decide/context.ts';
import { notMoney, settling } from '../../decide/money.ts';
import { booksOf, heldOre, isAccounted, toRepayOre } from '../booked.ts';
import { isFollowed, postKey, postOf } from '../posts.ts';
import type { FundsCommand } from '../types.ts';

type Of<T extends FundsCommand['type']> = Context<Extract<FundsCommand, { type: T }>>;

/** Used and unspent are all that was paid so far, to the öre. When more is paid, the accounts are given anew. */
export function accountFunds(context: Of<'accountFunds'>): Decision {
  const { state, command } = context;
  const { usedOre, unspentOre } = command;
  if (!isFollowed(state)) return refuse({ code: 'paymentsNotFollowed' });
  const found = postOf(state, { ...command, area: null });
  if (!found.ok) return found;
  const post = found.value;
  const refusal = notMoney({ usedOre, unspentOre });
  if (refusal !== null) return refuse(refusal);
  const booked = booksOf(state)(post);
  const before = state.funds.accounts[postKey(post)];
  if (before !== undefined && isAccounted(booked))
    return refuse({ code: 'alreadyDone', command: command.type, what: postKey(post), doneOn: before.doneOn });
  const paidOre = heldOre(booked);
  if (usedOre + unspentOre !== paidOre) return refuse({ code: 'accountMismatch', post, paidOre, givenOre: usedOre + unspentOre });
  if (booked.repaidOre > unspentOre)
    return refuse({ code: 'returnedTooMuch', post, leftOre: booked.repaidOre, givenOre: unspentOre });
  return accepted(context, settling(context, act(context, { type: 'fundsAccounted', post, usedOre, unspentOre })));
}

export function repayFunds(context: Of<'repayFunds'>): Decision {
  const { state, command } = context;
  const { amountOre } = command;
  if (!isFollowed(state)) return refuse({ code: 'paymentsNotFollowed' });
  const found = postOf(state, { ...command, area: null });
  if (!found.ok) return found;
  const post = found.value;
  const refusal = notMoney({ amountOre });
  if (refusal !== null) return refuse(refusal);
  const leftOre = toRepayOre(booksOf(state)(post));
  if (leftOre === null) return refuse({ code: 'fundsNotAccounted', post });
  if (amountOre === 0 || amountOre > leftOre) return refuse({ code: 'returnedTooMuch', post, leftOre, givenOre: amountOre });
  return accepted(context, settling(context, act(context, { type: 'fundsRepaid', post, amountOre })));
}
