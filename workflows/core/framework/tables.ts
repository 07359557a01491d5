import type { Role } from '#core/act/people.ts';
import { type Permission, permissionOf } from '#core/act/recorder.ts';
import type { FrameworkCommand, FrameworkCommandType } from './commands.ts';
import { beforeValidity, type FrameworkPhase, frameworkPhases, whileCommissioned, whilePlanning } from './phases.ts';

/** Whose act a command is: the coordinator's, the party's or body's that it names, or of whoever gave or has the commission. */
export type FrameworkRelation = 'coordinator' | 'party' | 'body' | 'commissioner' | 'commissioned';

export interface FrameworkRule {
  /** Phases in which the command is possible; empty: only before the framework exists. */
  possibleIn: readonly FrameworkPhase[];
  actOf: FrameworkRelation;
  /** Whether a reason must be given. */
  needsReason: boolean;
}

const rule = (actOf: FrameworkRelation, possibleIn: readonly FrameworkPhase[], more: { reason?: true } = {}): FrameworkRule => ({
  possibleIn,
  actOf,
  needsReason: more.reason === true,
});

/** Phase × command, and whose act each command is: the whole permission of the framework in one table. */
export const frameworkRules: { readonly [T in FrameworkCommandType]: FrameworkRule } = {
  open: rule('coordinator', []),
  authorise: rule('body', ['signing']),
  sign: rule('party', ['signing']),
  refuseToSign: rule('party', ['signing'], { reason: true }),
  approve: rule('body', ['approval']),
  reject: rule('body', ['approval'], { reason: true }),
  revise: rule('coordinator', beforeValidity, { reason: true }),
  lapse: rule('coordinator', beforeValidity, { reason: true }),
  withdraw: rule('party', ['valid'], { reason: true }),
  planYear: rule('coordinator', whilePlanning),
  replanYear: rule('coordinator', whilePlanning, { reason: true }),
  unplanYear: rule('coordinator', whilePlanning, { reason: true }),
  openYear: rule('coordinator', whilePlanning, { reason: true }),
  noteYear: rule('coordinator', whileCommissioned),
  moveCommissionDate: rule('commissioner', whileCommissioned, { reason: true }),
  meetCommission: rule('commissioned', whileCommissioned),
  letGoCommission: rule('commissioner', whileCommissioned, { reason: true }),
  correct: rule('coordinator', frameworkPhases, { reason: true }),
};

export const frameworkCommandTypes = Object.keys(frameworkRules) as FrameworkCommand['type'][];

/** Role × command. No other process acts on a framework. */
export function frameworkPermission(role: Role | 'process', command: FrameworkCommandType): Permission {
  return role === 'process' ? 'no' : permissionOf(role, frameworkRules[command].actOf === 'coordinator');
}
