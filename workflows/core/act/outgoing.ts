/**
 * A command that one process sends another because of what happened in it: an agreement to the next year's, a framework to its years. It
 * stays in the sender's state until its outcome is recorded there, so it is sent once also over a crash: its command id is
 * `message:<sender's chain>:<id>`.
 */
export interface Outgoing {
  /** Unique in the sender for ever: the version of the causing event, and a counter where it causes several (`17.1`). */
  id: string;
  /** The receiver's chain id without its rehearsal, such as `agreement:evidensbaserad-praktik:2013`. */
  to: string;
  /** The receiver's command, whole. */
  command: { type: string };
}

/** What became of it. A receiver that does not exist, or that refuses, is an answer too: it is recorded and told, never lost. */
export type Delivered = { id: string; outcome: 'done' } | { id: string; outcome: 'refused'; code: string };
