import type { NoticeDraft } from '#core/act/notice.ts';
import { each, told } from '#core/act/telling.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { State } from '../state.ts';
import { toEveryParty } from '../telling.ts';
import type { NegotiationEvent } from './types.ts';

const everyParty = (event: StoredEvent, _body: unknown, state: State): NoticeDraft[] => toEveryParty(event, state);

export const negotiationNotices: NoticeRules<NegotiationEvent> = {
  versionTabled: (event, { to }, state) =>
    each([...to.map((one) => `registrar:${one}` as const), `person:${state.definition.coordinator}`]).map((recipient) =>
      told(event, recipient),
    ),
  versionDeclined: everyParty,
  versionAgreed: everyParty,
  revisionReceived: everyParty,
  revisionAnswered: everyParty,
};
