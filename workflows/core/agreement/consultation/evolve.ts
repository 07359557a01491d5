import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { ConsultationEvent, ConsultationState } from './types.ts';

/** Before anything has happened. */
export const emptyConsultation = (_definition: Definition): ConsultationState => ({});

export const consultationEvolutions: Evolutions<ConsultationEvent> = {};
