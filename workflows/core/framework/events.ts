import type { Deciding } from '#core/act/atHand.ts';
import type { InnerEventOf, ProposedEventOf, Recipient, StoredEventOf } from '#core/act/event.ts';
import type { TextRef } from '#core/act/envelope.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { FrameworkCorrection } from './commands.ts';
import type { FrameworkDefinition } from './definition.ts';
import type { FrameworkPhase } from './phases.ts';

/** Decisions: their events say what was at hand. */
export const frameworkDeciding = [
  'authorised',
  'signed',
  'signingRefused',
  'approved',
  'rejected',
  'revised',
  'withdrawn',
] as const;
export type FrameworkDeciding = (typeof frameworkDeciding)[number];

type AnyEvent =
  | { type: 'runStarted'; runId: string }
  | { type: 'opened'; definition: FrameworkDefinition; versionHash: string }
  | { type: 'revised'; definition: FrameworkDefinition; versionHash: string }
  /** `valid` on the last approval's own date. */
  | { type: 'phaseBegan'; phase: FrameworkPhase; on: CivilDate }
  | {
      type: 'authorised';
      party: string;
      body: string;
      signatory: string;
      orSubstitute: boolean;
      inAllEssentials: boolean;
      meeting: TextRef | null;
    }
  | { type: 'signed'; party: string; signatory: string; versionHash: string; differences: TextRef | null }
  | { type: 'signingRefused'; party: string }
  | { type: 'approved'; body: string; versionHash: string }
  | { type: 'rejected'; body: string }
  | { type: 'lapsed' }
  | { type: 'withdrawn'; party: string }
  /** The year's text is asked for: it is to be there on the day that the year opens. */
  | { type: 'yearExpected'; year: number; opensOn: CivilDate }
  | { type: 'yearPlanned'; year: number; definition: Definition; versionHash: string; opensOn: CivilDate }
  | { type: 'yearReplanned'; year: number; definition: Definition; versionHash: string; opensOn: CivilDate }
  | { type: 'yearUnplanned'; year: number; opensOn: CivilDate }
  /** The year's day has come, and the framework is not valid. */
  | { type: 'yearWaits'; year: number; sendAfter: Instant; recipients: Recipient[] }
  /** The year's agreement is being opened; its outcome follows. */
  | { type: 'yearOpening'; year: number }
  | { type: 'yearOpened'; year: number; message: string }
  | { type: 'yearNotOpened'; year: number; message: string; code: string }
  | { type: 'yearNoted'; year: number }
  | { type: 'commissionDateMoved'; commission: string; item: string; dueOn: CivilDate }
  | { type: 'commissionReported'; commission: string; item: string }
  | { type: 'commissionLetGo'; commission: string; item: string }
  | { type: 'corrected'; version: number; correction: FrameworkCorrection }
  | { type: 'reminded'; sendAfter: Instant; reminders: Reminder[] }
  /** What became of any other message to a year. */
  | { type: 'messageDelivered'; delivered: Delivered };

export type FrameworkEvent = Deciding<AnyEvent, FrameworkDeciding>;

export type FrameworkInnerEvent = InnerEventOf<FrameworkEvent>;
export type FrameworkProposedEvent = ProposedEventOf<FrameworkEvent>;
export type FrameworkStoredEvent = StoredEventOf<FrameworkEvent>;

/** The part of an event that decides what becomes of the state. */
export type FrameworkFact = FrameworkInnerEvent & { recordedAt: Instant };
