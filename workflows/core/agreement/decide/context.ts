import { type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Result } from '#core/result.ts';
import { ok } from '#core/result.ts';
import type { Command, Envelope } from '../commands.ts';
import type { Role } from '#core/act/people.ts';
import type { Doer } from '#core/act/event.ts';
import type { EventBody, ProposedEvent } from '../events.ts';
import { evolveBody } from '../evolve.ts';
import { unreckoned } from '../dates/reckon.ts';
import { nothingOwed } from '../obligations.ts';
import type { Phase } from '../phases.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';

/** What a rule of one command sees: the state, the envelope narrowed to its command, and the time it is decided at. */
export interface Context<C extends Command = Command> {
  state: State;
  envelope: Envelope<C>;
  command: C;
  doer: Doer;
  role: Role | 'process';
  now: Instant;
  today: CivilDate;
}

export type Decision = Result<ProposedEvent[], Refusal>;

export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** The act itself as an event, dated and signed by the envelope. */
export function act(context: Context, body: EventBody): ProposedEvent {
  const { envelope, state, doer, role, now } = context;
  return {
    body,
    doneOn: envelope.doneOn,
    doneBy: doer,
    recordedBy: { person: envelope.actor.person, role, authenticated: envelope.actor.authenticated },
    recordedAt: now,
    reason: envelope.reason,
    evidence: envelope.evidence,
    engine: state.rules.engine,
  };
}

/** What follows from an act without anybody deciding it: same date, same persons, no reason of its own. */
export function consequence(context: Context, body: EventBody, on: CivilDate = context.envelope.doneOn): ProposedEvent {
  return { ...act(context, body), doneOn: on, reason: null, evidence: null };
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
