import { scopeOf, inChain } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';

/** Version of the entry that a command made: the first of its events, which holds the act itself. Null where it recorded nothing. */
export async function commandEntry(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  chain: string,
  commandId: string,
): Promise<number | null> {
  const row = await worldOf(worlds, scopeOf(chain))
    .selectFrom('event')
    .select(({ fn }) => fn.min('version').as('version'))
    .where(inChain(chain))
    .where('commandId', '=', commandId)
    .executeTakeFirst();
  return row?.version ?? null;
}
