import type { Evolutions } from '../parts.ts';
import type { Definition } from '../definition.ts';
import type { FundsEvent, FundsState } from './types.ts';

/** Before anything has happened. */
export const emptyFunds = (_definition: Definition): FundsState => ({});

export const fundsEvolutions: Evolutions<FundsEvent> = {};
