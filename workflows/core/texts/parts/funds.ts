import type { FundsCommand, FundsEvent, FundsRefusal } from '#core/agreement/funds/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const fundsCommands: CommandNames<FundsCommand> = {};

export const fundsEvents: EventTexts<FundsEvent> = {};

export const fundsRefusals: RefusalTexts<FundsRefusal> = {};
