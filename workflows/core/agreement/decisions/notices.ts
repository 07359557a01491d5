import type { NoticeDraft } from '#core/act/notice.ts';
import { each, told } from '#core/act/telling.ts';
import type { Recipient } from '#core/act/event.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { State } from '../state.ts';
import { toEveryParty } from '../telling.ts';
import type { DecisionsEvent, Route } from './types.ts';

const everyParty = (event: StoredEvent, _body: unknown, state: State): NoticeDraft[] => toEveryParty(event, state);

const ofBody = ({ definition }: State, body: string): Recipient[] =>
  definition.organisations
    .filter(({ bodies }) => bodies.some(({ id }) => id === body))
    .map(({ id }): Recipient => `registrar:${id}`);

/**
 * A rejection is told to the parties, to the bodies that had already approved, and to the consultation group where the agreement says so.
 */
export function toAllConcerned(event: StoredEvent, state: State, { approvals }: Pick<Route, 'approvals'>): NoticeDraft[] {
  const { terms } = state.definition;
  const group = terms?.decisions?.tellGroup === true ? (terms.consultation?.group ?? []) : [];
  const parties = toEveryParty(event, state).map(({ recipient }) => recipient);
  const bodies = Object.keys(approvals).flatMap((body) => ofBody(state, body));
  return each([...parties, ...bodies, ...group.map((one): Recipient => `registrar:${one}`)]).map((one) => told(event, one));
}

const meeting = (event: StoredEvent, { body }: { body: string }, state: State): NoticeDraft[] =>
  each([...ofBody(state, body), `person:${state.definition.coordinator}`]).map((recipient) => told(event, recipient));

const nobody = (): NoticeDraft[] => [];

export const decisionsNotices: NoticeRules<DecisionsEvent> = {
  meetingPlanned: meeting,
  papersSent: meeting,
  amendmentProposed: everyParty,
  amendmentAccepted: nobody,
  amendmentDeclined: everyParty,
  amendmentAuthorised: nobody,
  amendmentSigned: nobody,
  amendmentApproved: nobody,
  amendmentRejected: (event, { amendment }, state) =>
    toAllConcerned(event, state, state.decisions.amendments.find(({ number }) => number === amendment) ?? { approvals: {} }),
  amendmentInForce: everyParty,
  amendmentWithdrawn: everyParty,
};
