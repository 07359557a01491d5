/** What this part of the agreement says, as data. */
export type TasksTerms = Record<string, never>;

export type TasksCommand = never;

export type TasksEvent = never;

export type TasksRefusal = never;

export type TasksState = Record<string, never>;
