import type { Decisions } from '../parts.ts';
import type { RecipientsCommand } from './types.ts';

export const recipientsDecisions: Decisions<RecipientsCommand> = {};
