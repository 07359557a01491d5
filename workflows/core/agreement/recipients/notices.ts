import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { told } from '#core/act/telling.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { State } from '../state.ts';
import { letterId, termsOf } from './terms.ts';
import type { RecipientsEvent } from './types.ts';

const registrar = (id: string): Recipient => `registrar:${id}`;

/** Each recipient's registrar, with the date that it is asked to answer by. */
const toEach = (event: StoredEvent, state: State, measure: string, ids: readonly string[]): NoticeDraft[] =>
  ids.map((id) => {
    const deadline = state.deadlines[letterId(measure, id)];
    const dated = deadline === undefined ? {} : { deadline: deadline.id, dueOn: deadline.dueOn };
    return { ...told(event, registrar(id)), ...dated };
  });

function toDistributor(event: StoredEvent, { measure }: { measure: string }, state: State): NoticeDraft[] {
  const by = termsOf(state, measure)?.distributedBy;
  return by === undefined ? [] : [told(event, registrar(by))];
}

export const recipientsNotices: NoticeRules<RecipientsEvent> = {
  distributed: (event, { shares }) =>
    Object.entries(shares).flatMap(([id, ore]) => (ore > 0 ? [told(event, registrar(id))] : [])),
  lettersAsked: (event, { measure, recipients }, state) => toEach(event, state, measure, recipients),
  lettersClosed: (event, { measure, silent }, state) => toEach(event, state, measure, silent),
  letterGiven: toDistributor,
  moneyDeclined: toDistributor,
};
