import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { AskedTerms, StageTerms } from './definition.ts';
import type { KeptAnswer, QuestionVersion, ReferralState, StageState } from './state.ts';

/** `answer:<organisation>` for the question as it was first put, `answer-2:<organisation>` for its second version. */
export const answerDeadlineId = (organisation: string, question: number): string =>
  `${question === 1 ? 'answer' : `answer-${question}`}:${organisation}`;

export const stageDeadlineId = (organisation: string, stage: string): string => `stage-${stage}:${organisation}`;

/** @throws Error for a referral without a question, which is none. */
export function newestQuestion({ questions }: Pick<ReferralState, 'questions'>): QuestionVersion {
  const newest = questions.at(-1);
  if (newest === undefined) throw new Error('a referral without a question');
  return newest;
}

export function answerOf(state: ReferralState, organisation: string, question: number): KeptAnswer | null {
  return state.answers[organisation]?.[question] ?? null;
}

export function declineOf(state: ReferralState, organisation: string, question: number): ActRef | null {
  return state.declines[organisation]?.[question] ?? null;
}

/** Those who were asked a version of the question and have neither answered nor said that they will not. */
export function silentOn(state: ReferralState, { number, asked }: QuestionVersion): string[] {
  return asked.filter((id) => answerOf(state, id, number) === null && declineOf(state, id, number) === null);
}

export function answerDeadline(state: ReferralState, organisation: string, question: number): Deadline | null {
  return state.deadlines[answerDeadlineId(organisation, question)] ?? null;
}

/** A clock that is stopped lets no day pass; a date that had passed before it was stopped has passed. */
export function isLate(deadline: Deadline | null, doneOn: CivilDate): boolean {
  if (deadline === null || doneOn <= deadline.dueOn) return false;
  return deadline.suspendedOn === null || deadline.dueOn < deadline.suspendedOn;
}

function askedTerms(state: ReferralState, organisation: string): AskedTerms | null {
  return state.definition.asked.find((one) => one.organisation === organisation) ?? null;
}

export function stageTerms(state: ReferralState, organisation: string): StageTerms[] {
  return askedTerms(state, organisation)?.stages ?? [];
}

/** The stages that nobody waits for: with them the body's own handling ends. */
function lastStages(terms: readonly StageTerms[]): StageTerms[] {
  return terms.filter(({ id }) => !terms.some(({ after }) => after.includes(id)));
}

/** A stage and all that waits for it, directly or not. */
export function following(terms: readonly StageTerms[], from: string): Set<string> {
  return reached(terms, from, ({ id }, found) => terms.filter((one) => one.after.includes(id) && !found.has(one.id)));
}

/** All that a stage waits for, directly or not. */
export function preceding(terms: readonly StageTerms[], from: string): string[] {
  const found = reached(terms, from, ({ after }) => terms.filter((one) => after.includes(one.id)));
  found.delete(from);
  return [...found];
}

type Step = (stage: StageTerms, found: ReadonlySet<string>) => StageTerms[];

function reached(terms: readonly StageTerms[], from: string, step: Step): Set<string> {
  const found = new Set([from]);
  const queue = terms.filter(({ id }) => id === from);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const one of step(next, found)) {
      if (found.has(one.id)) continue;
      found.add(one.id);
      queue.push(one);
    }
  }
  return found;
}

/** The body's decision on its answer, where the last of its stages has made one. */
export function decidedStage(state: ReferralState, organisation: string): { stage: string; at: StageState } | null {
  const own = state.stages[organisation] ?? {};
  for (const { id } of lastStages(stageTerms(state, organisation))) {
    const at = own[id];
    if (at?.status === 'done' && at.decision !== null) return { stage: id, at };
  }
  return null;
}
