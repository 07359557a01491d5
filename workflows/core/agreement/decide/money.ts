import { maxDate } from '#core/calendar/civilDate.ts';
import { isOre } from '#core/money.ts';
import type { Command } from '../commands.ts';
import type { ProposedEvent } from '../events.ts';
import { booksOf, heldOre, isAccounted } from '../funds/booked.ts';
import { areaPost, isFollowed } from '../funds/posts.ts';
import { accountsSettled, outstandingOre } from '../obligations.ts';
import type { Refusal } from '../refusals.ts';
import type { Context, Decision } from './context.ts';
import { accepted, act, after, consequence, refuse } from './context.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

export function notMoney(amounts: Record<string, number>): Refusal | null {
  const wrong = Object.entries(amounts).find(([, value]) => !isOre(value));
  return wrong === undefined ? null : { code: 'notMoney', field: wrong[0], value: wrong[1] };
}

/**
 * Used and unspent must be all that there is to account for, to the öre: what was paid to the area itself where payments are followed, else
 * its whole budget.
 */
export function accountMismatch(
  context: Context,
  area: string,
  amounts: { usedOre: number; unspentOre: number },
): Refusal | null {
  const { state } = context;
  const budgetOre = state.definition.areas.find((one) => one.id === area)?.budgetOre ?? 0;
  const givenOre = amounts.usedOre + amounts.unspentOre;
  if (isFollowed(state)) {
    const post = areaPost(area);
    const paidOre = heldOre(booksOf(state)(post));
    return givenOre === paidOre ? null : { code: 'accountMismatch', post, paidOre, givenOre };
  }
  return givenOre === budgetOre ? null : { code: 'budgetMismatch', area, budgetOre, givenOre };
}

/** Once every area is accounted for and nothing unspent is left, the accounts' deadlines are met, on the last of these acts' own date. */
export function settling(context: Context, event: ProposedEvent): ProposedEvent[] {
  const folded = after(context.state, [event]);
  if (!accountsSettled(folded)) return [event];
  const { accounts, repayments } = folded.funds;
  const acts = [...Object.values(folded.accounts), ...folded.repayments, ...Object.values(accounts), ...repayments];
  const on = acts.map((one) => one.doneOn).reduce(maxDate);
  const met = Object.values(folded.deadlines).filter((deadline) => deadline.metBy === 'accounts' && deadline.status === 'open');
  return [event, ...met.map((deadline) => consequence(context, { type: 'deadlineMet', deadline: deadline.id }, on))];
}

export function account(context: Of<'account'>): Decision {
  const { area, usedOre, unspentOre } = context.command;
  const before = context.state.accounts[area];
  // Where more has been paid since, the accounts are given anew.
  const stands = !isFollowed(context.state) || isAccounted(booksOf(context.state)(areaPost(area)));
  if (before !== undefined && stands)
    return refuse({ code: 'alreadyDone', command: 'account', what: area, doneOn: before.doneOn });
  const refusal = notMoney({ usedOre, unspentOre }) ?? accountMismatch(context, area, { usedOre, unspentOre });
  if (refusal !== null) return refuse(refusal);
  return accepted(context, settling(context, act(context, { type: 'accounted', area, usedOre, unspentOre })));
}

export function repay(context: Of<'repay'>): Decision {
  const { area, amountOre } = context.command;
  const refusal = notMoney({ amountOre });
  if (refusal !== null) return refuse(refusal);
  const outstanding = outstandingOre(context.state, area);
  if (outstanding === null) return refuse({ code: 'notAccounted', area });
  if (amountOre === 0 || amountOre > outstanding)
    return refuse({ code: 'tooMuchRepaid', area, outstandingOre: outstanding, givenOre: amountOre });
  return accepted(context, settling(context, act(context, { type: 'repaid', area, amountOre })));
}
