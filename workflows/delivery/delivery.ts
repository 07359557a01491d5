import { continueAsNew, log, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import { DELIVER_QUEUE } from '#contracts/queues.ts';
import type { DeliveryInput, DeliveryRound } from '#contracts/types.ts';
import { addMs, instantOfMs, msBetween } from '#core/calendar/instant.ts';
import type { DeliverActivities } from '../../activities/deliver/deliver.ts';

// A round ends itself after two minutes; a mail server that hangs may hold its last mails three more. The database may be away over a
// weekend; the morning's notices still have to leave on Monday.
const { deliver } = proxyActivities<DeliverActivities>({
  taskQueue: DELIVER_QUEUE,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  scheduleToCloseTimeout: '4 days',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** What waits longer than this is left to the minute clock, which starts delivery again. */
const HORIZON_MS = 10 * 60_000;
/** While it waits for a retry it looks for what has become due, since whoever starts delivery meanwhile only joins this run. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 1_000;
const ROUNDS_A_RUN = 200;

/**
 * Empties the outbox and ends. In a rehearsal, told its time, it delivers what is due at that instant and waits for nothing.
 */
export async function delivery(input: DeliveryInput): Promise<void> {
  for (let round = 1; ; round += 1) {
    const done = await deliver(input);
    log.info('delivered', { ...done });
    if (!done.more) {
      const waitMs = waitFor(input, done);
      if (waitMs === null) return;
      await sleep(waitMs);
    }
    if (round >= ROUNDS_A_RUN || workflowInfo().continueAsNewSuggested) await continueAsNew<typeof delivery>(input);
  }
}

/** How long to sleep before the next round; null where there is nothing to wait for. */
function waitFor({ at, clockShiftMs }: DeliveryInput, { nextRetryAt }: DeliveryRound): number | null {
  if (at !== null || nextRetryAt === null) return null;
  const leftMs = msBetween(addMs(instantOfMs(Date.now()), clockShiftMs), nextRetryAt);
  return leftMs > HORIZON_MS ? null : Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, leftMs));
}
