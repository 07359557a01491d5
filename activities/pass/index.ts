import type { Delivered } from '#core/act/outgoing.ts';
import type { Passing } from '#contracts/types.ts';
import type { PassPort } from '../ports/pass.ts';

export interface PassActivities {
  /** Brings a message of one process to another, and answers with what became of it. Safe to repeat. @throws Error, to be tried again. */
  pass(passing: Passing): Promise<Delivered>;
}

export const makePassActivities = (port: PassPort): PassActivities => ({ pass: (passing) => port.pass(passing) });
