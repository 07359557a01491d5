import type { CommandRules } from '../parts.ts';
import type { RecipientsCommand } from './types.ts';

export const recipientsRules: CommandRules<RecipientsCommand> = {};
