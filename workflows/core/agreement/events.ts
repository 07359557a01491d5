import type { Deciding } from '#core/act/atHand.ts';
import type { InnerEventOf, ProposedEventOf, Recipient, StoredEventOf } from '#core/act/event.ts';
import type { Delivered } from '#core/act/outgoing.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { ConsultationEvent } from './consultation/types.ts';
import type { NegotiationEvent } from './negotiation/types.ts';
import type { Covering, Decided, DecisionsEvent, InAllEssentials, Signing } from './decisions/types.ts';
import type { FundsEvent } from './funds/types.ts';
import type { RecipientsEvent } from './recipients/types.ts';
import type { FollowUpEvent } from './followUp/types.ts';
import type { DatesEvent } from './dates/types.ts';
import type { TasksEvent } from './tasks/types.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Evidence, TextRef } from '#core/act/envelope.ts';
import type { Correction, ReportContent } from './commands.ts';
import type { Definition, Rules } from './definition.ts';
import type { Phase } from './phases.ts';

/** What happens in the year cycle itself; what its parts add is theirs. */
export type YearEvent =
  | { type: 'runStarted'; runId: string }
  | { type: 'opened'; definition: Definition; versionHash: string }
  | { type: 'takenOver'; definition: Definition; versionHash: string; acts: InnerEvent[]; passedOver: Record<string, number[]> }
  | { type: 'phaseBegan'; phase: Phase; on: CivilDate; early: boolean }
  | { type: 'phaseOverdue'; phase: Phase; lastDay: CivilDate; sendAfter: Instant; recipients: Recipient[] }
  | { type: 'basisAdopted' }
  | { type: 'versionAccepted'; party: string; versionHash: string }
  | ({ type: 'authorised'; party: string; body: string; signatory: string; orSubstitute: boolean } & Covering & Decided)
  | ({ type: 'signed'; party: string; signatory: string; versionHash: string } & Signing)
  | { type: 'signingRefused'; party: string }
  | ({ type: 'approved'; body: string; versionHash: string; inAllEssentials?: InAllEssentials } & Decided)
  | ({ type: 'rejected'; body: string } & Decided)
  | { type: 'negotiationReopened' }
  | { type: 'lapsed' }
  | { type: 'terminated'; party: string }
  | { type: 'deadlineMet'; deadline: string }
  | { type: 'deadlineLetGo'; deadline: string }
  | { type: 'reportHandedIn'; deadline: string; content: ReportContent }
  | { type: 'reportReturned'; deadline: string; newDueOn: CivilDate }
  | { type: 'reportAccepted'; deadline: string }
  | { type: 'deviationReported'; measure: string; description: TextRef }
  | { type: 'accounted'; area: string; usedOre: number; unspentOre: number }
  | { type: 'repaid'; area: string; amountOre: number }
  | { type: 'evaluationAdopted' }
  | { type: 'rulesChanged'; rules: Rules; consents: { party: string; evidence: Evidence }[] }
  | { type: 'corrected'; version: number; correction: Correction }
  | { type: 'reminded'; sendAfter: Instant; reminders: Reminder[] }
  /** What became of a message to another process. */
  | { type: 'messageDelivered'; delivered: Delivered };

/** Decisions: their events say what was at hand. */
export const agreementDeciding = [
  'basisAdopted',
  'versionAccepted',
  'authorised',
  'signed',
  'signingRefused',
  'approved',
  'rejected',
  'negotiationReopened',
  'evaluationAdopted',
  'reportReturned',
  'reportAccepted',
  'deadlineMoved',
  'deadlineExtended',
  'extensionDeclined',
  'deadlineSuspended',
  'deadlineResumed',
  'deadlineWaived',
  'deadlineReopened',
  'deadlineLetGo',
  'appropriationSettled',
  'setAsideSettled',
  'requisitionApproved',
  'requisitionDeclined',
  'amendmentAccepted',
  'amendmentDeclined',
  'amendmentAuthorised',
  'amendmentSigned',
  'amendmentApproved',
  'amendmentRejected',
] as const;
export type AgreementDeciding = (typeof agreementDeciding)[number];

type AnyEvent =
  | YearEvent
  | ConsultationEvent
  | NegotiationEvent
  | DecisionsEvent
  | FundsEvent
  | RecipientsEvent
  | FollowUpEvent
  | DatesEvent
  | TasksEvent;

export type EventBody = Deciding<AnyEvent, AgreementDeciding>;

export type EventType = EventBody['type'];

/** What a past act amounted to, inside `takenOver`. */
export type InnerEvent = InnerEventOf<EventBody>;
export type ProposedEvent = ProposedEventOf<EventBody>;
export type StoredEvent = StoredEventOf<EventBody>;

/** The part of an event that decides what becomes of the state. */
export type Fact = InnerEvent & { recordedAt: Instant };
