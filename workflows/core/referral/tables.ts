import type { Role } from '#core/act/people.ts';
import type { Permission } from '#core/act/recorder.ts';
import type { ReferralCommandType } from './commands.ts';
import type { ReferralPhase } from './phases.ts';

/**
 * Whose act a command is: the coordinator's own, the asker's, or that of the organisation it names. `received` is an organisation's act that
 * comes to the asker: its registrar may record it too, with evidence.
 */
export type ReferralRelation = 'coordinator' | 'asker' | 'organisation' | 'received';

export interface ReferralRule {
  /** Phases in which the command is possible; empty: only before the referral exists. */
  possibleIn: readonly ReferralPhase[];
  actOf: ReferralRelation;
  needsReason: boolean;
  /** Whether it is possible while the clock is stopped. */
  whileSuspended: boolean;
}

const out: readonly ReferralPhase[] = ['out'];

const rule = (
  actOf: ReferralRelation,
  possibleIn: readonly ReferralPhase[],
  more: { reason?: true; running?: true } = {},
): ReferralRule => ({ possibleIn, actOf, needsReason: more.reason === true, whileSuspended: more.running !== true });

/** Phase × command, and whose act each command is. */
export const referralRules: Readonly<Record<ReferralCommandType, ReferralRule>> = {
  open: rule('coordinator', []),
  // A late answer is an answer, also when the compilation is made.
  answer: rule('received', ['out', 'closed']),
  decline: rule('received', out),
  askMore: rule('asker', out, { running: true }),
  resend: rule('asker', out, { running: true }),
  reconsult: rule('asker', out, { reason: true, running: true }),
  askExtension: rule('received', out, { reason: true, running: true }),
  grantExtension: rule('asker', out, { running: true }),
  refuseExtension: rule('asker', out, { reason: true }),
  suspend: rule('asker', out, { reason: true, running: true }),
  resume: rule('asker', out),
  withdraw: rule('asker', out, { reason: true }),
  close: rule('coordinator', out, { running: true }),
  takeTask: rule('organisation', out),
  finishStage: rule('organisation', out),
  answerStage: rule('organisation', out),
  decideStage: rule('organisation', out),
  delegateStage: rule('organisation', out),
  adoptMinutes: rule('organisation', out),
  correct: rule('coordinator', ['out', 'closed', 'withdrawn'], { reason: true }),
};

export const referralCommandTypes = Object.keys(referralRules) as ReferralCommandType[];

/** `isMember`: the recorder is of the organisation whose act it is; `isAskers`: of the asker. */
export function referralPermission(
  role: Role | 'process',
  command: ReferralCommandType,
  { isMember, isAskers }: { isMember: boolean; isAskers: boolean },
): Permission {
  const { actOf } = referralRules[command];
  switch (role) {
    case 'auditor':
      return 'no';
    case 'process':
      return command === 'open' ? 'own' : 'no';
    case 'coordinator':
      return actOf === 'coordinator' || isMember ? 'own' : 'onBehalf';
    case 'registrar':
      if (actOf === 'received' && isAskers && !isMember) return 'onBehalf';
      return actOf !== 'coordinator' && isMember ? 'own' : 'no';
    case 'signatory':
    case 'handler':
      return actOf !== 'coordinator' && isMember ? 'own' : 'no';
  }
}
