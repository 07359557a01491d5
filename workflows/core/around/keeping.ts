/** How the record is kept, handed out and disposed of. Recorded in the access chain of the process concerned, else in the system chain. */
export type KeepingBody =
  /** The whole history of a run that has ended was put away. */
  | { type: 'runArchived'; runId: string; events: number; sha256: string }
  /** The record, or a list of it, was handed out as a file. `head`: what it reaches to. */
  | { type: 'exported'; what: string; sha256: string; head: { version: number; hash: string } | null };
