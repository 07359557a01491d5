import type { Refusal } from '#core/agreement/refusals.ts';
import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import type { CommandType } from '#core/agreement/commands.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';

/** What a rehearsal tells while it runs, in the order of the domain's time. */
export type Progress =
  | { kind: 'began'; rehearsal: string; agreement: string; title: string; at: Instant; runsTo: CivilDate; steps: number }
  | { kind: 'time'; at: Instant }
  | { kind: 'phase'; at: Instant; on: CivilDate; phase: Phase }
  | { kind: 'step'; at: Instant; step: StepResult }
  | { kind: 'mails'; at: Instant; sent: number; failed: number }
  | { kind: 'ended'; result: RehearsalResult };

/** How one step of the script went. */
export interface StepResult {
  /** Place in the script, from 1, and its line in the file. */
  number: number;
  line: number;
  on: CivilDate;
  at: Instant;
  command: CommandType;
  /** What it is about: a deadline, an area, a party, … */
  about: string | null;
  by: string;
  expected: 'recorded' | 'refused';
  outcome: 'recorded' | 'refused';
  refusal: Refusal | null;
  asWritten: boolean;
}

/** What `arscykel rehearse --json` prints. */
export interface RehearsalResult {
  rehearsal: string;
  agreement: string;
  title: string;
  /** Whether every step went as the script says; the exit status. */
  asWritten: boolean;
  finalPhase: Phase | null;
  virtualFrom: CivilDate;
  virtualTo: CivilDate;
  wallMs: number;
  /** All runs of the agreement together. */
  history: { events: number; bytes: number; runs: number };
  phases: { phase: Phase; from: CivilDate; to: CivilDate | null }[];
  deadlines: { id: string; kind: string; dueOn: CivilDate; doneOn: CivilDate | null; status: DeadlineStatus }[];
  mails: {
    to: string;
    on: CivilDate;
    deadline: string | null;
    /** Days relative to the due date for a reminder; the event that caused it for any other notice. */
    occasion: number | string;
    explanation: string;
    messageId: string | null;
    status: 'queued' | 'claimed' | 'sending' | 'sent' | 'failed' | 'unknown';
  }[];
  steps: { total: number; asWritten: number; unexpected: StepResult[] };
}
