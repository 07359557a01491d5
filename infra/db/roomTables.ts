import type { ColumnType } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';

// What organisations' own rooms hold; in the names and with the scope of the other tables.

/** A text that an organisation has not sent. */
export interface RoomDraftTable {
  rehearsal: string;
  chain: string;
  organisation: string;
  name: string;
  content: ColumnType<unknown, string, string>;
  writtenBy: string;
  writtenAt: Instant;
}

/** An organisation that may read a file: its owner, or one that it was sent to by an act. */
export interface DocumentAccessTable {
  rehearsal: string;
  /** The chain of the act that sent it, and the event's version there; '' and 0 of its owner. */
  chain: string;
  sha256: string;
  organisation: string;
  because: 'owner' | 'sent';
  version: number;
  at: Instant;
}
