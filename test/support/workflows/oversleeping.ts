import { condition } from '@temporalio/workflow';
import { agreementModel } from '#core/agreement/model.ts';
import type { ProcessInput } from '#contracts/types.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { liveOut, type Wait, waitForChangeOrTime } from '../../../workflows/process/live.ts';

export { delivery } from '../../../workflows/delivery/delivery.ts';

/** An agreement whose first timer is lost, as by a server that forgets one: it sleeps on until something changes. */
export async function agreement(input: ProcessInput): Promise<void> {
  let lost: Instant | null = null;
  const sleepThroughTheFirst: Wait = async (changed, wake, now) => {
    lost ??= wake;
    if (wake !== null && wake === lost) await condition(changed);
    else await waitForChangeOrTime(changed, wake, now);
  };
  await liveOut(input, agreementModel, sleepThroughTheFirst);
}
