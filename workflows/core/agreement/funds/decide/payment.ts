import type { Context, Decision } from '../../decide/context.ts';
import { accepted, act, refuse } from '../../decide/context.ts';
import { notMoney, settling } from '../../decide/money.ts';
import { ok, type Result } from '#core/result.ts';
import type { Refusal } from '../../refusals.ts';
import { heldBack } from '../conditions.ts';
import { fundsTerms, isFollowed, postOf } from '../posts.ts';
import type { FundsCommand, Post } from '../types.ts';
import { overdrawn, requisitionOf } from './requisition.ts';

type Of<T extends FundsCommand['type']> = Context<Extract<FundsCommand, { type: T }>>;

export function recordPayment(context: Of<'recordPayment'>): Decision {
  const { state, command, envelope } = context;
  const { amountOre, payer, requisition, decision } = command;
  if (!isFollowed(state)) return refuse({ code: 'paymentsNotFollowed' });
  const { payers } = fundsTerms(state);
  if (!payers.includes(payer)) return refuse({ code: 'notAPayer', payer, known: payers });
  const money = notMoney({ amountOre });
  if (money !== null) return refuse(money);
  const found = requisition === null ? unasked(context) : granted(context, requisition);
  if (!found.ok) return found;
  const post = found.value;
  const held = heldBack(state, post, envelope.doneOn);
  if (held !== null) return refuse(held);
  const payment = `payment-${Object.keys(state.funds.payments).length + 1}`;
  const body = { type: 'paymentRecorded', payment, requisition, post, amountOre, payer, decision } as const;
  return accepted(context, settling(context, act(context, body)));
}

/** Paid on what was granted, and no more than is left of that. */
function granted(context: Of<'recordPayment'>, id: string): Result<Post, Refusal> {
  const { command, envelope } = context;
  if (command.area !== null || command.measure !== null || command.recipient !== null) {
    const { area, measure, recipient } = command;
    return refuse({ code: 'whoseMoney', given: { area, measure, recipient } });
  }
  const found = requisitionOf(context, id);
  if (!found.ok) return found;
  const { approvedOre, decided, paidOre, post } = found.value;
  if (decided === null) return refuse({ code: 'requisitionUndecided', requisition: id });
  if (envelope.doneOn < decided.doneOn)
    return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: decided.doneOn });
  const leftOre = (approvedOre ?? 0) - paidOre;
  if (command.amountOre === 0 || command.amountOre > leftOre)
    return refuse({ code: 'moreThanApproved', requisition: id, leftOre, givenOre: command.amountOre });
  return ok(post);
}

/** Paid without having been asked for, where the agreement's money is paid so. */
function unasked(context: Of<'recordPayment'>): Result<Post, Refusal> {
  const { state, command, envelope } = context;
  const found = postOf(state, command);
  if (!found.ok) return found;
  if (fundsTerms(state).payment !== 'withoutRequisition') return refuse({ code: 'requisitionMissing', post: found.value });
  const { termination } = state;
  if (termination !== null && envelope.doneOn > termination.doneOn)
    return refuse({ code: 'noMoreMoney', terminatedOn: termination.doneOn });
  const refusal = overdrawn(state, found.value, command.amountOre);
  return refusal === null ? found : refuse(refusal);
}
