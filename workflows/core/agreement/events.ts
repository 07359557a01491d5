import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Correction, Evidence, ReportContent, TextRef } from './commands.ts';
import type { Definition, Role, Rules } from './definition.ts';
import type { Phase } from './phases.ts';

/** Who is told: a person (`person:<id>`) or an organisation's registrar (`registrar:<organisation id>`). */
export type Recipient = `person:${string}` | `registrar:${string}`;

/** One reminder about one deadline; `stands` lists every moment of the plan it stands for, `occasion` the latest of them. */
export interface Reminder {
  deadline: string;
  dueOn: CivilDate;
  /** Days relative to the due date, as in the plan. */
  occasion: number;
  stands: number[];
  recipients: Recipient[];
}

export type EventBody =
  | { type: 'runStarted'; runId: string }
  | { type: 'opened'; definition: Definition; versionHash: string }
  | { type: 'takenOver'; definition: Definition; versionHash: string; acts: InnerEvent[]; passedOver: Record<string, number[]> }
  | { type: 'phaseBegan'; phase: Phase; on: CivilDate; early: boolean }
  | { type: 'phaseOverdue'; phase: Phase; lastDay: CivilDate; sendAfter: Instant; recipients: Recipient[] }
  | { type: 'basisAdopted' }
  | { type: 'versionAccepted'; party: string; versionHash: string }
  | { type: 'authorised'; party: string; body: string; signatory: string; orSubstitute: boolean }
  | { type: 'signed'; party: string; signatory: string; versionHash: string }
  | { type: 'signingRefused'; party: string }
  | { type: 'approved'; body: string; versionHash: string }
  | { type: 'rejected'; body: string }
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
  | { type: 'reminded'; sendAfter: Instant; reminders: Reminder[] };

export type EventType = EventBody['type'];

/** Where an act was done: the organisation that it is the act of, its body and person where known. */
export interface Doer {
  organisation: string;
  body: string | null;
  person: string | null;
}

/** What a past act amounted to, inside `takenOver`. */
export interface InnerEvent {
  body: EventBody;
  doneOn: CivilDate;
  doneBy: Doer | null;
  reason: TextRef | null;
}

/** An event before the record has given it a version. */
export interface ProposedEvent extends InnerEvent {
  /** `person` is null where time itself acted. */
  recordedBy: { person: string | null; role: Role | 'time'; authenticated: 'claimed' | 'none' };
  /** On the domain's clock. */
  recordedAt: Instant;
  evidence: Evidence | null;
  engine: number;
}

/** An event as the record holds it. */
export interface StoredEvent extends ProposedEvent {
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
