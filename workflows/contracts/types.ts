import type { Instant } from '#core/calendar/instant.ts';
import type { EnvelopeOf } from '#core/act/envelope.ts';
import type { ProposedEventOf, StoredEventOf } from '#core/act/event.ts';
import type { Outgoing } from '#core/act/outgoing.ts';
import type { AnyBody, AnyCommand, AnyRefusal, AnyState } from '#core/models.ts';

/** Proof of what was recorded: the newest event of a command in its chain. */
export interface Receipt {
  chain: string;
  version: number;
  hash: string;
}

/** The answer to a command. A refusal binds nothing: the same command id may be sent again. */
export type Outcome<R extends AnyRefusal = AnyRefusal> = { ok: true; receipt: Receipt } | { ok: false; refusal: R };

/** What a workflow asks `record` to append. */
export interface Proposal<B extends AnyBody = AnyBody> {
  /** Chain id, which is the workflow id: `agreement:evidensbaserad-praktik:2012`. */
  chain: string;
  /** Version of the newest event that the workflow has folded in; 0 before the first. */
  since: number;
  commandId: string;
  /** Canonical SHA-256 of what the command says and who sends it; null for what time or a run itself brings. */
  bodyHash: string | null;
  /** Person who sends the command; null like `bodyHash`. */
  actor: string | null;
  events: ProposedEventOf<B>[];
}

/** Every stored event after `Proposal.since`, in order; the receipt where the command id is recorded, now or earlier. */
export interface Recorded<B extends AnyBody = AnyBody> {
  events: StoredEventOf<B>[];
  receipt: Receipt | null;
}

/** A process workflow's input, whatever its kind. */
export interface ProcessInput {
  chain: string;
  /** Domain now − the server's now, in ms; 0 in the live world. */
  clockShiftMs: number;
  /** The fold so far, as the run before left it, carried over continue-as-new; null in a first run, which folds the chain instead. */
  carried: { state: AnyState; continuedAt: Instant } | null;
}

/** What the gateway sends as one Update. */
export interface CommandMessage<C extends AnyCommand = AnyCommand> {
  envelope: EnvelopeOf<C>;
  bodyHash: string;
}

/** A message on its way from one process to another. */
export interface Passing {
  /** The sender's chain id. */
  from: string;
  message: Outgoing;
  /** The sender's time when it was passed. */
  at: Instant;
  /** The sender's own clock shift, in ms. */
  clockShiftMs: number;
}

export interface DeliveryInput {
  /** Rehearsal ULID, or null in the live and test worlds. */
  rehearsal: string | null;
  /** The domain's time that is delivered for; null: the real clock plus `clockShiftMs`. */
  at: Instant | null;
  clockShiftMs: number;
}

export interface DeliveryRound {
  claimed: number;
  sent: number;
  failed: number;
  dropped: number;
  unknown: number;
  /** When the next notice that waits for a retry may be tried; null when none waits. */
  nextRetryAt: Instant | null;
  /** Whether more is due right now. */
  more: boolean;
}
