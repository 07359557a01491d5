import { consequence, type Context } from '../decide/context.ts';
import type { ProposedEvent } from '../events.ts';
import type { Refusal } from '../refusals.ts';
import { followUpTerms, unassessed } from './following.ts';
import type { FeedbackAbout } from './types.ts';

/** What an acceptance or adoption sends to the principals concerned; nothing where the agreement names none. */
export function feedbackOf(context: Context, about: FeedbackAbout): ProposedEvent[] {
  const { feedbackTo } = followUpTerms(context.state);
  if (feedbackTo.length === 0) return [];
  const feedback = `feedback-${context.state.followUp.feedback.length + 1}`;
  return [consequence(context, { type: 'feedbackGiven', feedback, about, to: [...feedbackTo] })];
}

/** Why the evaluation cannot be adopted yet, by what the agreement asks of it. */
export function notYetAssessed({ state }: Context): Refusal | null {
  const measures = followUpTerms(state).assessEachMeasure ? unassessed(state) : [];
  return measures.length === 0 ? null : { code: 'notAssessed', measures };
}
