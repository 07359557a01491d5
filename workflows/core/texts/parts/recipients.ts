import type { RecipientsCommand, RecipientsEvent, RecipientsRefusal } from '#core/agreement/recipients/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const recipientsCommands: CommandNames<RecipientsCommand> = {};

export const recipientsEvents: EventTexts<RecipientsEvent> = {};

export const recipientsRefusals: RefusalTexts<RecipientsRefusal> = {};
