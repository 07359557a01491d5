import { frameworkModel } from '#core/framework/model.ts';
import type { ProcessInput } from '#contracts/types.ts';
import { liveOut } from '../process/live.ts';

/** One framework agreement, from its opening until it has ended; it opens each year's agreement on its date. */
export async function framework(input: ProcessInput): Promise<void> {
  await liveOut(input, frameworkModel);
}
