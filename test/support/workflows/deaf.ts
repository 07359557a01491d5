import { condition, setHandler } from '@temporalio/workflow';
import { nudge } from '#contracts/messages.ts';
import { agreementModel } from '#core/agreement/model.ts';
import type { ProcessInput } from '#contracts/types.ts';
import { liveOut } from '../../../workflows/process/live.ts';

export { delivery } from '../../../workflows/delivery/delivery.ts';

/** An agreement that has lost all its timers and that no nudge wakes. */
export async function agreement(input: ProcessInput): Promise<void> {
  const lived = liveOut(input, agreementModel, (changed) => condition(changed));
  setHandler(nudge, () => Promise.resolve(0));
  await lived;
}
