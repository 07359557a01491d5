/** What belongs to no process: the program's own life and its administration. Recorded in the system chain. */
export type SystemBody =
  | { type: 'programStarted'; codeVersion: string; migrations: string[] }
  /** A key that checkpoints are signed with from now on. `endorsedBy`: the key before it, which signed for it; null for the first. */
  | { type: 'keyIntroduced'; key: string; endorsedBy: string | null }
  /** Whether somebody is to get the newest checkpoint by mail each morning. */
  | { type: 'checkpointsMailed'; person: string; wanted: boolean }
  | { type: 'rehearsalsPruned'; rehearsals: string[] };
