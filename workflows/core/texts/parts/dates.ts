import type { DatesCommand, DatesEvent, DatesRefusal } from '#core/agreement/dates/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const datesCommands: CommandNames<DatesCommand> = {};

export const datesEvents: EventTexts<DatesEvent> = {};

export const datesRefusals: RefusalTexts<DatesRefusal> = {};
