import type { State } from '../state.ts';
import type { MeasureRecipients, MeasureRound, RecipientsTerms, RecipientTerms } from './types.ts';

/** How the text says that a measure's money is shared; null where it goes to nobody but who carries it out. */
export function termsOf({ definition }: Pick<State, 'definition'>, measure: string): MeasureRecipients | null {
  return definition.terms?.recipients?.measures.find((one) => one.measure === measure) ?? null;
}

export const recipientsOf = (state: Pick<State, 'definition'>, measure: string): readonly string[] =>
  termsOf(state, measure)?.recipients ?? [];

/** By organisation. */
export function recipientTerms(terms: RecipientsTerms | undefined): ReadonlyMap<string, RecipientTerms> {
  return new Map((terms?.recipients ?? []).map((one) => [one.organisation, one]));
}

/** What has happened with a measure's recipients; of one whose money is not shared, nothing. */
export function roundOf(state: State, measure: string): MeasureRound {
  return state.recipients[measure] ?? { distribution: null, shares: {}, answers: {} };
}

export const letterId = (measure: string, recipient: string): string => `letterOfIntent-${measure}:${recipient}`;
export const requisitionId = (measure: string, recipient: string): string => `requisition-${measure}:${recipient}`;
export const reportId = (measure: string, recipient: string): string => `recipientReport-${measure}:${recipient}`;
