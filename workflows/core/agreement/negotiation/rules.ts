import type { CommandRules } from '../parts.ts';
import { openPhases } from '../phases.ts';
import { rule } from '../rule.ts';
import type { NegotiationCommand } from './types.ts';

export const negotiationRules: CommandRules<NegotiationCommand> = {
  tableVersion: rule('party', ['negotiation'], { bound: true }),
  declineVersion: rule('party', ['negotiation'], { reason: true, bound: true }),
  // Last year's evaluation goes on while this year is negotiated, and also when that is late.
  receiveRevision: rule('process', openPhases),
  answerRevision: rule('party', openPhases),
};
