import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { Result } from '#core/result.ts';
import { ok } from '#core/result.ts';
import type { Command } from '../commands.ts';
import { actOf, consequenceOf, type ContextOf } from '#core/act/acting.ts';
import type { EventBody, ProposedEvent } from '../events.ts';
import { evolveBody } from '../evolve.ts';
import { unreckoned } from '../dates/reckon.ts';
import { nothingOwed } from '../obligations.ts';
import type { Phase } from '../phases.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';

/** What a rule of one command sees. */
export type Context<C extends Command = Command> = ContextOf<State, C>;

export type Decision = Result<ProposedEvent[], Refusal>;

export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** The act itself as an event, dated and signed by the envelope. */
export function act(context: Context, body: EventBody): ProposedEvent {
  return actOf(context, context.state.rules.engine, body);
}

/** What follows from an act without anybody deciding it: same date, same persons, no reason of its own. */
export function consequence(context: Context, body: EventBody, on: CivilDate = context.envelope.doneOn): ProposedEvent {
  return consequenceOf(context, context.state.rules.engine, body, on);
}

export function beginPhase(
  context: Context,
  phase: Phase,
  on: CivilDate = context.envelope.doneOn,
  early = false,
): ProposedEvent {
  return consequence(context, { type: 'phaseBegan', phase, on, early }, on);
}

/** The state once these events are folded in, for rules that ask what an act has led to. */
export function after(state: State, events: readonly ProposedEvent[]): State {
  return events.reduce((folded, event, i) => evolveBody(folded, event, state.version + i + 1), state);
}

/** Accepts, and closes the agreement where this was the last thing owed. */
export function accepted(context: Context, events: ProposedEvent[]): Decision {
  const folded = after(context.state, events);
  // What this makes known may be owed in its turn.
  const next = after(
    folded,
    unreckoned(folded).map((body) => consequence(context, body)),
  );
  const closes = next.phase === 'finalReporting' && nothingOwed(next);
  return ok(closes ? [...events, beginPhase(context, 'closed', closedOn(next, context.envelope.doneOn))] : events);
}

/** Acts are entered in any order: the latest of those that it took closed the agreement. */
function closedOn(state: State, doneOn: CivilDate): CivilDate {
  const acts = [...Object.values(state.accounts), ...state.repayments, ...Object.values(state.deadlines).map(({ done }) => done)];
  const reportingFrom = state.phases.at(-1)?.from ?? doneOn;
  return acts.map((one) => one?.doneOn ?? doneOn).reduce(maxDate, maxDate(doneOn, reportingFrom));
}
