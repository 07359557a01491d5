import { referralModel } from '#core/referral/model.ts';
import type { ProcessInput } from '#contracts/types.ts';
import { liveOut } from '../process/live.ts';

/** One question to many bodies, until it is closed or withdrawn; or one later entry to it. */
export async function referral(input: ProcessInput): Promise<void> {
  await liveOut(input, referralModel);
}
