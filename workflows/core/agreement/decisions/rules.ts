import type { CommandRules } from '../parts.ts';
import { type Phase, whileValid } from '../phases.ts';
import { rule } from '../rule.ts';
import type { DecisionsCommand } from './types.ts';

const meetings: readonly Phase[] = ['negotiation', 'signing', 'approval', ...whileValid];
/** As long as anything of the agreement goes on there is something to amend. */
const amendable = whileValid;

export const decisionsRules: CommandRules<DecisionsCommand> = {
  planMeeting: rule('body', meetings),
  sendPapers: rule('coordinator', meetings),
  proposeAmendment: rule('party', amendable),
  acceptAmendment: rule('party', amendable),
  declineAmendment: rule('party', amendable, { reason: true }),
  authoriseAmendment: rule('body', amendable),
  signAmendment: rule('party', amendable),
  approveAmendment: rule('body', amendable),
  rejectAmendment: rule('body', amendable, { reason: true }),
};
