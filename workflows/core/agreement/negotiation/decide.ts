import type { Decisions } from '../parts.ts';
import type { NegotiationCommand } from './types.ts';

export const negotiationDecisions: Decisions<NegotiationCommand> = {};
