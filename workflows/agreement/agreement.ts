import { agreementModel } from '#core/agreement/model.ts';
import type { ProcessInput } from '#contracts/types.ts';
import { liveOut } from '../process/live.ts';

/** One annual agreement, from its opening to the entry that closes it, or one later entry to an agreement that is closed. */
export async function agreement(input: ProcessInput): Promise<void> {
  await liveOut(input, agreementModel);
}
