import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { each, told } from '#core/act/telling.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { State } from '../state.ts';
import { toCreditor } from '../telling.ts';
import type { DatesEvent } from './types.ts';

/** Whoever waits for the date or owes it: the debtor's registrar, the handler too; of a watched date the coordinator. */
function toThoseConcerned(event: StoredEvent, body: { deadline: string }, state: State): NoticeDraft[] {
  const deadline = state.deadlines[body.deadline];
  if (deadline === undefined) return [];
  const { mode, debtor, handler, dueOn, id } = deadline;
  const { organisations, coordinator } = state.definition;
  const wantsIt = mode === 'owed' || organisations.find((one) => one.id === debtor)?.acceptsNotices === true;
  const recipients: Recipient[] = [
    ...(mode === 'watched' ? [`person:${coordinator}` as const] : []),
    ...(wantsIt ? [`registrar:${debtor}` as const] : []),
    ...(wantsIt && handler !== null ? [`person:${handler}` as const] : []),
  ];
  return each(recipients).map((recipient) => ({ ...told(event, recipient), deadline: id, dueOn }));
}

/** What was reckoned as the agreement opened is told no more than the dates that are written in it. */
function ofReckoned(event: StoredEvent, body: Extract<DatesEvent, { type: 'dateReckoned' }>, state: State): NoticeDraft[] {
  const atOpening = body.from === null && state.deadlines[body.deadline]?.askedOn === state.phases[0]?.from;
  return atOpening ? [] : toThoseConcerned(event, body, state);
}

const nobody = (): NoticeDraft[] => [];

export const datesNotices: NoticeRules<DatesEvent> = {
  deadlineMoved: toThoseConcerned,
  extensionAsked: (event, { deadline }, state) => toCreditor(event, state, deadline),
  deadlineExtended: toThoseConcerned,
  extensionDeclined: toThoseConcerned,
  deadlineSuspended: toThoseConcerned,
  deadlineResumed: toThoseConcerned,
  deadlineWaived: toThoseConcerned,
  deadlineReopened: toThoseConcerned,
  dateReckoned: ofReckoned,
  commissionNoted: nobody,
};
