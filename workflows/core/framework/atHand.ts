import { atHandBy, type Gathered, type Hands } from '#core/act/atHand.ts';
import type { FrameworkDeciding, FrameworkEvent } from './events.ts';
import { type FrameworkState, signedHash } from './state.ts';

/** The text and all that had been done about it. */
function onText(state: FrameworkState, text: string): Gathered {
  const { authorisations, signatures, refusals, approvals, rejection } = state;
  const acts = [authorisations, signatures, refusals, approvals].flatMap((each) => Object.values(each));
  return { text, acts: [...acts, rejection] };
}

const hands: Hands<FrameworkState, FrameworkEvent, FrameworkDeciding> = {
  authorised: (state) => onText(state, signedHash(state)),
  signed: (state, { versionHash }) => onText(state, versionHash),
  signingRefused: (state) => onText(state, signedHash(state)),
  approved: (state, { versionHash }) => onText(state, versionHash),
  rejected: (state) => onText(state, signedHash(state)),
  revised: (state) => onText(state, signedHash(state)),
  withdrawn: (state) => onText(state, signedHash(state)),
};

export const withAtHand = atHandBy(hands);
