import { actOf, type ContextOf } from '#core/act/acting.ts';
import { ok, type Result } from '#core/result.ts';
import type { ReferralCommand } from '../commands.ts';
import type { ReferralEventBody, ReferralProposed } from '../events.ts';
import type { ReferralRefusal } from '../refusals.ts';
import type { ReferralState } from '../state.ts';

/** What a rule of one command sees. */
export interface Context<C extends ReferralCommand = ReferralCommand> extends ContextOf<ReferralState, C> {
  /** Whether it is recorded for another organisation than the recorder's own. */
  onBehalf: boolean;
}

export type Of<T extends ReferralCommand['type']> = Context<Extract<ReferralCommand, { type: T }>>;
export type ReferralDecision = Result<ReferralProposed[], ReferralRefusal>;

export const refuse = (refusal: ReferralRefusal): { ok: false; refusal: ReferralRefusal } => ({ ok: false, refusal });

/** The one event that an act comes to, dated and signed by its envelope. */
export function done(context: Context, body: ReferralEventBody): ReferralDecision {
  return ok([actOf(context, context.state.rules.engine, body)]);
}
