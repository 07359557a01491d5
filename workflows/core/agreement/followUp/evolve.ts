import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { FollowUpEvent, FollowUpState } from './types.ts';

/** Before anything has happened. */
export const emptyFollowUp = (_definition: Definition): FollowUpState => ({});

export const followUpEvolutions: Evolutions<FollowUpEvent> = {};
