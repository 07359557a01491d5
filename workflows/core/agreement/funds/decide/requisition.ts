import { ok, type Result } from '#core/result.ts';
import type { Context, Decision } from '../../decide/context.ts';
import { accepted, act, refuse } from '../../decide/context.ts';
import { notMoney, settling } from '../../decide/money.ts';
import type { Refusal } from '../../refusals.ts';
import type { State } from '../../state.ts';
import { roomOre } from '../available.ts';
import { booksOf } from '../booked.ts';
import { fundsTerms, isFollowed, postOf, requisitionDeadline } from '../posts.ts';
import type { FundsCommand, Post, Requisition } from '../types.ts';

type Of<T extends FundsCommand['type']> = Context<Extract<FundsCommand, { type: T }>>;

/** More than nothing, and within what is set aside for the post. */
export function overdrawn(state: State, post: Post, amountOre: number): Refusal | null {
  const room = roomOre(state, booksOf(state), post);
  return amountOre > 0 && amountOre <= room ? null : { code: 'overdrawn', post, roomOre: room, givenOre: amountOre };
}

/** Termination ends what is to come; what was asked before it may still be entered. */
function ended({ state, envelope }: Context): Refusal | null {
  const { termination } = state;
  return termination === null || envelope.doneOn <= termination.doneOn
    ? null
    : { code: 'noMoreMoney', terminatedOn: termination.doneOn };
}

/** Whoever answers for the requisition at the organisation: somebody of the file, or who acts through its link. */
function wrongSignatory(context: Of<'requisition'>): Refusal | null {
  const { command, envelope, state, doer } = context;
  const { signedBy } = command;
  if (signedBy === null) return envelope.evidence === null ? { code: 'signatoryMissing' } : null;
  if (envelope.actor.authenticated === 'link' && envelope.actor.person === signedBy) return null;
  const person = state.definition.people.find(({ id }) => id === signedBy);
  if (person === undefined)
    return {
      code: 'unknownPerson',
      field: 'signedBy',
      person: signedBy,
      known: state.definition.people.filter(({ organisation }) => organisation === doer.organisation).map(({ id }) => id),
    };
  return person.organisation === doer.organisation
    ? null
    : { code: 'notThatPerson', field: 'signedBy', person: signedBy, organisation: doer.organisation };
}

export function requisition(context: Of<'requisition'>): Decision {
  const { state, command, envelope, doer } = context;
  const { amountOre, reference, signedBy } = command;
  if (!isFollowed(state)) return refuse({ code: 'paymentsNotFollowed' });
  const found = postOf(state, command);
  if (!found.ok) return found;
  const post = found.value;
  const refusal = notMoney({ amountOre }) ?? ended(context) ?? wrongSignatory(context) ?? overdrawn(state, post, amountOre);
  if (refusal !== null) return refuse(refusal);
  const by = doer.organisation;
  const lastDay = requisitionDeadline(state, post, by)?.dueOn ?? null;
  const late = lastDay !== null && envelope.doneOn > lastDay;
  if (late && fundsTerms(state).lastDayBinds) return refuse({ code: 'requisitionTooLate', lastDay, doneOn: envelope.doneOn });
  const id = `requisition-${Object.keys(state.funds.requisitions).length + 1}`;
  return accepted(context, [
    act(context, { type: 'requisitioned', requisition: id, post, by, amountOre, reference, signedBy, late }),
  ]);
}

/** The requisition that a command names, which exists and was made before. */
export function requisitionOf(context: Context, id: string): Result<Requisition, Refusal> {
  const { requisitions } = context.state.funds;
  const found = requisitions[id];
  if (found === undefined) return refuse({ code: 'unknown', field: 'requisition', value: id, known: Object.keys(requisitions) });
  if (context.envelope.doneOn < found.doneOn)
    return refuse({ code: 'doneTooEarly', doneOn: context.envelope.doneOn, earliest: found.doneOn });
  return ok(found);
}

function ownRequisition(context: Context, id: string, by: string): Refusal | null {
  return context.doer.organisation === by ? { code: 'ownRequisition', requisition: id, organisation: by } : null;
}

export function approveRequisition(context: Of<'approveRequisition'>): Decision {
  const { state, command, envelope } = context;
  if (!isFollowed(state)) return refuse({ code: 'paymentsNotFollowed' });
  const found = requisitionOf(context, command.requisition);
  if (!found.ok) return found;
  const { amountOre: askedOre, decided, approvedOre, by } = found.value;
  if (decided !== null)
    return refuse({
      code: 'requisitionDecided',
      requisition: command.requisition,
      approved: approvedOre !== 0,
      doneOn: decided.doneOn,
    });
  const amountOre = command.amountOre ?? askedOre;
  const refusal = ownRequisition(context, command.requisition, by) ?? notMoney({ amountOre }) ?? ended(context);
  if (refusal !== null) return refuse(refusal);
  if (amountOre === 0 || amountOre > askedOre)
    return refuse({ code: 'moreThanApproved', requisition: command.requisition, leftOre: askedOre, givenOre: amountOre });
  if (amountOre < askedOre && envelope.reason === null) return refuse({ code: 'changeNeedsReason', outcome: 'changed' });
  return accepted(context, [act(context, { type: 'requisitionApproved', requisition: command.requisition, amountOre })]);
}

/** Declines what is asked for, or what of a granted requisition is not paid yet. */
export function declineRequisition(context: Of<'declineRequisition'>): Decision {
  if (!isFollowed(context.state)) return refuse({ code: 'paymentsNotFollowed' });
  const id = context.command.requisition;
  const found = requisitionOf(context, id);
  if (!found.ok) return found;
  const { by, decided, approvedOre, paidOre } = found.value;
  if (decided !== null && (approvedOre ?? 0) <= paidOre)
    return refuse({ code: 'requisitionDecided', requisition: id, approved: approvedOre !== 0, doneOn: decided.doneOn });
  const own = ownRequisition(context, id, by);
  if (own !== null) return refuse(own);
  return accepted(context, settling(context, act(context, { type: 'requisitionDeclined', requisition: id })));
}
