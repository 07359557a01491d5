import type { ColumnType, Generated } from 'kysely';
import type { AroundEntry } from '#core/around/events.ts';
import type { Instant } from '#core/calendar/instant.ts';

// What the auditor's record is kept in; in the names and with the scope of the other tables.

/** What happened around a process and is not chained yet. */
export interface AroundTable {
  rehearsal: string;
  /** In the order of their coming. */
  id: Generated<number>;
  chain: string;
  entry: ColumnType<Omit<AroundEntry, 'chain'>, string, never>;
  wallTime: Instant;
}

export interface CheckpointTable {
  rehearsal: string;
  /** 1, 2, 3, … */
  number: number;
  at: Instant;
  /** RFC 8785 JSON of the checkpoint: the very bytes that are signed. */
  signed: string;
  /** Base64 of the Ed25519 signature. */
  signature: string;
  /** Id of the key. */
  key: string;
}

/** Where a chain ended at a checkpoint, if it had moved since the one before. */
export interface CheckpointHeadTable {
  rehearsal: string;
  chain: string;
  number: number;
  version: number;
  hash: string;
}
