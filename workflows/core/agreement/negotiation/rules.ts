import type { CommandRules } from '../parts.ts';
import type { NegotiationCommand } from './types.ts';

export const negotiationRules: CommandRules<NegotiationCommand> = {};
