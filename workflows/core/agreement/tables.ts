import type { Role } from '#core/act/people.ts';
import { type Permission, permissionOf } from '#core/act/recorder.ts';
import type { Command, CommandType, YearCommand } from './commands.ts';
import { consultationRules } from './consultation/rules.ts';
import { negotiationRules } from './negotiation/rules.ts';
import { decisionsRules } from './decisions/rules.ts';
import { fundsRules } from './funds/rules.ts';
import { recipientsRules } from './recipients/rules.ts';
import { followUpRules } from './followUp/rules.ts';
import { datesRules } from './dates/rules.ts';
import { tasksRules } from './tasks/rules.ts';
import type { CommandRules } from './parts.ts';
import { beforeValidity, openPhases, whileValid } from './phases.ts';
import { rule } from './rule.ts';

const yearRules: CommandRules<YearCommand> = {
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

/** Phase × command, and whose act each command is: the whole permission of the domain in one table. */
export const commandRules: CommandRules<Command> = {
  ...yearRules,
  ...consultationRules,
  ...negotiationRules,
  ...decisionsRules,
  ...fundsRules,
  ...recipientsRules,
  ...followUpRules,
  ...datesRules,
  ...tasksRules,
};

export const commandTypes = Object.keys(commandRules) as CommandType[];

/** Role × command. What comes from another process, that process alone records. */
export function permission(role: Role | 'process', command: CommandType): Permission {
  const isCoordinatorsAct = commandRules[command].actOf === 'coordinator';
  const isMessage = commandRules[command].actOf === 'process';
  if (role === 'process' || isMessage) return role === 'process' && (isMessage || command === 'open') ? 'own' : 'no';
  return permissionOf(role, isCoordinatorsAct);
}
