import type { ActRef } from '#core/act/event.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { covering, type Reminder } from '#core/deadlines/reminders.ts';
import type { ReferralEvent, ReferralEventBody } from './events.ts';
import { answered, declined } from './evolve/answers.ts';
import { askedMore, extensionGranted, opened, reconsulted, resent, resumed, suspended } from './evolve/asking.ts';
import { minutesAdopted, stageAnswered, stageDecided, stageDelegated, stageFinished } from './evolve/stages.ts';
import { changing, without } from './folding.ts';
import type { ReferralState } from './state.ts';

/** The state after one stored event; null until the referral is opened. Pure, and the only way a state comes about. */
export function evolve(state: ReferralState | null, event: ReferralEvent): ReferralState | null {
  const { body, doneOn, version } = event;
  if (body.type === 'opened') return opened(body, event);
  if (state === null) return null;
  const next = (evolutions[body.type] as Evolve)(state, body, { doneOn, version }, event);
  return { ...next, version };
}

type Evolve = (state: ReferralState, body: ReferralEventBody, act: ActRef, event: ReferralEvent) => ReferralState;
type Evolutions = {
  readonly [T in ReferralEventBody['type']]: (
    state: ReferralState,
    body: Extract<ReferralEventBody, { type: T }>,
    act: ActRef,
    event: ReferralEvent,
  ) => ReferralState;
};

const unchanged = (state: ReferralState): ReferralState => state;

const evolutions: Evolutions = {
  opened: (_state, { type }) => {
    throw new Error(`${type} inside a referral that exists`);
  },
  runStarted: unchanged,
  corrected: unchanged,
  answered,
  declined,
  askedMore,
  resent,
  reconsulted,
  extensionAsked: (state, { organisation, until }, act) => ({
    ...state,
    extensions: { ...state.extensions, [organisation]: { ...act, until } },
  }),
  extensionGranted,
  extensionRefused: (state, { organisation }) => ({ ...state, extensions: without(state.extensions, [organisation]) }),
  suspended,
  resumed,
  withdrawn: (state, _body, act, { recordedAt }) => ({
    ...ended(state, 'waived', act),
    phase: 'withdrawn',
    closedAt: recordedAt,
    suspendedOn: null,
  }),
  closed: (state, { counts }, act, { recordedAt }) => ({
    ...ended(state, 'silent', act),
    phase: 'closed',
    closedAt: recordedAt,
    closing: { ...act, counts },
  }),
  taskTaken: (state, { organisation, handler }) => ({
    ...changing(state, Object.keys(state.deadlines), ({ debtor, status }) =>
      debtor === organisation && status === 'open' ? { handler } : null,
    ),
    handlers: { ...state.handlers, [organisation]: handler },
  }),
  stageFinished,
  stageAnswered,
  stageDecided,
  stageDelegated,
  minutesAdopted,
  answerTimePassed: (state, { lastDay }) => ({ ...state, passedTold: lastDay }),
  reminded: (state, { reminders }) => remindedOf(state, reminders),
  messageDelivered: (state, { delivered }) => ({
    ...state,
    outgoing: state.outgoing.filter(({ id }) => id !== delivered.id),
  }),
};

/** No date of the referral runs any more: answers that never came, and stages that nobody waits for. */
function ended(state: ReferralState, status: 'waived' | 'silent', act: ActRef): ReferralState {
  return changing(state, Object.keys(state.deadlines), ({ status: before, kind }) =>
    before === 'open' ? { status: kind === 'stage' ? 'letGo' : status, done: act, suspendedOn: null } : null,
  );
}

function remindedOf(state: ReferralState, reminders: readonly Reminder[]): ReferralState {
  const byDeadline = new Map(reminders.map((reminder) => [reminder.deadline, reminder]));
  return changing(state, [...byDeadline.keys()], (deadline: Deadline) => {
    const reminder = byDeadline.get(deadline.id);
    return reminder === undefined ? null : covering(deadline, reminder.dueOn, reminder.stands);
  });
}
