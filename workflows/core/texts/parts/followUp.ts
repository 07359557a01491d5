import type { FollowUpCommand, FollowUpEvent, FollowUpRefusal } from '#core/agreement/followUp/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const followUpCommands: CommandNames<FollowUpCommand> = {};

export const followUpEvents: EventTexts<FollowUpEvent> = {};

export const followUpRefusals: RefusalTexts<FollowUpRefusal> = {};
