import type { Lease, Tell } from '../../../activities/ports/outbox.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Trx } from '../connect.ts';

/** Once for each agreement and failure, however often it is asked for. */
export async function tellCoordinators(
  trx: Trx,
  lease: Lease,
  told: readonly (Tell & { failureOf: string })[],
  at: Instant,
): Promise<void> {
  if (told.length === 0) return;
  await trx
    .insertInto('notice')
    .values(
      told.map(({ chain, causedBy, about, recipient, failureOf }) => ({
        rehearsal: lease.rehearsal ?? '',
        chain,
        kind: 'failure' as const,
        about,
        occasions: [],
        causedBy,
        recipient,
        sendAfter: at,
        formal: false,
        failureOf,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
