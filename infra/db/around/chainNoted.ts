import { type Selectable, sql } from 'kysely';
import type { AroundBody, AroundEntry, AroundEvent } from '#core/around/events.ts';
import type { AroundTable } from '../auditTables.ts';
import { beginChain, link, lockHead, storeLinks } from '../chain.ts';
import type { Db, Trx } from '../connect.ts';
import { scopeOf } from '../scope.ts';
import { note } from './note.ts';

/** Entries of one transaction: short enough that nobody waits long for a chain's head. */
const BATCH = 500;
/** What happens around has no rules of its own that an engine could change. */
const ENGINE = 1;

type Row = Pick<Selectable<AroundTable>, 'id' | 'chain' | 'entry' | 'wallTime'>;

/**
 * Takes what has been noted so far in one world into its chains, oldest first, and answers how many entries that were. One at a time by an
 * advisory lock; what is noted meanwhile waits for the next. `rehearsal`: its ULID, or '' for the world outside rehearsals.
 */
export async function chainNoted(db: Db, rehearsal: string, codeVersion: string): Promise<number> {
  for (let chained = 0; ; ) {
    const batch = await db.transaction().execute((trx) => chainBatch(trx, rehearsal, codeVersion));
    chained += batch.size;
    if (batch.size < BATCH) return chained;
  }
}

/**
 * Records entries at once, after all that was noted before them, and answers with them as they now stand in their chains.
 * @throws Error for entries that are not all of this world.
 */
export async function recordAround(
  db: Db,
  rehearsal: string,
  entries: readonly AroundEntry[],
  codeVersion: string,
): Promise<AroundEvent[]> {
  const stray = entries.find(({ chain }) => scopeOf(chain) !== rehearsal);
  if (stray !== undefined) throw new Error(`${stray.chain} is not a chain of the world that is recorded in.`);
  // However much waits is taken in by its own batches, so that little is left for the transaction that holds the heads.
  await chainNoted(db, rehearsal, codeVersion);
  return db.transaction().execute(async (trx) => {
    await lockQueue(trx, rehearsal);
    const ids = await note(trx, entries);
    const events = new Map<number, AroundEvent>();
    while (ids.some((id) => !events.has(id)))
      for (const [id, event] of await chainBatch(trx, rehearsal, codeVersion)) events.set(id, event);
    return ids.flatMap((id) => events.get(id) ?? []);
  });
}

const lockQueue = (trx: Trx, rehearsal: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtext('around'), hashtext(${rehearsal}))`.execute(trx);

/** By their place in the queue. */
async function chainBatch(trx: Trx, rehearsal: string, codeVersion: string): Promise<Map<number, AroundEvent>> {
  await lockQueue(trx, rehearsal);
  const rows = await trx
    .selectFrom('around')
    .select(['id', 'chain', 'entry', 'wallTime'])
    .where('rehearsal', '=', rehearsal)
    .orderBy('id')
    .limit(BATCH)
    .execute();
  const stored = new Map<number, AroundEvent>();
  // In one order of chains, so that two batches of different worlds can never wait for each other.
  for (const chain of [...new Set(rows.map((row) => row.chain))].toSorted())
    await chainRows(trx, chain, rows, codeVersion, stored);
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await trx.deleteFrom('around').where('rehearsal', '=', rehearsal).where('id', 'in', ids).execute();
  return stored;
}

async function chainRows(
  trx: Trx,
  chain: string,
  all: readonly Row[],
  codeVersion: string,
  stored: Map<number, AroundEvent>,
): Promise<void> {
  const rows = all.filter((row) => row.chain === chain);
  const head = (await lockHead(trx, chain)) ?? (await beginChain(trx, chain));
  const links = link<AroundBody>(
    chain,
    head,
    rows.map(({ id, entry, wallTime }) => ({ ...entry, engine: ENGINE, commandId: `around:${id}`, wallTime, codeVersion })),
  );
  await storeLinks(trx, chain, links);
  for (const [at, { event }] of links.entries()) stored.set(rows[at]?.id ?? 0, event);
}
