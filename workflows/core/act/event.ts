import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Actor, Evidence, TextRef } from './envelope.ts';
import type { Role } from './people.ts';

/** Who is told: a person (`person:<id>`) or an organisation's registrar (`registrar:<organisation id>`). */
export type Recipient = `person:${string}` | `registrar:${string}`;

/** Where an act was done: the organisation that it is the act of, its body and person where known. */
export interface Doer {
  organisation: string;
  body: string | null;
  person: string | null;
}

export interface RecordedBy {
  /** A person's id, or a process's chain id; null where time itself acted. */
  person: string | null;
  /** `none`: nobody acted in a role, as where something was refused or read. */
  role: Role | 'process' | 'time' | 'none';
  authenticated: Actor['authenticated'] | 'none';
}

/** What happened, when and by whom it was done. */
export interface InnerEventOf<B> {
  body: B;
  doneOn: CivilDate;
  doneBy: Doer | null;
  reason: TextRef | null;
}

/** An event before the record has given it a version. */
export interface ProposedEventOf<B> extends InnerEventOf<B> {
  recordedBy: RecordedBy;
  /** On the domain's clock. */
  recordedAt: Instant;
  evidence: Evidence | null;
  engine: number;
}

/** An event as the record holds it. */
export interface StoredEventOf<B> extends ProposedEventOf<B> {
  chain: string;
  /** 1, 2, 3, … without gaps in its chain. */
  version: number;
  /** Hex SHA-256 over the previous hash and the canonical JSON of everything else here. */
  hash: string;
  commandId: string;
  /** The real clock's time of recording. */
  wallTime: Instant;
  codeVersion: string;
}

/** An act that still matters, and the version of the event that holds it. */
export interface ActRef {
  doneOn: CivilDate;
  version: number;
}
