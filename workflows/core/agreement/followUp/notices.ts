import { each, told } from '#core/act/telling.ts';
import type { NoticeRules } from '../parts.ts';
import { toCreditor, toDebtor } from '../telling.ts';
import { carriersOf } from './following.ts';
import type { FollowUpEvent } from './types.ts';

export const followUpNotices: NoticeRules<FollowUpEvent> = {
  actionPlanned: (event, { deadline }, state) => [...toDebtor(event, state, deadline), ...toCreditor(event, state, deadline)],
  actionCompleted: (event, { deadline }, state) => toCreditor(event, state, deadline),
  deviationFollowedUp: (event, { measure }, state) =>
    carriersOf(state, measure).map((organisation) => told(event, `registrar:${organisation}`)),
  findingEntered: (event, { organisation }, state) => {
    const parties = state.definition.parties.map((party) => party.organisation).filter((id) => id !== organisation);
    const registrars = parties.map((id) => `registrar:${id}` as const);
    return each([...registrars, `person:${state.definition.coordinator}`]).map((recipient) => told(event, recipient));
  },
  measureAssessed: (event, { measure }, state) =>
    carriersOf(state, measure).map((organisation) => told(event, `registrar:${organisation}`)),
  revisionProposed: (event, { party }, state) => {
    const others = state.definition.parties.map(({ organisation }) => organisation).filter((id) => id !== party);
    return others.map((organisation) => told(event, `registrar:${organisation}`));
  },
  feedbackGiven: (event, { to }) => to.map((organisation) => told(event, `registrar:${organisation}`)),
  feedbackFetched: () => [],
};
