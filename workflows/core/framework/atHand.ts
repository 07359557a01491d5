import { type AtHand, atHandOn, type Gathered, SAYS_WHAT_WAS_AT_HAND } from '#core/act/atHand.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { FrameworkDeciding, FrameworkEvent, FrameworkProposedEvent } from './events.ts';
import { type FrameworkState, signedHash } from './state.ts';

type Of<T extends FrameworkDeciding> = Extract<FrameworkEvent, { type: T }>;
type Hands = { readonly [T in FrameworkDeciding]: (state: FrameworkState, body: Of<T>) => Gathered };

/** A decision with what stood in the record before it; everything else as it is. `state` is the one that it was decided in. */
export function withAtHand(state: FrameworkState, event: FrameworkProposedEvent): FrameworkProposedEvent {
  const { body, doneOn } = event;
  if (state.rules.engine < SAYS_WHAT_WAS_AT_HAND || !isDeciding(body)) return event;
  return { ...event, body: { ...body, atHand: handOf(state, body, doneOn) } };
}

const isDeciding = (body: FrameworkEvent): body is Of<FrameworkDeciding> => Object.hasOwn(hands, body.type);

/** Each is told a body of its own type, which a look-up by type cannot tell the compiler. */
const handOf = (state: FrameworkState, body: Of<FrameworkDeciding>, doneOn: CivilDate): AtHand =>
  atHandOn(doneOn, (hands[body.type] as (state: FrameworkState, body: FrameworkEvent) => Gathered)(state, body));

/** The text and all that had been done about it. */
function onText(state: FrameworkState, text: string): Gathered {
  const { authorisations, signatures, refusals, approvals, rejection } = state;
  const acts = [authorisations, signatures, refusals, approvals].flatMap((each) => Object.values(each));
  return { text, acts: [...acts, rejection] };
}

const hands: Hands = {
  authorised: (state) => onText(state, signedHash(state)),
  signed: (state, { versionHash }) => onText(state, versionHash),
  signingRefused: (state) => onText(state, signedHash(state)),
  approved: (state, { versionHash }) => onText(state, versionHash),
  rejected: (state) => onText(state, signedHash(state)),
  revised: (state) => onText(state, signedHash(state)),
  withdrawn: (state) => onText(state, signedHash(state)),
};
