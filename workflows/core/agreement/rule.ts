import type { Command } from './commands.ts';
import type { Phase } from './phases.ts';
import type { State } from './state.ts';

/** Whose act a command is. The recorder belongs to that organisation, or is the coordinator. */
export type Relation =
  /** The coordinator's own, for the consultation group. */
  | 'coordinator'
  /** The party that the command names. */
  | 'party'
  /** The organisation of the body that the command names. */
  | 'body'
  /** Who owes what the deadline, measure or area is about. */
  | 'debtor'
  /** Whom it is owed to. */
  | 'creditor'
  /** The organisation that the command names in `organisation`. */
  | 'organisation'
  /** Another process of the system. */
  | 'process'
  /** What `whose` of the rule answers. */
  | 'whose';

export interface CommandRule {
  /** Phases in which the command is possible; empty: only before the agreement exists. */
  possibleIn: readonly Phase[];
  actOf: Relation;
  /** The organisations whose act it can be, where the other relations do not say it. */
  whose?: (state: State, command: Command) => string[];
  /** Whether a reason must be given. */
  needsReason: boolean;
  /** Whether the act must have been done in the phase that it is entered in. */
  boundToPhase: boolean;
}

export const rule = (
  actOf: Relation,
  possibleIn: readonly Phase[],
  more: { reason?: true; bound?: true; whose?: CommandRule['whose'] } = {},
): CommandRule => ({
  possibleIn,
  actOf,
  ...(more.whose === undefined ? {} : { whose: more.whose }),
  needsReason: more.reason === true,
  boundToPhase: more.bound === true,
});
