import type { DecisionsCommand, DecisionsEvent, DecisionsRefusal } from '#core/agreement/decisions/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const decisionsCommands: CommandNames<DecisionsCommand> = {};

export const decisionsEvents: EventTexts<DecisionsEvent> = {};

export const decisionsRefusals: RefusalTexts<DecisionsRefusal> = {};
