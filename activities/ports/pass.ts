import type { Delivered } from '#core/act/outgoing.ts';
import type { Passing } from '#contracts/types.ts';

export interface PassPort {
  /**
   * Sends a message's command to its receiver, once however often it is asked. A receiver that does not exist, or that refuses, is an
   * answer. @throws Error where there is no verdict in time: to be asked again.
   */
  pass(passing: Passing): Promise<Delivered>;
}
