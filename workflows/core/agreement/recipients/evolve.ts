import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { RecipientsEvent, RecipientsState } from './types.ts';

/** Before anything has happened. */
export const emptyRecipients = (_definition: Definition): RecipientsState => ({});

export const recipientsEvolutions: Evolutions<RecipientsEvent> = {};
