import type { Decisions } from '../parts.ts';
import type { ConsultationCommand } from './types.ts';

export const consultationDecisions: Decisions<ConsultationCommand> = {};
