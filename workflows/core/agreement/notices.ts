import type { NoticeDraft } from '#core/act/notice.ts';
import { reminded, told, toldByTime } from '#core/act/telling.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { deputised } from '#core/tasks/staffing.ts';
import { consultationNotices } from './consultation/notices.ts';
import { negotiationNotices } from './negotiation/notices.ts';
import { decisionsNotices, toAllConcerned } from './decisions/notices.ts';
import { fundsNotices } from './funds/notices.ts';
import { recipientsNotices } from './recipients/notices.ts';
import { followUpNotices } from './followUp/notices.ts';
import { datesNotices } from './dates/notices.ts';
import { tasksNotices } from './tasks/notices.ts';
import type { EventBody, StoredEvent, YearEvent } from './events.ts';
import type { NoticeRules } from './parts.ts';
import type { State } from './state.ts';
import { toCreditor, toCreditorOfMeasure, toDebtor, toEveryParty } from './telling.ts';

/**
 * Who is to be told what because of an event; `state` is the agreement with the event folded in. What was done before the system took an
 * agreement over tells nobody anything.
 */
export function noticesOf(event: StoredEvent, state: State): NoticeDraft[] {
  const drafts = (noticeRules[event.body.type] as NoticesOf)(event, event.body, state);
  return drafts.map((draft) => toDeputy(draft, state)).filter(isFirstTo);
}

type NoticesOf = (event: StoredEvent, body: EventBody, state: State) => NoticeDraft[];

/** Reminders were addressed when they were decided; whatever else a person is told goes to whoever stands in for them that morning. */
const toDeputy = (draft: NoticeDraft, { tasks }: State): NoticeDraft =>
  draft.kind === 'reminder' ? draft : { ...draft, recipient: deputised(tasks, draft.recipient, civilDateOf(draft.sendAfter)) };

/** Two who are told the same may have the same deputy. */
const isFirstTo = (draft: NoticeDraft, index: number, all: readonly NoticeDraft[]): boolean =>
  draft.kind === 'reminder' || all.findIndex(({ recipient }) => recipient === draft.recipient) === index;

const nobody = (): NoticeDraft[] => [];
const everyParty: NoticesOf = (event, _body, state) => toEveryParty(event, state);

const yearNotices: NoticeRules<YearEvent> = {
  reminded,
  phaseOverdue: toldByTime,
  reportReturned: (event, body, state) => toDebtor(event, state, body.deadline),
  reportAccepted: (event, body, state) => toDebtor(event, state, body.deadline),
  reportHandedIn: (event, body, state) => toCreditor(event, state, body.deadline),
  deviationReported: (event, body, state) => toCreditorOfMeasure(event, state, body.measure),
  phaseBegan: (event, body, state) => (body.phase === 'inForce' ? toEveryParty(event, state) : []),
  signingRefused: everyParty,
  rejected: (event, _body, state) => toAllConcerned(event, state, state),
  lapsed: everyParty,
  terminated: everyParty,
  negotiationReopened: everyParty,
  messageDelivered: (event, { delivered }, state) =>
    delivered.outcome === 'refused' ? [told(event, `person:${state.definition.coordinator}`)] : [],
  runStarted: nobody,
  opened: nobody,
  takenOver: nobody,
  basisAdopted: nobody,
  versionAccepted: nobody,
  authorised: nobody,
  signed: nobody,
  approved: nobody,
  deadlineMet: nobody,
  deadlineLetGo: nobody,
  accounted: nobody,
  repaid: nobody,
  evaluationAdopted: nobody,
  rulesChanged: nobody,
  corrected: nobody,
};

const noticeRules: NoticeRules<EventBody> = {
  ...yearNotices,
  ...consultationNotices,
  ...negotiationNotices,
  ...decisionsNotices,
  ...fundsNotices,
  ...recipientsNotices,
  ...followUpNotices,
  ...datesNotices,
  ...tasksNotices,
};
