import { actOf, consequenceOf, type ContextOf } from '#core/act/acting.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Result } from '#core/result.ts';
import type { FrameworkCommand } from '../commands.ts';
import type { FrameworkEvent, FrameworkProposedEvent } from '../events.ts';
import { evolveBody } from '../evolve.ts';
import type { FrameworkPhase } from '../phases.ts';
import type { FrameworkRefusal } from '../refusals.ts';
import type { FrameworkState } from '../state.ts';

/** What a rule of one command sees. */
export type Context<C extends FrameworkCommand = FrameworkCommand> = ContextOf<FrameworkState, C>;

export type Of<T extends FrameworkCommand['type']> = Context<Extract<FrameworkCommand, { type: T }>>;

export type FrameworkDecision = Result<FrameworkProposedEvent[], FrameworkRefusal>;

export const refuse = (refusal: FrameworkRefusal): { ok: false; refusal: FrameworkRefusal } => ({ ok: false, refusal });

/** The act itself as an event, dated and signed by the envelope. */
export function act(context: Context, body: FrameworkEvent): FrameworkProposedEvent {
  return actOf(context, context.state.rules.engine, body);
}

/** A phase that begins because of an act, on a day that follows from it: nobody decides it, so it has no reason of its own. */
export function beginPhase(
  context: Context,
  phase: FrameworkPhase,
  on: CivilDate = context.envelope.doneOn,
): FrameworkProposedEvent {
  return consequenceOf(context, context.state.rules.engine, { type: 'phaseBegan', phase, on }, on);
}

/** The state once these events are folded in, for rules that ask what an act has led to. */
export function after(state: FrameworkState, events: readonly FrameworkProposedEvent[]): FrameworkState {
  return events.reduce((folded, event, i) => evolveBody(folded, event, state.version + i + 1), state);
}
