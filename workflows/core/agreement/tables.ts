import type { CommandType } from './commands.ts';
import type { Phase } from './phases.ts';
import { beforeValidity, openPhases, whileValid } from './phases.ts';

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
  | 'creditor';

interface CommandRule {
  /** Phases in which the command is possible; empty: only before the agreement exists. */
  possibleIn: readonly Phase[];
  actOf: Relation;
  /** Whether a reason must be given. */
  needsReason: boolean;
  /** Whether the act must have been done in the phase that it is entered in. */
  boundToPhase: boolean;
}

const rule = (actOf: Relation, possibleIn: readonly Phase[], more: { reason?: true; bound?: true } = {}): CommandRule => ({
  possibleIn,
  actOf,
  needsReason: more.reason === true,
  boundToPhase: more.bound === true,
});

/** Phase × command, and whose act each command is: the whole permission of the domain in one table. */
export const commandRules: Readonly<Record<CommandType, CommandRule>> = {
  open: rule('coordinator', []),
  adoptBasis: rule('coordinator', ['consultation'], { bound: true }),
  openNextPhaseEarly: rule('coordinator', ['planned', 'preparation', 'inForce'], { reason: true, bound: true }),
  acceptVersion: rule('party', ['negotiation'], { bound: true }),
  authorise: rule('body', ['negotiation', 'signing']),
  sign: rule('party', ['signing'], { bound: true }),
  refuseToSign: rule('party', ['signing'], { reason: true, bound: true }),
  approve: rule('body', ['approval'], { bound: true }),
  reject: rule('body', ['approval'], { reason: true, bound: true }),
  reopenNegotiation: rule('coordinator', ['approval'], { reason: true, bound: true }),
  lapse: rule('coordinator', beforeValidity, { reason: true, bound: true }),
  terminate: rule('party', ['inForce', 'evaluation'], { reason: true }),
  meetDeadline: rule('debtor', openPhases),
  letGo: rule('coordinator', openPhases, { reason: true }),
  handInReport: rule('debtor', whileValid),
  returnReport: rule('creditor', whileValid, { reason: true }),
  acceptReport: rule('creditor', whileValid),
  reportDeviation: rule('debtor', whileValid, { reason: true }),
  account: rule('debtor', whileValid),
  repay: rule('debtor', whileValid),
  adoptEvaluation: rule('coordinator', ['evaluation'], { bound: true }),
  changeRules: rule('coordinator', openPhases, { reason: true }),
  correct: rule('coordinator', [...openPhases, 'closed', 'lapsed'], { reason: true }),
};

export const commandTypes = Object.keys(commandRules) as CommandType[];

/** What a role may do with a command: its organisation's own acts, others' acts on their behalf with evidence, or nothing. */
export type Permission = 'own' | 'onBehalf' | 'no';

/** Role × command. `coordinator` records on behalf of others; members of an organisation record its own acts; auditors change nothing. */
export function permission(
  role: 'coordinator' | 'signatory' | 'handler' | 'registrar' | 'auditor',
  command: CommandType,
): Permission {
  const isCoordinatorsAct = commandRules[command].actOf === 'coordinator';
  switch (role) {
    case 'auditor':
      return 'no';
    case 'coordinator':
      return isCoordinatorsAct ? 'own' : 'onBehalf';
    case 'signatory':
    case 'handler':
    case 'registrar':
      return isCoordinatorsAct ? 'no' : 'own';
  }
}
