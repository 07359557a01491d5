/** What this part of the agreement says, as data. */
export type FollowUpTerms = Record<string, never>;

export type FollowUpCommand = never;

export type FollowUpEvent = never;

export type FollowUpRefusal = never;

export type FollowUpState = Record<string, never>;
