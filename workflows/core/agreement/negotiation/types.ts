/** What this part of the agreement says, as data. */
export type NegotiationTerms = Record<string, never>;

export type NegotiationCommand = never;

export type NegotiationEvent = never;

export type NegotiationRefusal = never;

export type NegotiationState = Record<string, never>;
