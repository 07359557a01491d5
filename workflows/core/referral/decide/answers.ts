import { type BodyDecision, decisionProblem, isFinal } from '#core/act/decision.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { answerDeadline, answerOf, declineOf, decidedStage, isLate, newestQuestion, stageTerms } from '../reading.ts';
import type { QuestionVersion, ReferralState } from '../state.ts';
import type { Of, ReferralDecision } from './context.ts';
import { done, refuse } from './context.ts';

/** An answer is given on the day that its adopted extract is dispatched. Who was not asked may give one, and a late one is one. */
export function answer(context: Of<'answer'>): ReferralDecision {
  const { state, command, envelope } = context;
  const { organisation, title, document, whole, requests, items, replaces } = command;
  const question = questionOf(state, command.question);
  if (question === null) {
    const known = state.questions.map(({ number }) => String(number));
    return refuse({ code: 'unknown', field: 'question', value: String(command.question), known });
  }
  const refusal =
    wrongAnswerer(context) ??
    (envelope.doneOn < question.askedOn
      ? ({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: question.askedOn } as const)
      : null) ??
    wrongItems(command.items, question) ??
    (whole === null && items.length === 0 && requests.length === 0 && document === null
      ? { code: 'emptyAnswer' as const }
      : null) ??
    givenAlready(context, question.number);
  if (refusal !== null) return refuse(refusal);
  const decision = decisionOf(context);
  if (!decision.ok) return decision;
  return done(context, {
    type: 'answered',
    organisation,
    title,
    question: question.number,
    whole,
    items,
    requests,
    document,
    decision: decision.value,
    replaces,
    isAsked: question.asked.includes(organisation),
    isLate: isLate(answerDeadline(state, organisation, question.number), envelope.doneOn),
  });
}

function questionOf(state: ReferralState, number: number | null): QuestionVersion | null {
  return number === null ? newestQuestion(state) : (state.questions.find((one) => one.number === number) ?? null);
}

function wrongAnswerer({ state, command }: Of<'answer'>): ReferralRefusal | null {
  const { definition, others } = state;
  const { organisation, title } = command;
  if (organisation === definition.asker.organisation) return { code: 'askerAsked', organisation };
  const isKnown = definition.organisations.some(({ id }) => id === organisation) || Object.hasOwn(others, organisation);
  if (isKnown || title !== null) return null;
  return { code: 'titleMissing', organisation, known: definition.asked.map((one) => one.organisation) };
}

function wrongItems(items: Of<'answer'>['command']['items'], { parts }: QuestionVersion): ReferralRefusal | null {
  const known = parts.flatMap(({ id, questions }) => [id, ...questions.map((one) => one.id)]);
  const seen = new Set<string>();
  for (const [index, { item }] of items.entries()) {
    const field = `items.${index}.item`;
    if (!known.includes(item)) return { code: 'unknown', field, value: item, known };
    if (seen.has(item)) return { code: 'twice', field, value: item };
    seen.add(item);
  }
  return null;
}

function givenAlready({ state, command, envelope }: Of<'answer'>, question: number): ReferralRefusal | null {
  const { organisation, replaces } = command;
  const given = answerOf(state, organisation, question);
  if (given === null) return replaces ? { code: 'nothingToReplace', organisation, question } : null;
  if (!replaces) return { code: 'alreadyAnswered', organisation, question, doneOn: given.doneOn };
  return envelope.reason === null ? { code: 'reasonMissing', command: 'answer' } : null;
}

type Decided = { ok: true; value: BodyDecision | null } | { ok: false; refusal: ReferralRefusal };

/**
 * The decision that the answer rests on, dispatched on the answer's day. Where the organisation's own stages are followed here they must be
 * done; an answer that is recorded on its behalf came whatever became of them.
 */
function decisionOf(context: Of<'answer'>): Decided {
  const { state, command, envelope, onBehalf, today } = context;
  const { organisation, decision } = command;
  const own = state.stages[organisation] ?? {};
  const left = stageTerms(state, organisation).filter(({ id }) => own[id]?.status !== 'done');
  if (left.length > 0 && !onBehalf) return refuse({ code: 'stagesLeft', organisation, stages: left.map(({ id }) => id) });
  const onRecord = left.length > 0 ? null : decidedStage(state, organisation);
  if (onRecord !== null && decision !== null) return refuse({ code: 'decisionOnRecord', stage: onRecord.stage });
  const kept = onRecord?.at.decision ?? decision;
  if (kept === null) return { ok: true, value: null };
  const dispatched = { ...kept, dispatchedOn: kept.dispatchedOn ?? envelope.doneOn };
  if (dispatched.adoptedOn === null) return refuse({ code: 'notAdopted', body: kept.body });
  if (!isFinal(kept)) return refuse({ code: 'notFinal', outcome: kept.outcome });
  const wrong = decisionProblem(dispatched, today);
  if (wrong !== null) return refuse({ code: 'decisionDay', wrong });
  if (dispatched.dispatchedOn !== envelope.doneOn) {
    const field = 'decision.dispatchedOn';
    return refuse({ code: 'otherDay', field, given: dispatched.dispatchedOn, doneOn: envelope.doneOn });
  }
  if (decision === null) return { ok: true, value: null };
  const bodies = state.definition.organisations.find(({ id }) => id === organisation)?.bodies.map(({ id }) => id) ?? [];
  if (bodies.length > 0 && !bodies.includes(decision.body))
    return refuse({ code: 'wrongBody', field: 'decision.body', body: decision.body, expected: bodies });
  return { ok: true, value: { ...decision, dispatchedOn: envelope.doneOn } };
}

/** It says that it will not answer, which is neither silence nor abstaining. */
export function decline(context: Of<'decline'>): ReferralDecision {
  const { state, command, envelope } = context;
  const { organisation } = command;
  const { number, asked, askedOn } = newestQuestion(state);
  if (!asked.includes(organisation)) return refuse({ code: 'notAsked', organisation, asked });
  const given = answerOf(state, organisation, number);
  if (given !== null) return refuse({ code: 'alreadyAnswered', organisation, question: number, doneOn: given.doneOn });
  const before = declineOf(state, organisation, number);
  if (before !== null) return refuse({ code: 'alreadyDeclined', organisation, doneOn: before.doneOn });
  if (envelope.doneOn < askedOn) return refuse({ code: 'doneTooEarly', doneOn: envelope.doneOn, earliest: askedOn });
  return done(context, { type: 'declined', organisation, question: number });
}
