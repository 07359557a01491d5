import { hasLocalTime } from '#core/calendar/instant.ts';
import { ok, type Result } from '#core/result.ts';
import type { Context, Decision } from '../decide/context.ts';
import { accepted, act, refuse } from '../decide/context.ts';
import { notMoney } from '../decide/money.ts';
import { roomOre } from '../funds/available.ts';
import { booksOf } from '../funds/booked.ts';
import { measurePost } from '../funds/posts.ts';
import type { Decisions } from '../parts.ts';
import type { Refusal } from '../refusals.ts';
import { activeRecipients, sharesOf } from './shares.ts';
import { letterId, roundOf, termsOf } from './terms.ts';
import type { MeasureRecipients, RecipientsCommand } from './types.ts';

type Of<T extends RecipientsCommand['type']> = Context<Extract<RecipientsCommand, { type: T }>>;

function sharedTerms({ state }: Context, measure: string): Result<MeasureRecipients, Refusal> {
  const terms = termsOf(state, measure);
  if (terms !== null) return ok(terms);
  const known = state.definition.terms?.recipients?.measures.map((one) => one.measure) ?? [];
  return refuse({ code: 'noRecipients', measure, known });
}

/**
 * Fixes each recipient's share. Done again it shares anew among those who have not declined and were not silent: nobody comes below what
 * they have asked for or got.
 */
function distribute(context: Of<'distribute'>): Decision {
  const { state, command, envelope } = context;
  const { measure } = command;
  const terms = sharedTerms(context, measure);
  if (!terms.ok) return terms;
  const { distribution, shares: before } = roundOf(state, measure);
  if (distribution !== null && envelope.reason === null)
    return refuse({ code: 'newSharesNeedReason', measure, distributedOn: distribution.doneOn });
  const refusal = command.amountOre === null ? null : notMoney({ amountOre: command.amountOre });
  if (refusal !== null) return refuse(refusal);
  const active = activeRecipients(state, terms.value);
  if (active.length === 0) return refuse({ code: 'nobodyLeft', measure });
  // Who has left the round keeps what it took before; that is not shared again.
  const inRound = new Set(active.map(({ organisation }) => organisation));
  const keptOre = Object.entries(before).filter(([id]) => !inRound.has(id));
  const heldOre = Object.values(before).reduce((sum, ore) => sum + ore, 0);
  const gone = keptOre.reduce((sum, [, ore]) => sum + ore, 0);
  const room = roomOre(state, booksOf(state), measurePost(state, measure)) + heldOre - gone;
  const amountOre = command.amountOre ?? room;
  if (amountOre === 0 || amountOre > room)
    return refuse({ code: 'nothingToDistribute', measure, roomOre: room, givenOre: amountOre });
  const takenOre = active.reduce((sum, one) => sum + one.takenOre, 0);
  if (amountOre < takenOre) return refuse({ code: 'lessThanTaken', measure, takenOre, givenOre: amountOre });
  const shares = { ...Object.fromEntries(keptOre), ...sharesOf(terms.value.key, active, amountOre) };
  return ok([act(context, { type: 'distributed', measure, amountOre, shares })]);
}

function askLetters(context: Of<'askLetters'>): Decision {
  const { state, command, envelope } = context;
  const { measure, answerBy } = command;
  const terms = sharedTerms(context, measure);
  if (!terms.ok) return terms;
  if (!hasLocalTime(answerBy)) return refuse({ code: 'notADate', field: 'answerBy', value: answerBy });
  if (answerBy <= envelope.doneOn) return refuse({ code: 'answerByTooEarly', answerBy, earliest: envelope.doneOn });
  const { answers } = roundOf(state, measure);
  const recipients = terms.value.recipients.filter((id) => answers[id] === undefined || answers[id].kind === 'silent');
  if (recipients.length === 0) return refuse({ code: 'everybodyAnswered', measure });
  return ok([act(context, { type: 'lettersAsked', measure, answerBy, recipients })]);
}

/** Ends the round once its day has passed: who has not answered was silent, and their money is undistributed again. */
function closeLetters(context: Of<'closeLetters'>): Decision {
  const { state, command, envelope } = context;
  const { measure } = command;
  const terms = sharedTerms(context, measure);
  if (!terms.ok) return terms;
  const open = terms.value.recipients.filter((id) => state.deadlines[letterId(measure, id)]?.status === 'open');
  const days = open.map((id) => state.deadlines[letterId(measure, id)]?.dueOn ?? '');
  if (open.length === 0) {
    const asked = terms.value.recipients.some((id) => state.deadlines[letterId(measure, id)] !== undefined);
    return refuse(asked ? { code: 'everybodyAnswered', measure } : { code: 'lettersNotAsked', measure });
  }
  const until = days.reduce((latest, day) => (day > latest ? day : latest), '');
  if (envelope.doneOn <= until) return refuse({ code: 'answersStillDue', measure, until });
  return accepted(context, [act(context, { type: 'lettersClosed', measure, silent: open })]);
}

/** Whether the organisation is one of the measure's recipients, or why not. */
function oneOfThem(context: Context, measure: string, organisation: string): Result<MeasureRecipients, Refusal> {
  const terms = sharedTerms(context, measure);
  if (!terms.ok || terms.value.recipients.includes(organisation)) return terms;
  return refuse({ code: 'notOneOfThem', measure, organisation, known: terms.value.recipients.length });
}

/** A late answer is an answer, marked late. */
function isLate({ state, envelope }: Context, measure: string, organisation: string): boolean {
  const deadline = state.deadlines[letterId(measure, organisation)];
  return deadline !== undefined && envelope.doneOn > deadline.dueOn;
}

function giveLetter(context: Of<'giveLetter'>): Decision {
  const { state, command } = context;
  const { organisation, measure, answers } = command;
  const terms = oneOfThem(context, measure, organisation);
  if (!terms.ok) return terms;
  const before = roundOf(state, measure).answers[organisation];
  if (before?.kind === 'given')
    return refuse({ code: 'alreadyDone', command: command.type, what: organisation, doneOn: before.doneOn });
  const known = terms.value.questions.map(({ id }) => id);
  const missing = known.filter((id) => answers[id] === undefined);
  const unknown = Object.keys(answers).filter((id) => !known.includes(id));
  if (missing.length > 0 || unknown.length > 0) return refuse({ code: 'questionsUnanswered', missing, unknown, known });
  const late = isLate(context, measure, organisation);
  return accepted(context, [act(context, { type: 'letterGiven', organisation, measure, answers, late })]);
}

/** Who has asked for money or got some cannot say that they want none; a requisition that was declined is no obstacle. */
function declineMoney(context: Of<'declineMoney'>): Decision {
  const { state, command } = context;
  const { organisation, measure } = command;
  const terms = oneOfThem(context, measure, organisation);
  if (!terms.ok) return terms;
  const before = roundOf(state, measure).answers[organisation];
  if (before?.kind === 'declined')
    return refuse({ code: 'alreadyDone', command: command.type, what: organisation, doneOn: before.doneOn });
  const takenOre = booksOf(state)(measurePost(state, measure, organisation)).committedOre;
  if (takenOre > 0) return refuse({ code: 'moneyTaken', measure, organisation, takenOre });
  const late = isLate(context, measure, organisation);
  return accepted(context, [act(context, { type: 'moneyDeclined', organisation, measure, late })]);
}

export const recipientsDecisions: Decisions<RecipientsCommand> = {
  distribute,
  askLetters,
  closeLetters,
  giveLetter,
  declineMoney,
};
