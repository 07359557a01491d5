import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { each, reminded, told, toldByTime } from '#core/act/telling.ts';
import type { FrameworkEvent, FrameworkStoredEvent } from './events.ts';
import { type FrameworkState, itemDeadline } from './state.ts';

/** Who is to be told what because of an event; `state` is the framework with the event folded in. */
export function frameworkNoticesOf(event: FrameworkStoredEvent, state: FrameworkState): NoticeDraft[] {
  return (noticeRules[event.body.type] as NoticesOf)(event, event.body, state);
}

type NoticesOf = (event: FrameworkStoredEvent, body: FrameworkEvent, state: FrameworkState) => NoticeDraft[];

type NoticeRules = {
  readonly [T in FrameworkEvent['type']]: (
    event: FrameworkStoredEvent,
    body: Extract<FrameworkEvent, { type: T }>,
    state: FrameworkState,
  ) => NoticeDraft[];
};

const nobody = (): NoticeDraft[] => [];

const toCoordinator: NoticesOf = (event, _body, { definition }) => [told(event, `person:${definition.coordinator}`)];

const toParties: NoticesOf = (event, _body, { definition }) => {
  const registrars = definition.parties.map(({ organisation }): Recipient => `registrar:${organisation}`);
  return each([...registrars, `person:${definition.coordinator}`]).map((recipient) => told(event, recipient));
};

/** Also those who prepare and follow up in the consultation group, where the framework knows their organisation. */
const toAll: NoticesOf = (event, _body, { definition }) => {
  const known = definition.consultationGroup.flatMap(({ organisation }) => (organisation === null ? [] : [organisation]));
  const registrars = [...definition.parties.map(({ organisation }) => organisation), ...known].map(
    (organisation): Recipient => `registrar:${organisation}`,
  );
  return each([...registrars, `person:${definition.coordinator}`]).map((recipient) => told(event, recipient));
};

const noticeRules: NoticeRules = {
  opened: nobody,
  runStarted: nobody,
  authorised: nobody,
  signed: nobody,
  approved: nobody,
  phaseBegan: (event, body, state) => (body.phase === 'valid' ? toParties(event, body, state) : []),
  revised: toParties,
  signingRefused: toParties,
  rejected: toParties,
  lapsed: toParties,
  withdrawn: toAll,
  yearExpected: nobody,
  yearPlanned: nobody,
  yearReplanned: nobody,
  yearUnplanned: nobody,
  yearOpening: nobody,
  yearOpened: nobody,
  yearNoted: nobody,
  yearWaits: toldByTime,
  yearNotOpened: toCoordinator,
  commissionDateMoved: (event, { commission, item }, state) => aboutDate(event, itemDeadline(commission, item), state),
  commissionReported: nobody,
  commissionLetGo: nobody,
  corrected: nobody,
  reminded,
  messageDelivered: (event, body, state) => (body.delivered.outcome === 'refused' ? toCoordinator(event, body, state) : []),
};

/** A watched date's new day: the coordinator, and whoever owes it where they want notices about it. */
function aboutDate(event: FrameworkStoredEvent, id: string, { deadlines, definition }: FrameworkState): NoticeDraft[] {
  const deadline = deadlines[id];
  if (deadline === undefined) return [];
  const debtor = definition.organisations.find((organisation) => organisation.id === deadline.debtor);
  const recipients: Recipient[] = [
    `person:${definition.coordinator}`,
    ...(debtor?.acceptsNotices === true ? [`registrar:${debtor.id}` as const] : []),
  ];
  return recipients.map((recipient) => ({ ...told(event, recipient), deadline: id, dueOn: deadline.dueOn }));
}
