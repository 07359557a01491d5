import type { ConsultationCommand, ConsultationEvent, ConsultationRefusal } from '#core/agreement/consultation/types.ts';
import type { CommandNames, EventTexts, RefusalTexts } from './parts.ts';

/** As infinitives: 'underteckna', 'hand in a report'. */
export const consultationCommands: CommandNames<ConsultationCommand> = {};

export const consultationEvents: EventTexts<ConsultationEvent> = {};

export const consultationRefusals: RefusalTexts<ConsultationRefusal> = {};
