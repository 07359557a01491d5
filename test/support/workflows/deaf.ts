import { condition, setHandler } from '@temporalio/workflow';
import { nudge } from '#contracts/messages.ts';
import type { AgreementInput } from '#contracts/types.ts';
import { liveOut } from '../../../workflows/agreement/agreement.ts';

export { delivery } from '../../../workflows/delivery/delivery.ts';

/** An agreement that has lost all its timers and that no nudge wakes. */
export async function agreement(input: AgreementInput): Promise<void> {
  const lived = liveOut(input, (changed) => condition(changed));
  setHandler(nudge, () => Promise.resolve(0));
  await lived;
}
