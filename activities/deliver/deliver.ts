import { Context } from '@temporalio/activity';
import type { DeliveryInput, DeliveryRound } from '#contracts/types.ts';
import type { DeliverPorts } from './ports.ts';
import { deliverRound } from './round.ts';

export type { DeliverPorts } from './ports.ts';

export interface DeliverActivities {
  /**
   * Delivers about 300 of the notices that are due, across agreements. Whatever happens to the process, every notice is afterwards sent,
   * waiting, or visibly failed or unknown. Safe to repeat and to run beside another one.
   * @throws whatever the database throws while it is away; the retry policy decides.
   */
  deliver(input: DeliveryInput): Promise<DeliveryRound>;
}

const HEARTBEAT_MS = 5_000;
/** A round that meets a slow mail server ends here, well within its leases, and the next one goes on. */
const LONGEST_ROUND_MS = 120_000;

export function makeDeliverActivities(ports: DeliverPorts): DeliverActivities {
  return {
    async deliver(input) {
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
      const startedAt = performance.now();
      const stop = (): boolean => context.cancellationSignal.aborted || performance.now() - startedAt > LONGEST_ROUND_MS;
      try {
        return await deliverRound(ports, input, stop);
      } finally {
        clearInterval(beat);
      }
    },
  };
}
