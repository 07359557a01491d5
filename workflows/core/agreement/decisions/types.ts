/** What this part of the agreement says, as data. */
export type DecisionsTerms = Record<string, never>;

export type DecisionsCommand = never;

export type DecisionsEvent = never;

export type DecisionsRefusal = never;

export type DecisionsState = Record<string, never>;
