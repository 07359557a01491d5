import type { ActRef } from '#core/act/event.ts';
import type { Definition } from '../definition.ts';
import type { YearEvent } from '../events.ts';
import { withDeadline } from '../folding.ts';
import { agreed, withVersion } from '../negotiation/evolve.ts';
import type { Evolutions } from '../parts.ts';
import type { State } from '../state.ts';
import { meetingPlanned, settledMeeting } from './meetings.ts';
import { matterOf } from './papers.ts';
import type { Amendment, DecisionsEvent, DecisionsState, Route } from './types.ts';

/** Before anything has happened. */
export const emptyDecisions = (_definition: Definition): DecisionsState => ({ meetings: {}, papers: {}, amendments: [] });

type Authorised = Omit<Extract<YearEvent, { type: 'authorised' }>, 'type'>;
type Signed = Omit<Extract<YearEvent, { type: 'signed' }>, 'type'>;
type Approved = Omit<Extract<YearEvent, { type: 'approved' }>, 'type'>;

/** What an authorisation leaves in the route of its text. */
export function withAuthorisation<R extends Route>(route: R, authorised: Authorised, act: ActRef): R {
  const { party, signatory, orSubstitute, versionHash, allowsDeviation } = authorised;
  const covering = {
    ...(versionHash === undefined ? {} : { versionHash }),
    ...(allowsDeviation === undefined ? {} : { allowsDeviation }),
  };
  return {
    ...route,
    authorisations: { ...route.authorisations, [party]: { ...act, signatory, orSubstitute, ...covering } },
  };
}

export function withSignature<R extends Route>(route: R, body: Signed, act: ActRef): R {
  const { party, signatory, versionHash, inPlaceOf, inAllEssentials } = body;
  const more = {
    ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
    ...(inAllEssentials === undefined ? {} : { inAllEssentials }),
  };
  return { ...route, signatures: { ...route.signatures, [party]: { ...act, signatory, versionHash, ...more } } };
}

export function withApproval<R extends Route>(route: R, { body, versionHash }: Approved, act: ActRef): R {
  return { ...route, approvals: { ...route.approvals, [body]: { ...act, versionHash } } };
}

export const withRejection = <R extends Route>(route: R, body: string, act: ActRef): R => ({
  ...route,
  rejection: { ...act, body },
});

/** The state with an amendment changed. @throws Error for one that the agreement does not have, which no event is about. */
function withAmendment(state: State, number: number, change: (amendment: Amendment) => Amendment): State {
  const { decisions } = state;
  if (!decisions.amendments.some((one) => one.number === number))
    throw new Error(`event about an amendment that the agreement does not have: ${number}`);
  const amendments = decisions.amendments.map((one) => (one.number === number ? change(one) : one));
  return { ...state, decisions: { ...decisions, amendments } };
}

function proposed(state: State, body: Extract<DecisionsEvent, { type: 'amendmentProposed' }>, act: ActRef): State {
  const { amendment: number, party, versionHash: hash, base, changes, documents } = body;
  const version = { ...act, number: body.number, hash, party, base, changes, documents, declined: {}, amendment: number };
  const tabled = withVersion(state, version);
  if (tabled.decisions.amendments.some((one) => one.number === number)) return tabled;
  const amendment: Amendment = {
    ...act,
    number,
    party,
    status: 'proposed',
    accepted: {},
    versionHash: null,
    inForceFrom: null,
    acceptances: {},
    authorisations: {},
    signatures: {},
    approvals: {},
    rejection: null,
  };
  return { ...tabled, decisions: { ...tabled.decisions, amendments: [...tabled.decisions.amendments, amendment] } };
}

function accepted(state: State, body: Extract<DecisionsEvent, { type: 'amendmentAccepted' }>, act: ActRef): State {
  const { amendment: number, party, versionHash } = body;
  return withAmendment(state, number, (amendment) => {
    const votes = { ...amendment.accepted, [party]: versionHash };
    const all = state.definition.parties.every(({ organisation }) => votes[organisation] === versionHash);
    return {
      ...amendment,
      accepted: votes,
      acceptances: { ...amendment.acceptances, [party]: act },
      ...(all ? { status: 'signing' as const, versionHash } : {}),
    };
  });
}

function signed(state: State, body: Extract<DecisionsEvent, { type: 'amendmentSigned' }>, act: ActRef): State {
  return withAmendment(state, body.amendment, (amendment) => {
    const route = withSignature(amendment, body, act);
    const all = state.definition.parties.every(({ organisation }) => route.signatures[organisation] !== undefined);
    return all ? { ...route, status: 'approval' } : route;
  });
}

/** Validity is the amendment's; what it changes of the text is the agreement's from then on. */
function inForce(state: State, body: Extract<DecisionsEvent, { type: 'amendmentInForce' }>, act: ActRef): State {
  const { amendment, versionHash, on } = body;
  const begun = withAmendment(state, amendment, (one) => ({ ...one, status: 'inForce', inForceFrom: on }));
  const text = agreed(begun, versionHash, act);
  return { ...text, validUntil: state.termination === null ? text.definition.validUntil : state.validUntil };
}

const ended = (state: State, number: number, status: 'declined' | 'rejected' | 'withdrawn'): State =>
  withAmendment(state, number, (amendment) => ({ ...amendment, status }));

function papersSent(state: State, body: Extract<DecisionsEvent, { type: 'papersSent' }>, act: ActRef): State {
  const { about, body: of, versionHash, documents } = body;
  const matter = matterOf(about, of);
  const papers = { ...state.decisions.papers, [matter]: { sentBy: act.version, sentOn: act.doneOn, versionHash, documents } };
  const sent = { ...state, decisions: { ...state.decisions, papers } };
  const deadline = state.decisions.meetings[matter]?.papers ?? null;
  if (deadline === null || sent.deadlines[deadline]?.status !== 'open') return sent;
  return withDeadline(sent, deadline, { status: 'met', done: act });
}

export const decisionsEvolutions: Evolutions<DecisionsEvent> = {
  meetingPlanned,
  papersSent,
  amendmentProposed: proposed,
  amendmentAccepted: accepted,
  amendmentDeclined: (state, { amendment }) => ended(state, amendment, 'declined'),
  amendmentAuthorised: (state, body, act) =>
    settledMeeting(
      withAmendment(state, body.amendment, (one) => withAuthorisation(one, body, act)),
      'authorisation',
      body.body,
      act,
    ),
  amendmentSigned: signed,
  amendmentApproved: (state, body, act) =>
    settledMeeting(
      withAmendment(state, body.amendment, (one) => withApproval(one, body, act)),
      'approval',
      body.body,
      act,
    ),
  amendmentRejected: (state, { amendment, body }, act) =>
    settledMeeting(
      ended(
        withAmendment(state, amendment, (one) => withRejection(one, body, act)),
        amendment,
        'rejected',
      ),
      'approval',
      body,
      act,
    ),
  amendmentInForce: inForce,
  amendmentWithdrawn: (state, { amendment }) => ended(state, amendment, 'withdrawn'),
};
