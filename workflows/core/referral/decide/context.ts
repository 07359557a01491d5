import type { Doer, ProposedEventOf } from '#core/act/event.ts';
import type { Role } from '#core/act/people.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { ok, type Result } from '#core/result.ts';
import type { ReferralCommand, ReferralEnvelope } from '../commands.ts';
import type { ReferralEventBody, ReferralProposed } from '../events.ts';
import type { ReferralRefusal } from '../refusals.ts';
import type { ReferralState } from '../state.ts';

/** What a rule of one command sees: the state, the envelope narrowed to its command, and the time it is decided at. */
export interface Context<C extends ReferralCommand = ReferralCommand> {
  state: ReferralState;
  envelope: ReferralEnvelope<C>;
  command: C;
  doer: Doer;
  role: Role | 'process';
  /** Whether it is recorded for another organisation than the recorder's own. */
  onBehalf: boolean;
  now: Instant;
  today: CivilDate;
}

export type Of<T extends ReferralCommand['type']> = Context<Extract<ReferralCommand, { type: T }>>;
export type ReferralDecision = Result<ReferralProposed[], ReferralRefusal>;

export const refuse = (refusal: ReferralRefusal): { ok: false; refusal: ReferralRefusal } => ({ ok: false, refusal });

/** The one event that an act comes to, dated and signed by its envelope. */
export function done({ envelope, state, doer, role, now }: Context, body: ReferralEventBody): ReferralDecision {
  const event: ProposedEventOf<ReferralEventBody> = {
    body,
    doneOn: envelope.doneOn,
    doneBy: doer,
    recordedBy: { person: envelope.actor.person, role, authenticated: envelope.actor.authenticated },
    recordedAt: now,
    reason: envelope.reason,
    evidence: envelope.evidence,
    engine: state.rules.engine,
  };
  return ok([event]);
}
