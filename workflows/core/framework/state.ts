import type { ActRef } from '#core/act/event.ts';
import type { Outgoing } from '#core/act/outgoing.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { type Deadline, newDeadline } from '#core/deadlines/deadline.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { FrameworkDefinition, FrameworkRules } from './definition.ts';
import type { FrameworkPhase } from './phases.ts';

export interface FrameworkPhaseSpan {
  phase: FrameworkPhase;
  /** By the day the act that began it was done, not recorded. */
  from: CivilDate;
  to: CivilDate | null;
  recordedAt: Instant;
}

/**
 * `expected`: its text is asked for. `planned`: its text is here, its day is not, or the framework is not valid. `opening`: the message
 * that opens it has been sent. `notOpened`: that was refused, or the framework ended first.
 */
export type YearStatus = 'expected' | 'planned' | 'opening' | 'opened' | 'notOpened';

export interface YearEntry {
  year: number;
  status: YearStatus;
  opensOn: CivilDate;
  /** Version of its text: kept when the text itself has gone to the year's agreement. */
  versionHash: string | null;
  /** Its text, from its planning until it is opened. */
  definition: Definition | null;
  /** Whether the coordinator has been told that it waits for the framework to be valid. */
  toldWaiting: boolean;
  /** The message that opens it. */
  message: string | null;
  /** The day that it was recorded as open; of one that was noted the day that it opened. */
  openedOn: CivilDate | null;
  /** Why it was not opened. */
  code: string | null;
  /** Commission dates that have moved or been met since its text was planned: told once it is open. */
  news: string[];
}

/** A framework as the fold of its events. Plain JSON. */
export interface FrameworkState {
  schema: 1;
  /** Version of the newest event folded in. */
  version: number;
  definition: FrameworkDefinition;
  versionHash: string;
  rules: FrameworkRules;
  openedAt: Instant;
  phase: FrameworkPhase;
  phases: FrameworkPhaseSpan[];
  authorisations: Record<string, ActRef & { body: string; signatory: string; orSubstitute: boolean; inAllEssentials: boolean }>;
  signatures: Record<string, ActRef & { signatory: string; versionHash: string }>;
  /** Parties that have refused to sign the present text. */
  refusals: Record<string, ActRef>;
  approvals: Record<string, ActRef>;
  rejection: (ActRef & { body: string }) | null;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  withdrawal: (ActRef & { party: string }) | null;
  /** The first year whose text is asked for; null until the framework is valid. */
  expectFrom: number | null;
  years: Record<string, YearEntry>;
  deadlines: Record<string, Deadline>;
  /** Messages to years whose outcome is not recorded yet, oldest first. */
  outgoing: Outgoing[];
}

/** The state as it lies stored, in today's form. @throws Error for a form that this program does not know, which a newer one has written. */
export function readFrameworkState(stored: unknown): FrameworkState {
  const { schema } = stored as { schema: unknown };
  if (schema === 1) return stored as FrameworkState;
  throw new Error(`A newer version of the program wrote this state (form ${String(schema)}); run that one.`);
}

/** The text that is being signed: the framework's own, or the one in all essentials the same that the first party signed. */
export function signedHash(state: FrameworkState): string {
  return Object.values(state.signatures)[0]?.versionHash ?? state.versionHash;
}

export const itemDeadline = (commission: string, item: string): string => `${commission}:${item}`;

/** The commission and item that a deadline is of; null for any other. */
export function commissionItemOf(definition: FrameworkDefinition, deadline: string): { commission: string; item: string } | null {
  const [commission = '', item] = deadline.split(':');
  return item !== undefined && definition.commissions.some(({ id }) => id === commission) ? { commission, item } : null;
}

/** What somebody else's commission says is due when: watched here, owed elsewhere. */
export function commissionDeadlines({ commissions }: FrameworkDefinition, askedOn: CivilDate): Record<string, Deadline> {
  const deadlines = commissions.flatMap(({ id, debtor, from, items }) =>
    items.map((item) =>
      newDeadline(
        {
          id: itemDeadline(id, item.id),
          title: item.title,
          kind: item.kind,
          mode: 'watched',
          metBy: 'act',
          plan: item.plan,
          dueOn: item.dueOn,
          debtor,
          creditor: from,
          measure: null,
          handler: null,
          source: item.source,
          setBy: from,
        },
        askedOn,
      ),
    ),
  );
  return Object.fromEntries(deadlines.map((deadline) => [deadline.id, deadline]));
}
