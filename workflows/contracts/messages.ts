import type { UpdateDefinition } from '@temporalio/common';
import { defineUpdate } from '@temporalio/workflow';
import type { CommandMessage, Outcome } from './types.ts';

/** Each command is an Update under its own name, so that a history reads as the story. */
export const commandUpdate = (type: string): UpdateDefinition<Outcome, [CommandMessage]> =>
  defineUpdate<Outcome, [CommandMessage]>(type);

/** Asks a process that slept through a moment to apply what is due; answers with the version it then stands at. */
export const nudge = defineUpdate<number>('nudge');

/** The type of the failure by which a validator refuses: its first detail is the Refusal. */
export const REFUSED = 'Refused';

/** The type of the failure by which `record` says that something can never be recorded. */
export const CANNOT_RECORD = 'CannotRecord';
