import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { TextRef } from '#core/act/envelope.ts';
import type { ActRef } from '#core/act/event.ts';
import type { Outgoing } from '#core/act/outgoing.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { emptyConsultation } from './consultation/evolve.ts';
import type { ConsultationState } from './consultation/types.ts';
import { emptyNegotiation } from './negotiation/evolve.ts';
import type { NegotiationState } from './negotiation/types.ts';
import { emptyDecisions } from './decisions/evolve.ts';
import type { DecisionsState, Route } from './decisions/types.ts';
import { emptyFunds } from './funds/evolve.ts';
import type { FundsState } from './funds/types.ts';
import { emptyRecipients } from './recipients/evolve.ts';
import type { RecipientsState } from './recipients/types.ts';
import { emptyFollowUp } from './followUp/evolve.ts';
import type { FollowUpState } from './followUp/types.ts';
import { emptyDates } from './dates/evolve.ts';
import type { DatesState } from './dates/types.ts';
import { emptyTasks } from './tasks/evolve.ts';
import type { TasksState } from './tasks/types.ts';
import type { Definition, Rules } from './definition.ts';
import { ofTheText } from './folding.ts';
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

export interface AreaAccount extends ActRef {
  usedOre: number;
  unspentOre: number;
}

/** An agreement as the fold of its events. Plain JSON. */
export interface State extends Parts, Route {
  schema: 2;
  /** Version of the newest event folded in. */
  version: number;
  definition: Definition;
  versionHash: string;
  rules: Rules;
  phase: Phase;
  phases: PhaseSpan[];
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  termination: (ActRef & { party: string }) | null;
  deadlines: Record<string, Deadline>;
  /** `description` is missing where it was folded before the state held it. */
  deviations: (ActRef & { measure: string; description?: TextRef })[];
  accounts: Record<string, AreaAccount>;
  repayments: (ActRef & { area: string; amountOre: number })[];
  /** Messages to other processes whose outcome is not recorded yet, oldest first. */
  outgoing: Outgoing[];
}

/** What each part of the process keeps. */
export interface Parts {
  consultation: ConsultationState;
  negotiation: NegotiationState;
  decisions: DecisionsState;
  funds: FundsState;
  recipients: RecipientsState;
  followUp: FollowUpState;
  dates: DatesState;
  tasks: TasksState;
}

/** The parts before anything has happened in them. */
export function emptyParts(definition: Definition): Parts {
  return {
    consultation: emptyConsultation(definition),
    negotiation: emptyNegotiation(definition),
    decisions: emptyDecisions(definition),
    funds: emptyFunds(definition),
    recipients: emptyRecipients(definition),
    followUp: emptyFollowUp(definition),
    dates: emptyDates(definition),
    tasks: emptyTasks(definition),
  };
}

/** What was written before the parts came: neither they nor what deadlines have since learnt. */
export type State1 = Omit<State, 'schema' | 'deadlines' | 'outgoing' | keyof Parts> & {
  schema: 1;
  deadlines: Record<string, Omit<Deadline, 'askedOn' | 'setBy' | 'remindedFrom' | 'suspendedOn' | 'binds'>>;
};

/**
 * A state as it lies stored, in the read model or in what a run hands on to the next. When `State` changes its form, the form before
 * joins here, and nothing that reads one compiles before `readState` has brought it up.
 */
export type StoredState = State | State1;

/** The state in today's form. @throws Error for a form that this program does not know, which a newer one has written. */
export function readState(stored: StoredState): State {
  switch (stored.schema) {
    case 2:
      return stored;
    case 1:
      return fromFirst(stored);
    default:
      throw new Error(
        `A newer version of the program wrote this state (form ${String((stored as { schema: unknown }).schema)}); run that one.`,
      );
  }
}

function fromFirst(stored: State1): State {
  const askedOn = stored.phases[0]?.from ?? '';
  const deadlines = Object.entries(stored.deadlines).map(([id, deadline]) => [id, ofTheText(deadline, askedOn)] as const);
  return { ...stored, ...emptyParts(stored.definition), schema: 2, deadlines: Object.fromEntries(deadlines), outgoing: [] };
}
