import type { Proposal, Recorded } from '#contracts/types.ts';

/** What appending came to; trouble that may pass (no connection, a lock) is thrown instead. */
export type Appended =
  | { ok: true; recorded: Recorded }
  /** It will never be taken, however often it is tried. Says why without naming any person's data. */
  | { ok: false; cannotEver: string };

/** The record, as the activity needs it: one transaction, repeatable by command id. */
export interface RecordPort {
  append(proposal: Proposal): Promise<Appended>;
}
