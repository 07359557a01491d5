import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { reminded, told, toldByTime } from '#core/act/telling.ts';
import type { ReferralEvent, ReferralEventBody } from './events.ts';
import { answerDeadline, newestQuestion } from './reading.ts';
import type { ReferralState } from './state.ts';

/** Who is to be told what because of an event; `state` is the referral with the event folded in. */
export function noticesOf(event: ReferralEvent, state: ReferralState): NoticeDraft[] {
  return (rules[event.body.type] as (event: ReferralEvent, body: ReferralEventBody, state: ReferralState) => NoticeDraft[])(
    event,
    event.body,
    state,
  );
}

type Rules = {
  readonly [T in ReferralEventBody['type']]: (
    event: ReferralEvent,
    body: Extract<ReferralEventBody, { type: T }>,
    state: ReferralState,
  ) => NoticeDraft[];
};

const nobody = (): NoticeDraft[] => [];
const registrar = (organisation: string): Recipient => `registrar:${organisation}`;

/** The asker's registrar receives what comes in. */
const toAsker = (event: ReferralEvent, _body: unknown, { definition }: ReferralState): NoticeDraft[] => [
  told(event, registrar(definition.asker.organisation)),
];

/** The registrar of each that the event is about, with the date it has for its answer. */
const toThose = (event: ReferralEvent, { organisations }: { organisations: string[] }, state: ReferralState): NoticeDraft[] =>
  organisations.map((organisation) => toAsked(event, organisation, state));

const toOne = (event: ReferralEvent, { organisation }: { organisation: string }, state: ReferralState): NoticeDraft[] => [
  toAsked(event, organisation, state),
];

const rules: Rules = {
  opened: (event, { definition }, state) => definition.asked.map(({ organisation }) => toAsked(event, organisation, state)),
  answered: toAsker,
  declined: toAsker,
  askedMore: toThose,
  resent: toThose,
  reconsulted: toThose,
  extensionAsked: toAsker,
  extensionGranted: toOne,
  extensionRefused: toOne,
  suspended: toThose,
  resumed: toThose,
  withdrawn: toThose,
  closed: toAsker,
  // A matter that comes again, or goes back, is told where it is handled; the rest of its stages is its own affair.
  stageDecided: (event, body) =>
    body.until === null && body.returnTo === null ? [] : [{ ...told(event, registrar(body.organisation)), formal: false }],
  answerTimePassed: toldByTime,
  reminded,
  messageDelivered: (event, { delivered }, { definition }) =>
    delivered.outcome === 'refused' ? [told(event, `person:${definition.coordinator}`)] : [],
  runStarted: nobody,
  taskTaken: nobody,
  stageFinished: nobody,
  stageAnswered: nobody,
  stageDelegated: nobody,
  minutesAdopted: nobody,
  corrected: nobody,
};

function toAsked(event: ReferralEvent, organisation: string, state: ReferralState): NoticeDraft {
  const deadline = answerDeadline(state, organisation, newestQuestion(state).number);
  const about = deadline === null ? {} : { deadline: deadline.id, dueOn: deadline.dueOn };
  return { ...told(event, registrar(organisation)), ...about };
}
