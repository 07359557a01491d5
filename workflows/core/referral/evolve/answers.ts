import type { ActRef } from '#core/act/event.ts';
import type { ReferralEventBody } from '../events.ts';
import { changing, kept, without } from '../folding.ts';
import { answerDeadlineId, decidedStage, newestQuestion, stageTerms } from '../reading.ts';
import type { KeptAnswer, KeptDecision, ReferralState } from '../state.ts';
import { stagesLetGo } from './stages.ts';

type BodyOf<T extends ReferralEventBody['type']> = Extract<ReferralEventBody, { type: T }>;

export function answered(state: ReferralState, body: BodyOf<'answered'>, act: ActRef): ReferralState {
  const { organisation, question, title } = body;
  const before = state.answers[organisation] ?? {};
  const answer = keptAnswer(state, body, act);
  const isNewest = question === newestQuestion(state).number;
  const next: ReferralState = {
    ...state,
    answers: { ...state.answers, [organisation]: { ...before, [question]: answer } },
    others: title === null || organisation in state.others ? state.others : { ...state.others, [organisation]: title },
    extensions: isNewest && organisation in state.extensions ? without(state.extensions, [organisation]) : state.extensions,
  };
  // A date that was given up because the question was changed, or the referral closed, stays so.
  const met = changing(next, [answerDeadlineId(organisation, question)], ({ status }) =>
    status === 'open' || status === 'letGo' ? { status: 'met', done: act, suspendedOn: null } : null,
  );
  return isNewest ? stagesLetGo(dispatched(met, body, act), organisation, act) : met;
}

function keptAnswer(state: ReferralState, body: BodyOf<'answered'>, act: ActRef): KeptAnswer {
  const { whole, items, requests, document, isAsked, isLate } = body;
  return {
    ...act,
    whole,
    items: Object.fromEntries(
      items.map(({ item, position, requests: asked }) => [item, { position, requests: asked.map(({ textId }) => textId) }]),
    ),
    requests: requests.map(({ textId }) => textId),
    document,
    decision: decisionOf(state, body, act),
    isAsked,
    isLate,
    isAfterClosing: state.phase === 'closed',
  };
}

/** The body's own, dispatched by the answer, where its stages are followed here and are done; else the one that came with the answer. */
function decisionOf(state: ReferralState, { decision, organisation }: BodyOf<'answered'>, act: ActRef): KeptDecision | null {
  if (decision !== null) return kept(decision);
  const own = state.stages[organisation] ?? {};
  const isDone = stageTerms(state, organisation).every(({ id }) => own[id]?.status === 'done');
  const decided = isDone ? (decidedStage(state, organisation)?.at.decision ?? null) : null;
  return decided === null ? null : { ...decided, dispatchedOn: decided.dispatchedOn ?? act.doneOn };
}

/** The extract of the stage's decision left with the answer. */
function dispatched(state: ReferralState, { decision, organisation }: BodyOf<'answered'>, act: ActRef): ReferralState {
  const decided = decision === null ? decidedStage(state, organisation) : null;
  const before = decided?.at.decision ?? null;
  if (decided === null || before === null || before.adoptedOn === null || before.dispatchedOn !== null) return state;
  const own = { ...state.stages[organisation] };
  own[decided.stage] = { ...decided.at, decision: { ...before, dispatchedOn: act.doneOn } };
  return { ...state, stages: { ...state.stages, [organisation]: own } };
}

export function declined(state: ReferralState, { organisation, question }: BodyOf<'declined'>, act: ActRef): ReferralState {
  const next: ReferralState = {
    ...state,
    declines: { ...state.declines, [organisation]: { ...state.declines[organisation], [question]: act } },
    extensions: without(state.extensions, [organisation]),
  };
  const freed = changing(next, [answerDeadlineId(organisation, question)], ({ status }) =>
    status === 'open' ? { status: 'letGo', done: act, suspendedOn: null } : null,
  );
  return stagesLetGo(freed, organisation, act);
}
