import { decisionProblem } from '#core/act/decision.ts';
import type { ReferralRefusal } from '../refusals.ts';
import { preceding, stageTerms } from '../reading.ts';
import type { StageState } from '../state.ts';
import type { StageTerms } from '../definition.ts';
import type { Context, Of, ReferralDecision } from './context.ts';
import { done, refuse } from './context.ts';

type StageContext = Of<'finishStage' | 'answerStage' | 'decideStage' | 'delegateStage' | 'adoptMinutes'>;

interface Found {
  terms: StageTerms;
  all: StageTerms[];
  at: StageState;
}

/** The stage that the command names. @throws Error for one that is not there, which `refusePlainly` has told of. */
function found({ state, command: { organisation, stage } }: StageContext): Found {
  const all = stageTerms(state, organisation);
  const terms = all.find(({ id }) => id === stage);
  const at = state.stages[organisation]?.[stage];
  if (terms === undefined || at === undefined) throw new Error(`no stage ${stage} at ${organisation}`);
  return { terms, all, at };
}

function notOpen(context: StageContext, { terms, at }: Found): ReferralRefusal | null {
  const { organisation, stage } = context.command;
  if (at.status !== 'open') {
    const own = context.state.stages[organisation] ?? {};
    const waitsFor = terms.after.filter((id) => own[id]?.status !== 'done');
    return { code: 'stageNotOpen', stage, status: at.status, waitsFor };
  }
  const { doneOn } = context.envelope;
  return at.begunOn !== null && doneOn < at.begunOn ? { code: 'doneTooEarly', doneOn, earliest: at.begunOn } : null;
}

/** A statement or memorandum is there; an inner referral is done once all have answered, or with a reason for not waiting. */
export function finishStage(context: Of<'finishStage'>): ReferralDecision {
  const one = found(context);
  const refusal = notOpen(context, one);
  if (refusal !== null) return refuse(refusal);
  const silent = one.terms.inner.filter((body) => one.at.inner[body] === undefined);
  const { organisation, stage, position, document } = context.command;
  if (silent.length > 0 && context.envelope.reason === null) return refuse({ code: 'innerSilent', stage, bodies: silent });
  return done(context, { type: 'stageFinished', organisation, stage, position, document });
}

/** One body's answer to an inner referral. The last of them finishes the stage. */
export function answerStage(context: Of<'answerStage'>): ReferralDecision {
  const one = found(context);
  const { organisation, stage, body, position, document } = context.command;
  const refusal = notOpen(context, one);
  if (refusal !== null) return refuse(refusal);
  const { inner } = one.terms;
  return inner.includes(body)
    ? done(context, { type: 'stageAnswered', organisation, stage, body, position, document })
    : refuse({ code: 'notInner', stage, body, inner });
}

/** The body decides: the stage is done, or comes again on another day (bordlagd), or goes back with a reason (återremiss). */
export function decideStage(context: Of<'decideStage'>): ReferralDecision {
  const one = found(context);
  const { organisation, stage, decision, position, until, returnTo } = context.command;
  const refusal = notOpen(context, one) ?? wrongDecision(context, one) ?? wrongOutcome(context, one);
  if (refusal !== null) return refuse(refusal);
  return done(context, { type: 'stageDecided', organisation, stage, decision, position, until, returnTo });
}

function wrongDecision({ command: { decision }, envelope, today }: Of<'decideStage'>, { at }: Found): ReferralRefusal | null {
  const wrong = decisionProblem(decision, today);
  if (wrong !== null) return { code: 'decisionDay', wrong };
  if (decision.body !== at.body) return { code: 'wrongBody', field: 'decision.body', body: decision.body, expected: [at.body] };
  return decision.decidedOn === envelope.doneOn
    ? null
    : { code: 'otherDay', field: 'decision.decidedOn', given: decision.decidedOn, doneOn: envelope.doneOn };
}

function wrongOutcome({ command, envelope }: Of<'decideStage'>, { terms, all }: Found): ReferralRefusal | null {
  const { until, returnTo } = command;
  const { outcome } = command.decision;
  if (outcome !== 'postponed' && until !== null) return { code: 'notForOutcome', field: 'until', outcome };
  if (outcome !== 'sentBack' && returnTo !== null) return { code: 'notForOutcome', field: 'returnTo', outcome };
  if (outcome === 'postponed') {
    if (until === null) return { code: 'missingForOutcome', field: 'until', outcome };
    return until > envelope.doneOn ? null : { code: 'notLater', field: 'until', given: until, than: envelope.doneOn };
  }
  if (outcome !== 'sentBack') return null;
  if (returnTo === null) return { code: 'missingForOutcome', field: 'returnTo', outcome };
  const known = preceding(all, terms.id);
  if (!known.includes(returnTo)) return { code: 'unknown', field: 'returnTo', value: returnTo, known };
  return envelope.reason === null ? { code: 'reasonMissing', command: 'decideStage' } : null;
}

/** Another body of the organisation takes the stage, by a delegation that is written somewhere. */
export function delegateStage(context: Of<'delegateStage'>): ReferralDecision {
  const one = found(context);
  const { organisation, stage, body, reference } = context.command;
  const refusal = notOpen(context, one);
  return refusal === null ? done(context, { type: 'stageDelegated', organisation, stage, body, reference }) : refuse(refusal);
}

/** The minutes of the stage's decision are adopted, and its extract may be attached. */
export function adoptMinutes(context: Of<'adoptMinutes'>): ReferralDecision {
  const { at } = found(context);
  const { organisation, stage, extract } = context.command;
  if (at.decision === null) return refuse({ code: 'nothingDecided', stage });
  if (at.decision.adoptedOn !== null) return refuse({ code: 'decisionOnRecord', stage });
  const wrong = adoptedTooEarly(context, at.decision.decidedOn);
  return wrong === null ? done(context, { type: 'minutesAdopted', organisation, stage, extract }) : refuse(wrong);
}

function adoptedTooEarly({ envelope: { doneOn } }: Context, decidedOn: string): ReferralRefusal | null {
  return doneOn < decidedOn ? { code: 'doneTooEarly', doneOn, earliest: decidedOn } : null;
}
