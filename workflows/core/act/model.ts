import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Result } from '#core/result.ts';
import type { EnvelopeOf } from './envelope.ts';
import type { ProposedEventOf, StoredEventOf } from './event.ts';
import type { NoticeDraft } from './notice.ts';
import type { Delivered, Outgoing } from './outgoing.ts';

/** The kinds of process that live in workflows of their own. The first word of a short chain id says which. */
export const kinds = ['agreement', 'framework', 'referral'] as const;
export type Kind = (typeof kinds)[number];

/** What registers list of a process, whatever its kind. */
export interface Summary {
  title: string;
  /** The kind's own word for where it stands. */
  phase: string;
  /** The framework it belongs to, and its year; null where it has none. */
  framework: string | null;
  year: number | null;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  openedAt: Instant;
  /** When it ended; null while it runs. */
  closedAt: Instant | null;
}

/** Rules of one kind of process, as everything that runs, records, reads and rehearses them needs them. Pure and total. */
export interface Model<S extends { version: number }, C extends { type: string }, B extends { type: string }, R> {
  kind: Kind;
  commandTypes: readonly C['type'][];
  /** A state as stored, in today's form. @throws Error for a form that only a newer program knows. */
  readState: (stored: unknown) => S;
  refusePlainly: (state: S | null, envelope: EnvelopeOf<C>) => R | null;
  decide: (state: S | null, envelope: EnvelopeOf<C>, now: Instant) => Result<ProposedEventOf<B>[], R>;
  evolve: (state: S | null, event: StoredEventOf<B>) => S | null;
  /** What time itself brings by `now`. */
  due: (state: S, now: Instant) => ProposedEventOf<B>[];
  nextWake: (state: S) => Instant | null;
  /** Nothing of it changes any more; later entries only. */
  isOver: (state: S) => boolean;
  /** The event that a run records first. */
  runStarted: (state: S | null, runId: string, now: Instant) => ProposedEventOf<B>;
  /** Messages whose outcome is not recorded yet, oldest first. */
  outgoing: (state: S) => readonly Outgoing[];
  /** The event that records a message's outcome. */
  delivered: (state: S, delivered: Delivered, now: Instant) => ProposedEventOf<B>;
  /** Who is to be told what because of an event; `state` has it folded in. */
  noticesOf: (event: StoredEventOf<B>, state: S) => NoticeDraft[];
  /** Whether a reminder that was queued is still true when it is about to leave. */
  stillStands: (state: S, reminder: { deadline: string; dueOn: CivilDate }) => boolean;
  summary: (state: S) => Summary;
  /** Everything that is owed, watched or asked for in it. */
  deadlines: (state: S) => readonly Deadline[];
}
