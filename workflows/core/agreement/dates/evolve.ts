import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { DatesEvent, DatesState } from './types.ts';

/** Before anything has happened. */
export const emptyDates = (_definition: Definition): DatesState => ({});

export const datesEvolutions: Evolutions<DatesEvent> = {};
