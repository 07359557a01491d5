import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { each, told } from '#core/act/telling.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { State } from '../state.ts';
import { creditorsOf, fundsTerms, holdersOf } from './posts.ts';
import type { FundsEvent, Post } from './types.ts';

const registrars = (ids: readonly string[]): Recipient[] => ids.map((id): Recipient => `registrar:${id}`);

const telling = (event: StoredEvent, recipients: readonly Recipient[]): NoticeDraft[] =>
  each(recipients).map((recipient) => told(event, recipient));

const holders = (event: StoredEvent, state: State, post: Post): NoticeDraft[] =>
  telling(event, registrars(holdersOf(state, post)));

const creditors = (event: StoredEvent, state: State, post: Post, more: readonly string[] = []): NoticeDraft[] =>
  telling(event, registrars([...creditorsOf(state, post), ...more]));

/** What was made of an intention concerns whoever carries the measure out, and the coordinator. */
function ofMeasure(event: StoredEvent, { measure }: { measure: string }, state: State): NoticeDraft[] {
  const debtors = registrars(holdersOf(state, { area: null, measure, recipient: null }));
  return telling(event, [...debtors, `person:${state.definition.coordinator}`]);
}

/** Whoever asked is told what became of it. */
function asker(event: StoredEvent, { requisition }: { requisition: string }, state: State): NoticeDraft[] {
  const by = state.funds.requisitions[requisition]?.by;
  return by === undefined ? [] : telling(event, registrars([by]));
}

export const fundsNotices: NoticeRules<FundsEvent> = {
  appropriationSettled: ofMeasure,
  setAsideSettled: ofMeasure,
  requisitioned: (event, { post }, state) => creditors(event, state, post, fundsTerms(state).payers),
  requisitionApproved: asker,
  requisitionDeclined: asker,
  paymentRecorded: (event, { post }, state) => holders(event, state, post),
  fundsAccounted: (event, { post }, state) => creditors(event, state, post),
  fundsRepaid: (event, { post }, state) => creditors(event, state, post),
  reclaimed: (event, { from }) => telling(event, registrars([from])),
  reclaimSettled: (event, { reclaim }, state) => {
    const from = state.funds.reclaims[reclaim]?.from;
    return from === undefined ? [] : telling(event, registrars([from]));
  },
};
