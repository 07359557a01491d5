import type { Kind } from '#core/act/model.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { AnyRefusal } from '#core/models.ts';

/** One process of a rehearsal, as its script names it. */
export interface Named {
  /** What the script's steps call it by: `framework`, a year, a referral's name. */
  process: string;
  kind: Kind;
  /** Its full chain id. */
  id: string;
  title: string;
}

/** What a rehearsal tells while it runs, in the order of the domain's time. `process`: which one it is of, by its name in the script. */
export type Progress =
  | {
      kind: 'began';
      rehearsal: string;
      title: string;
      processes: readonly Named[];
      at: Instant;
      runsTo: CivilDate;
      steps: number;
    }
  | { kind: 'time'; at: Instant }
  | { kind: 'phase'; at: Instant; process: string; on: CivilDate; phase: string }
  | { kind: 'step'; at: Instant; step: StepResult }
  | { kind: 'mails'; at: Instant; process: string; sent: number; failed: number }
  | { kind: 'ended'; result: RehearsalResult };

/** How one step of the script went. */
export interface StepResult {
  /** Place in the script, from 1, and its line in the file. */
  number: number;
  line: number;
  on: CivilDate;
  at: Instant;
  process: string;
  command: string;
  /** What it is about: a deadline, an area, a party, … */
  about: string | null;
  by: string;
  expected: 'recorded' | 'refused';
  outcome: 'recorded' | 'refused';
  refusal: AnyRefusal | null;
  asWritten: boolean;
}

export interface PhaseResult {
  phase: string;
  from: CivilDate;
  to: CivilDate | null;
}

export interface DeadlineResult {
  id: string;
  kind: string;
  dueOn: CivilDate;
  doneOn: CivilDate | null;
  status: DeadlineStatus;
}

/** What one process came to. */
export interface ProcessResult extends Named {
  /** Null where it was never opened. */
  finalPhase: string | null;
  phases: PhaseResult[];
  deadlines: DeadlineResult[];
  /** Its notices that left or wait to leave. */
  mails: number;
  /** All its runs together. */
  history: { events: number; bytes: number; runs: number };
}

export interface MailResult {
  process: string;
  to: string;
  on: CivilDate;
  deadline: string | null;
  /** Days relative to the due date for a reminder; the event that caused it for any other notice. */
  occasion: number | string;
  explanation: string;
  messageId: string | null;
  status: 'queued' | 'claimed' | 'sending' | 'sent' | 'failed' | 'unknown';
}

/** What `arscykel rehearse --json` prints. What is said of one agreement is of the script's first; `processes` has them all. */
export interface RehearsalResult {
  rehearsal: string;
  agreement: string;
  title: string;
  /** Whether every step went as the script says; the exit status. */
  asWritten: boolean;
  finalPhase: string | null;
  virtualFrom: CivilDate;
  virtualTo: CivilDate;
  wallMs: number;
  history: ProcessResult['history'];
  phases: PhaseResult[];
  deadlines: DeadlineResult[];
  processes: ProcessResult[];
  /** Of every process. */
  mails: MailResult[];
  steps: { total: number; asWritten: number; unexpected: StepResult[] };
}
