import { condition, log, proxyActivities } from '@temporalio/workflow';
import type { Delivered } from '#core/act/outgoing.ts';
import type { ProcessInput } from '#contracts/types.ts';
import type { PassActivities } from '../../activities/pass/index.ts';
import type { Life } from './life.ts';
import { cannotRecord } from './life.ts';

const { pass } = proxyActivities<PassActivities>({
  // The gateway waits ten seconds for a verdict, in a rehearsal as long for the receiver's clock.
  startToCloseTimeout: '30 seconds',
  // No limit: a receiver may be out of reach for days, and what one process owes another is never lost.
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

// What cannot be recorded needs a person; meanwhile it is tried again now and then, not in a loop.
const STUCK_MS = 3_600_000;

/**
 * Passes on every message of a life, one after another, and records what became of each; until the life has ended. Beside the life's
 * wait, so that a receiver out of reach holds up neither commands nor time.
 */
export async function passOn({ chain, clockShiftMs }: ProcessInput, life: Life): Promise<void> {
  for (;;) {
    await condition(() => life.outgoing().length > 0 || life.hasEnded());
    const [message] = life.outgoing();
    if (message === undefined) return;
    const delivered = await pass({ from: chain, message, at: life.now(), clockShiftMs });
    if (!(await recorded(life, delivered))) await condition(() => false, STUCK_MS);
  }
}

async function recorded(life: Life, delivered: Delivered): Promise<boolean> {
  try {
    await life.deliver(delivered);
    return true;
  } catch (error) {
    if (!cannotRecord(error)) throw error;
    log.error('what became of a message cannot be recorded', { message: delivered.id, detail: error.cause.message });
    return false;
  }
}
