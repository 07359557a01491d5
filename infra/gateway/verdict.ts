import type { Refusal } from '#core/agreement/refusals.ts';
import type { AnyRefusal } from '#core/models.ts';
import type { Receipt } from '#contracts/types.ts';
import type { Conflict } from '../db/write/directory.ts';

/** What the gateway answers to a command. `R`: the refusals of the kind of process that it was for. */
export type Verdict<R extends AnyRefusal = Refusal> =
  | { kind: 'recorded'; receipt: Receipt; repeated: boolean }
  | { kind: 'refused'; refusal: R }
  /** The command id is recorded with another body or another sender. */
  | { kind: 'conflict'; commandId: string }
  /** The file gives an id to somebody else than who has it here. Nothing was done. */
  | { kind: 'directoryConflict'; conflicts: Conflict[] }
  | { kind: 'notFound'; agreement: string }
  /** Too many commands at once for this process; nothing was done. */
  | { kind: 'busy'; retryAfterSeconds: number }
  /** No verdict in time. Asking again with the same command id gives the outcome. */
  | { kind: 'unknown'; commandId: string; retryAfterSeconds: number };
