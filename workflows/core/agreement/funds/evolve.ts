import type { ActRef } from '#core/act/event.ts';
import { newDeadline } from '#core/deadlines/deadline.ts';
import type { Definition } from '../definition.ts';
import { effectiveDueOn, setDeadline, withDeadline } from '../folding.ts';
import type { Evolutions } from '../parts.ts';
import { isOver } from '../phases.ts';
import { reportId, termsOf } from '../recipients/terms.ts';
import type { State } from '../state.ts';
import { intentionKey } from './available.ts';
import { postKey, requisitionDeadline } from './posts.ts';
import type { FundsEvent, FundsState, Post, Requisition } from './types.ts';

/** Before anything has happened. */
export const emptyFunds = (_definition: Definition): FundsState => ({
  settled: {},
  requisitions: {},
  payments: {},
  accounts: {},
  repayments: [],
  reclaims: {},
});

const into = (state: State, change: Partial<FundsState>): State => ({ ...state, funds: { ...state.funds, ...change } });

function withRequisition(state: State, id: string, change: (before: Requisition) => Partial<Requisition>): State {
  const before = state.funds.requisitions[id];
  if (before === undefined) throw new Error(`event about a requisition that the agreement does not have: ${id}`);
  return into(state, { requisitions: { ...state.funds.requisitions, [id]: { ...before, ...change(before) } } });
}

export const fundsEvolutions: Evolutions<FundsEvent> = {
  appropriationSettled: (state, { measure, year, outcome, amountOre }, act) => {
    const settled = { appropriation: { ...act, outcome, amountOre }, setAside: null };
    return into(state, { settled: { ...state.funds.settled, [intentionKey(measure, year)]: settled } });
  },
  setAsideSettled: (state, { measure, year, outcome, amountOre }, act) => {
    const key = intentionKey(measure, year);
    const before = state.funds.settled[key];
    if (before === undefined) throw new Error(`set aside without an appropriation: ${key}`);
    return into(state, { settled: { ...state.funds.settled, [key]: { ...before, setAside: { ...act, outcome, amountOre } } } });
  },
  requisitioned: (state, { requisition, post, by, amountOre, late }, act) => {
    const asked = { ...act, post, by, amountOre, late, approvedOre: null, decided: null, paidOre: 0 };
    const next = into(state, { requisitions: { ...state.funds.requisitions, [requisition]: asked } });
    const deadline = requisitionDeadline(state, post, by);
    return deadline?.status === 'open' ? withDeadline(next, deadline.id, { status: 'met', done: act }) : next;
  },
  requisitionApproved: (state, { requisition, amountOre }, act) =>
    withRequisition(state, requisition, () => ({ approvedOre: amountOre, decided: act })),
  requisitionDeclined: (state, { requisition }, act) => {
    const next = withRequisition(state, requisition, ({ paidOre }) => ({ approvedOre: paidOre, decided: act }));
    return reopened(next, requisition);
  },
  paymentRecorded: (state, { payment, requisition, post, amountOre, payer }, act) => {
    const paid = into(state, {
      payments: { ...state.funds.payments, [payment]: { ...act, post, requisition, amountOre, payer } },
    });
    const noted =
      requisition === null ? paid : withRequisition(paid, requisition, ({ paidOre }) => ({ paidOre: paidOre + amountOre }));
    return toReport(noted, post, act);
  },
  fundsAccounted: (state, { post, usedOre, unspentOre }, act) =>
    into(state, { accounts: { ...state.funds.accounts, [postKey(post)]: { ...act, usedOre, unspentOre } } }),
  fundsRepaid: (state, { post, amountOre }, act) =>
    into(state, { repayments: [...state.funds.repayments, { ...act, post, amountOre }] }),
  reclaimed: (state, body, act) => {
    const { reclaim, post, from, to, amountOre } = body;
    const reclaims = { ...state.funds.reclaims, [reclaim]: { ...act, post, from, to, amountOre, settledOre: 0 } };
    return toPayBack(into(state, { reclaims }), body, act);
  },
  reclaimSettled: (state, { reclaim, amountOre }, act) => {
    const before = state.funds.reclaims[reclaim];
    if (before === undefined) throw new Error(`event about a reclaim that the agreement does not have: ${reclaim}`);
    const settledOre = before.settledOre + amountOre;
    const next = into(state, { reclaims: { ...state.funds.reclaims, [reclaim]: { ...before, settledOre } } });
    const isDone = settledOre === before.amountOre && next.deadlines[reclaim]?.status === 'open';
    return isDone ? withDeadline(next, reclaim, { status: 'met', done: act }) : next;
  },
};

/** Where everything asked for was declined, the last day is still to be met. */
function reopened(state: State, id: string): State {
  const declined = state.funds.requisitions[id];
  if (declined === undefined) return state;
  const key = postKey(declined.post);
  const stands = Object.values(state.funds.requisitions).some((one) => postKey(one.post) === key && one.approvedOre !== 0);
  const deadline = requisitionDeadline(state, declined.post, declined.by);
  if (stands || deadline?.status !== 'met') return state;
  return withDeadline(state, deadline.id, { status: 'open', done: null });
}

/** A recipient that has been paid reports back, by the day that the text says. */
function toReport(state: State, { measure, recipient }: Post, act: ActRef): State {
  if (measure === null || recipient === null) return state;
  const terms = termsOf(state, measure);
  const id = reportId(measure, recipient);
  if (terms?.reportBy == null || state.deadlines[id] !== undefined) return state;
  const title = state.definition.measures.find((one) => one.id === measure)?.title ?? measure;
  const deadline = newDeadline(
    {
      id,
      title: `Återrapport: ${title}`,
      kind: 'recipientReport',
      mode: 'owed',
      metBy: 'report',
      plan: 'report',
      dueOn: effectiveDueOn(terms.reportBy.dueOn, state.rules),
      debtor: recipient,
      creditor: terms.distributedBy,
      measure,
      handler: null,
      source: terms.reportBy.source,
    },
    act.doneOn,
  );
  return setDeadline(state, deadline);
}

/** The day by which reclaimed money is to be back; an agreement that has ended follows no days. */
function toPayBack(state: State, body: Extract<FundsEvent, { type: 'reclaimed' }>, act: ActRef): State {
  const { reclaim, from, to, payBy, post } = body;
  if (payBy === null || isOver(state.phase)) return state;
  const about = state.definition.measures.find(({ id }) => id === post.measure) ?? null;
  const title = about?.title ?? state.definition.areas.find(({ id }) => id === post.area)?.title ?? post.area;
  const deadline = newDeadline(
    {
      id: reclaim,
      title: `Återkrav: ${title}`,
      kind: 'reclaim',
      mode: 'owed',
      metBy: 'act',
      plan: 'answer',
      dueOn: effectiveDueOn(payBy, state.rules),
      debtor: from,
      creditor: to,
      measure: post.measure,
      handler: null,
      source: 'decision',
      setBy: to,
    },
    act.doneOn,
  );
  return setDeadline(state, deadline);
}
