/** What this part of the agreement says, as data. */
export type FundsTerms = Record<string, never>;

export type FundsCommand = never;

export type FundsEvent = never;

export type FundsRefusal = never;

export type FundsState = Record<string, never>;
