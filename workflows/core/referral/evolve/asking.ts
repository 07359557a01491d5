import type { ActRef } from '#core/act/event.ts';
import { addDays, maxDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { ReferralEvent, ReferralEventBody } from '../events.ts';
import { answerDate, changing, withAnswerDates, without } from '../folding.ts';
import { answerDeadlineId, newestQuestion } from '../reading.ts';
import type { QuestionVersion, ReferralState } from '../state.ts';
import { beginStages } from './stages.ts';

type BodyOf<T extends ReferralEventBody['type']> = Extract<ReferralEventBody, { type: T }>;

/** The referral as it goes out. */
export function opened({ definition, versionHash }: BodyOf<'opened'>, event: ReferralEvent): ReferralState {
  const { doneOn, recordedAt, version } = event;
  const handlers = Object.fromEntries(
    definition.asked.flatMap(({ organisation, handler }) => (handler === null ? [] : [[organisation, handler]])),
  );
  const dates = definition.asked.flatMap(({ organisation, answerBy, source }) =>
    answerBy === null ? [] : [answerDate({ definition, handlers }, organisation, 1, answerBy, doneOn, source)],
  );
  const state: ReferralState = {
    schema: 1,
    version,
    definition,
    versionHash,
    rules: definition.rules,
    phase: 'out',
    openedOn: doneOn,
    openedAt: recordedAt,
    closedAt: null,
    questions: [
      { number: 1, parts: definition.parts, askedOn: doneOn, asked: definition.asked.map(({ organisation }) => organisation) },
    ],
    answers: {},
    declines: {},
    others: {},
    deadlines: Object.fromEntries(dates.map((deadline) => [deadline.id, deadline])),
    extensions: {},
    resent: {},
    handlers,
    stages: {},
    suspendedOn: null,
    passedTold: null,
    closing: null,
    outgoing: [],
  };
  const staged = definition.asked.filter(({ stages }) => stages.length > 0);
  return staged.reduce((folded, { organisation }) => beginStages(folded, organisation, doneOn), state);
}

export function askedMore(state: ReferralState, body: BodyOf<'askedMore'>, act: ActRef): ReferralState {
  const { organisations, answerBy } = body;
  const newest = newestQuestion(state);
  const asked: QuestionVersion = { ...newest, asked: [...newest.asked, ...organisations] };
  const next = { ...state, questions: [...state.questions.slice(0, -1), asked] };
  return withAnswerDates(next, organisations, { question: newest.number, answerBy, askedOn: act.doneOn, source: 'askMore' });
}

export function resent(state: ReferralState, body: BodyOf<'resent'>, act: ActRef): ReferralState {
  const { organisations, answerBy } = body;
  const { number } = newestQuestion(state);
  const times = { ...state.resent };
  for (const id of organisations) times[id] = (times[id] ?? 0) + 1;
  const next: ReferralState = { ...state, resent: times };
  if (answerBy === null) return next;
  const undated = organisations.filter((id) => next.deadlines[answerDeadlineId(id, number)] === undefined);
  const dated = organisations.map((id) => answerDeadlineId(id, number));
  const moved = changing(next, dated, ({ dueOn }) => ({ dueOn: maxDate(dueOn, answerBy) }));
  return withAnswerDates(moved, undated, { question: number, answerBy, askedOn: act.doneOn, source: 'resend' });
}

/** Who is asked the changed question owes no answer to the old one any more; answers to it stay. */
export function reconsulted(state: ReferralState, body: BodyOf<'reconsulted'>, act: ActRef): ReferralState {
  const { question, parts, organisations, answerBy } = body;
  const old = organisations.flatMap((id) => state.questions.map(({ number }) => answerDeadlineId(id, number)));
  const ended = changing(state, old, ({ status }) => (status === 'open' ? { status: 'silent', done: act } : null));
  const next: ReferralState = {
    ...ended,
    questions: [...ended.questions, { number: question, parts, askedOn: act.doneOn, asked: organisations }],
    extensions: without(ended.extensions, Object.keys(ended.extensions)),
  };
  const asked = withAnswerDates(next, organisations, { question, answerBy, askedOn: act.doneOn, source: 'reconsult' });
  const staged = organisations.filter((id) => asked.stages[id] !== undefined);
  return staged.reduce((folded, id) => beginStages(folded, id, act.doneOn), asked);
}

export function extensionGranted(state: ReferralState, { organisation, until }: BodyOf<'extensionGranted'>): ReferralState {
  const { number } = newestQuestion(state);
  const next = { ...state, extensions: without(state.extensions, [organisation]) };
  return changing(next, [answerDeadlineId(organisation, number)], () => ({ dueOn: until }));
}

export function suspended(state: ReferralState, { organisations }: BodyOf<'suspended'>, act: ActRef): ReferralState {
  const { number } = newestQuestion(state);
  const ids = organisations.map((id) => answerDeadlineId(id, number));
  return { ...changing(state, ids, () => ({ suspendedOn: act.doneOn })), suspendedOn: act.doneOn };
}

export function resumed(state: ReferralState, { days }: BodyOf<'resumed'>): ReferralState {
  const again = ({ suspendedOn, dueOn }: Deadline): Partial<Deadline> | null =>
    suspendedOn === null ? null : { suspendedOn: null, dueOn: addDays(dueOn, days) };
  return { ...changing(state, Object.keys(state.deadlines), again), suspendedOn: null };
}
