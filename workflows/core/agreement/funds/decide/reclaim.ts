import { hasLocalTime } from '#core/calendar/instant.ts';
import type { Context, Decision } from '../../decide/context.ts';
import { accepted, act, refuse } from '../../decide/context.ts';
import { notMoney, settling } from '../../decide/money.ts';
import { booksOf, heldOre, reclaimOpenOre } from '../booked.ts';
import { holdersOf, postOf } from '../posts.ts';
import type { FundsCommand } from '../types.ts';

type Of<T extends FundsCommand['type']> = Context<Extract<FundsCommand, { type: T }>>;

/**
 * Money is reclaimed (återkrävs) by a body's decision, whether it is used or not: at most what was paid and has not come back. Repayment
 * (återbetalning) of what is unspent is something else, and nobody's decision.
 */
export function reclaim(context: Of<'reclaim'>): Decision {
  const { state, command, envelope, today } = context;
  const { amountOre, body, decidedOn, paragraph, payBy } = command;
  const found = postOf(state, command);
  if (!found.ok) return found;
  const post = found.value;
  const [from = ''] = holdersOf(state, post);
  const home = state.definition.organisations.find(({ bodies }) => bodies.some(({ id }) => id === body));
  if (home === undefined || home.id !== context.doer.organisation) {
    const own = state.definition.organisations.find(({ id }) => id === context.doer.organisation);
    return refuse({ code: 'wrongBody', field: 'body', body, expected: own?.bodies.map(({ id }) => id) ?? [] });
  }
  if (!hasLocalTime(decidedOn)) return refuse({ code: 'notADate', field: 'decidedOn', value: decidedOn });
  if (decidedOn > today) return refuse({ code: 'doneInFuture', doneOn: decidedOn, today });
  if (decidedOn > envelope.doneOn) return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: decidedOn });
  if (payBy !== null && !hasLocalTime(payBy)) return refuse({ code: 'notADate', field: 'payBy', value: payBy });
  if (payBy !== null && payBy < decidedOn) return refuse({ code: 'payByTooEarly', payBy, earliest: decidedOn });
  const booked = booksOf(state)(post);
  const leftOre = heldOre(booked) - booked.repaidOre - booked.reclaimedOre;
  const refusal = notMoney({ amountOre });
  if (refusal !== null) return refuse(refusal);
  if (amountOre === 0 || amountOre > leftOre) return refuse({ code: 'returnedTooMuch', post, leftOre, givenOre: amountOre });
  const id = `reclaim-${Object.keys(state.funds.reclaims).length + 1}`;
  const decision = { body, decidedOn, paragraph };
  const to = context.doer.organisation;
  return accepted(context, [act(context, { type: 'reclaimed', reclaim: id, post, from, to, amountOre, decision, payBy })]);
}

/** What was reclaimed has come back, or a part of it. */
export function settleReclaim(context: Of<'settleReclaim'>): Decision {
  const { state, command, envelope } = context;
  const { reclaim: id, amountOre } = command;
  const found = state.funds.reclaims[id];
  if (found === undefined)
    return refuse({ code: 'unknown', field: 'reclaim', value: id, known: Object.keys(state.funds.reclaims) });
  if (envelope.doneOn < found.doneOn) return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: found.doneOn });
  const refusal = notMoney({ amountOre });
  if (refusal !== null) return refuse(refusal);
  const leftOre = reclaimOpenOre({ ...booksOf(state)(found.post), reclaimedOre: found.amountOre, returnedOre: found.settledOre });
  if (amountOre === 0 || amountOre > leftOre)
    return refuse({ code: 'returnedTooMuch', post: found.post, leftOre, givenOre: amountOre });
  return accepted(context, settling(context, act(context, { type: 'reclaimSettled', reclaim: id, amountOre })));
}
