import type { NegotiationCommand, NegotiationEvent, NegotiationRefusal } from '#core/agreement/negotiation/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const negotiationCommands: CommandNames<NegotiationCommand> = {};

export const negotiationEvents: EventTexts<NegotiationEvent> = {};

export const negotiationRefusals: RefusalTexts<NegotiationRefusal> = {};
