/** What this part of the agreement says, as data. */
export type RecipientsTerms = Record<string, never>;

export type RecipientsCommand = never;

export type RecipientsEvent = never;

export type RecipientsRefusal = never;

export type RecipientsState = Record<string, never>;
