/** What this part of the agreement says, as data. */
export type DatesTerms = Record<string, never>;

export type DatesCommand = never;

export type DatesEvent = never;

export type DatesRefusal = never;

export type DatesState = Record<string, never>;
