import { ok } from '#core/result.ts';
import type { Context, Decision } from '../../decide/context.ts';
import { accepted, act, refuse } from '../../decide/context.ts';
import { notMoney } from '../../decide/money.ts';
import type { Refusal } from '../../refusals.ts';
import type { State } from '../../state.ts';
import { intentionKey, intentionOf } from '../available.ts';
import { fundsTerms } from '../posts.ts';
import type { FundsCommand } from '../types.ts';

type Of<T extends FundsCommand['type']> = Context<Extract<FundsCommand, { type: T }>>;
type Settling = Of<'settleAppropriation'> | Of<'settleSetAside'>;

/** The amount that it comes to: as before where it is confirmed, as said where it is changed, nothing where it is denied. */
function settledOre(context: Settling, beforeOre: number | null): { ore: number } | { refusal: Refusal } {
  const { outcome, amountOre } = context.command;
  const { reason, evidence } = context.envelope;
  const refusal = amountOre === null ? null : notMoney({ amountOre });
  if (refusal !== null) return { refusal };
  if (evidence === null) return { refusal: { code: 'referenceMissing', command: context.command.type } };
  if (outcome !== 'confirmed' && reason === null) return { refusal: { code: 'changeNeedsReason', outcome } };
  if (outcome === 'denied') {
    return amountOre === null || amountOre === 0
      ? { ore: 0 }
      : { refusal: { code: 'amountDoesNotFit', outcome, givenOre: amountOre, beforeOre: 0 } };
  }
  const ore = amountOre ?? (outcome === 'confirmed' ? beforeOre : null);
  if (ore === null) return { refusal: { code: 'amountMissing', intendedOre: beforeOre } };
  const isSame = beforeOre === null || ore === beforeOre;
  const fits = outcome === 'confirmed' ? isSame : ore !== beforeOre;
  return fits ? { ore } : { refusal: { code: 'amountDoesNotFit', outcome, givenOre: ore, beforeOre: beforeOre ?? 0 } };
}

function noIntention(state: State, measure: string, year: number): Decision {
  const known = fundsTerms(state).intentions.map((one) => ({ measure: one.measure, year: one.year }));
  return refuse({ code: 'noIntention', measure, year, known });
}

export function settleAppropriation(context: Of<'settleAppropriation'>): Decision {
  const { state, command } = context;
  const { measure, year, outcome } = command;
  const intention = intentionOf(state, measure, year);
  if (intention === null) return noIntention(state, measure, year);
  const before = state.funds.settled[intentionKey(measure, year)];
  if (before !== undefined)
    return refuse({
      code: 'alreadyDone',
      command: command.type,
      what: intentionKey(measure, year),
      doneOn: before.appropriation.doneOn,
    });
  const settled = settledOre(context, intention.amountOre);
  if ('refusal' in settled) return refuse(settled.refusal);
  return ok([act(context, { type: 'appropriationSettled', measure, year, outcome, amountOre: settled.ore })]);
}

/** Only what was appropriated can be set aside, and no more than that. */
export function settleSetAside(context: Of<'settleSetAside'>): Decision {
  const { state, command, envelope } = context;
  const { measure, year, outcome } = command;
  if (intentionOf(state, measure, year) === null) return noIntention(state, measure, year);
  const before = state.funds.settled[intentionKey(measure, year)];
  if (before === undefined || before.appropriation.outcome === 'denied')
    return refuse({ code: 'notAppropriated', measure, year, denied: before !== undefined });
  const { appropriation, setAside } = before;
  if (setAside !== null)
    return refuse({ code: 'alreadyDone', command: command.type, what: intentionKey(measure, year), doneOn: setAside.doneOn });
  if (envelope.doneOn < appropriation.doneOn)
    return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: appropriation.doneOn });
  const settled = settledOre(context, appropriation.amountOre);
  if ('refusal' in settled) return refuse(settled.refusal);
  if (settled.ore > appropriation.amountOre)
    return refuse({ code: 'amountDoesNotFit', outcome, givenOre: settled.ore, beforeOre: appropriation.amountOre });
  return accepted(context, [act(context, { type: 'setAsideSettled', measure, year, outcome, amountOre: settled.ore })]);
}
