import { type Instant, instantOfMs } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { scopeOf } from '../scope.ts';

/**
 * Now on the domain's clock, for what somebody outside does with a process: the real time; in a rehearsal, whose time stands still unless it
 * is being played, the latest that was recorded in it, or the real time before anything was.
 */
export async function domainNow(db: Db, chain: string): Promise<Instant> {
  const scope = scopeOf(chain);
  if (scope === '') return instantOfMs(Date.now());
  const newest = await db
    .selectFrom('event')
    .select(({ fn }) => fn.max('recordedAt').as('at'))
    .where('rehearsal', '=', scope)
    .where('chain', '<>', systemChain(scope))
    .executeTakeFirst();
  return newest?.at ?? instantOfMs(Date.now());
}
