import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Definition, DeadlineDefinition, Rules } from './definition.ts';
import type { Phase } from './phases.ts';

export interface PhaseSpan {
  phase: Phase;
  /** By the day the act that began it was done, not recorded. */
  from: CivilDate;
  to: CivilDate | null;
  recordedAt: Instant;
  /** The last days of which the coordinator has been told that they passed: more than one where the rules moved it. */
  overdueTold: CivilDate[];
}

/** An act that still matters, and the version of the event that holds it. */
export interface ActRef {
  doneOn: CivilDate;
  version: number;
}

export interface DeadlineState extends DeadlineDefinition {
  status: 'open' | 'met' | 'letGo';
  /** The act that met it or let it go. */
  done: ActRef | null;
  /** For reports: whether the creditor has accepted what was handed in. */
  accepted: boolean;
  /** Per due date the moments of the plan already covered by a reminder. */
  covered: Record<CivilDate, number[]>;
}

export interface AreaAccount extends ActRef {
  usedOre: number;
  unspentOre: number;
}

/** An agreement as the fold of its events. Plain JSON. */
export interface State {
  schema: 1;
  /** Version of the newest event folded in. */
  version: number;
  definition: Definition;
  versionHash: string;
  rules: Rules;
  phase: Phase;
  phases: PhaseSpan[];
  acceptances: Record<string, ActRef>;
  authorisations: Record<string, ActRef & { signatory: string; orSubstitute: boolean }>;
  signatures: Record<string, ActRef & { signatory: string }>;
  approvals: Record<string, ActRef>;
  rejection: (ActRef & { body: string }) | null;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  termination: (ActRef & { party: string }) | null;
  deadlines: Record<string, DeadlineState>;
  deviations: (ActRef & { measure: string })[];
  accounts: Record<string, AreaAccount>;
  repayments: (ActRef & { area: string; amountOre: number })[];
}

/**
 * A state as it lies stored, in the read model or in what a run hands on to the next. When `State` changes its form, the form before
 * joins here, and nothing that reads one compiles before `readState` has brought it up.
 */
export type StoredState = State;

/** The state in today's form. @throws Error for a form that this program does not know, which a newer one has written. */
export function readState(stored: StoredState): State {
  switch (stored.schema) {
    case 1:
      return stored;
    default:
      throw new Error(`A newer version of the program wrote this state (form ${String(stored.schema)}); run that one.`);
  }
}
