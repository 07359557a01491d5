import type { Doer } from '#core/act/event.ts';
import type { Role } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Result } from '#core/result.ts';
import type { FrameworkCommand, FrameworkEnvelope } from '../commands.ts';
import type { FrameworkEvent, FrameworkProposedEvent } from '../events.ts';
import { evolveBody } from '../evolve.ts';
import type { FrameworkPhase } from '../phases.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import type { FrameworkState } from '../state.ts';

/** What a rule of one command sees: the state, the envelope narrowed to its command, and the time it is decided at. */
export interface Context<C extends FrameworkCommand = FrameworkCommand> {
  state: FrameworkState;
  envelope: FrameworkEnvelope<C>;
  command: C;
  doer: Doer;
  role: Role | 'process';
  now: Instant;
  today: CivilDate;
}

export type Of<T extends FrameworkCommand['type']> = Context<Extract<FrameworkCommand, { type: T }>>;

export type FrameworkDecision = Result<FrameworkProposedEvent[], FrameworkRefusal>;

export const refuse = (refusal: FrameworkRefusal): { ok: false; refusal: FrameworkRefusal } => ({ ok: false, refusal });

/** The act itself as an event, dated and signed by the envelope. */
export function act(context: Context, body: FrameworkEvent): FrameworkProposedEvent {
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

/** A phase that begins because of an act, on a day that follows from it: nobody decides it, so it has no reason of its own. */
export function beginPhase(
  context: Context,
  phase: FrameworkPhase,
  on: CivilDate = context.envelope.doneOn,
): FrameworkProposedEvent {
  return { ...act(context, { type: 'phaseBegan', phase, on }), doneOn: on, reason: null, evidence: null };
}

/** The state once these events are folded in, for rules that ask what an act has led to. */
export function after(state: FrameworkState, events: readonly FrameworkProposedEvent[]): FrameworkState {
  return events.reduce((folded, event, i) => evolveBody(folded, event, state.version + i + 1), state);
}
