import type { CommandRules } from '../parts.ts';
import type { Phase } from '../phases.ts';
import { rule } from '../rule.ts';
import type { ConsultationCommand } from './types.ts';

/** What comes after the basis is adopted is still an answer, marked late, and still gets a response. */
const untilSigned: readonly Phase[] = ['consultation', 'preparation', 'negotiation'];
const fromConsultation: readonly Phase[] = [...untilSigned, 'signing', 'approval', 'inForce', 'evaluation', 'finalReporting'];

export const consultationRules: CommandRules<ConsultationCommand> = {
  invite: rule('coordinator', ['consultation'], { bound: true }),
  proposePriority: rule('organisation', ['consultation']),
  discussPriority: rule('organisation', ['consultation']),
  giveStatement: rule('organisation', untilSigned),
  declineToAnswer: rule('organisation', ['consultation']),
  respond: rule('coordinator', untilSigned),
  linkPriority: rule('coordinator', fromConsultation),
  recordInvolvement: rule('organisation', untilSigned),
};
