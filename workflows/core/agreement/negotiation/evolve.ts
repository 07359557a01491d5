import type { ActRef } from '#core/act/event.ts';
import type { Definition } from '../definition.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { takenUp } from './takeUp.ts';
import type { NegotiationEvent, NegotiationState, TabledVersion } from './types.ts';
import { openedVersion, textOf } from './versions.ts';

/** Before anything has happened. */
export const emptyNegotiation = (_definition: Definition): NegotiationState => ({
  versions: [],
  accepted: {},
  original: null,
  revisions: [],
});

/** The state with one more version; the text as opened is kept from the first on, since another may take its place. */
export function withVersion(state: State, version: TabledVersion): State {
  const { negotiation } = state;
  const { hash: versionHash, definition } = openedVersion(state);
  return {
    ...state,
    negotiation: { ...negotiation, original: { versionHash, definition }, versions: [...negotiation.versions, version] },
  };
}

/** The state with this acceptance of a party and no earlier one: a party accepts one version at a time. */
export function withAcceptance(state: State, party: string, versionHash: string, act: ActRef): State {
  const accepted = { ...state.negotiation.accepted, [party]: versionHash };
  return {
    ...state,
    acceptances: { ...state.acceptances, [party]: act },
    negotiation: { ...state.negotiation, accepted },
  };
}

function declined(state: State, party: string, hash: string, act: ActRef): State {
  const versions = state.negotiation.versions.map((one) =>
    one.hash === hash ? { ...one, declined: { ...one.declined, [party]: act } } : one,
  );
  const withdrawn = state.negotiation.accepted[party] === hash;
  const { [party]: _withdrawn, ...acceptances } = state.acceptances;
  const { [party]: _was, ...accepted } = state.negotiation.accepted;
  return {
    ...state,
    acceptances: withdrawn ? acceptances : state.acceptances,
    negotiation: { ...state.negotiation, versions, accepted: withdrawn ? accepted : state.negotiation.accepted },
  };
}

/** @throws Error for a version that the agreement does not have, which no event is about. */
export function agreed(state: State, versionHash: string, act: ActRef): State {
  const text = textOf(state, versionHash);
  if (text === null) throw new Error(`a version was agreed that the agreement does not have: ${versionHash}`);
  return { ...takenUp(state, text, act), versionHash };
}

export const negotiationEvolutions: Evolutions<NegotiationEvent> = {
  versionTabled: (state, { party, number, base, versionHash: hash, changes, documents }, act) =>
    withVersion(state, { ...act, number, hash, party, base, changes, documents, declined: {}, amendment: null }),
  versionDeclined: (state, { party, versionHash }, act) => declined(state, party, versionHash, act),
  versionAgreed: (state, { versionHash }, act) => agreed(state, versionHash, act),
  revisionReceived: (state, { type: _type, revision: id, ...received }, act) => ({
    ...state,
    negotiation: {
      ...state.negotiation,
      revisions: [...state.negotiation.revisions, { ...act, id, ...received, answer: null }],
    },
  }),
  revisionAnswered: (state, { revision, outcome, versionHash }, act) => ({
    ...state,
    negotiation: {
      ...state.negotiation,
      revisions: state.negotiation.revisions.map((one) =>
        one.id === revision ? { ...one, answer: { ...act, outcome, versionHash } } : one,
      ),
    },
  }),
};
