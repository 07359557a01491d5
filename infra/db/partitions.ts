import { type Kysely, sql } from 'kysely';
import { entryNow } from '#core/around/entry.ts';
import type { AroundEntry } from '#core/around/events.ts';
import { type Instant, instantOfMs } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { note } from './around/note.ts';
import type { Database } from './tables.ts';
import type { Db } from './connect.ts';

export interface NewRehearsal {
  /** ULID. */
  id: string;
  title: string;
  startedAt: Instant;
  conductor: { host: string; pid: number };
}

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Dropping waits for whoever reads the rehearsal just then, but not for long, since others queue up behind it. */
const DROP_LOCK_TIMEOUT_MS = 5_000;

/** A rehearsal's own partitions and its entry in the register. `db` is connected to the rehearsal schema. */
export async function createRehearsal(db: Db, { id, title, startedAt, conductor }: NewRehearsal): Promise<void> {
  requireUlid(id);
  await db.transaction().execute(async (trx) => {
    await sql`select meta.create_rehearsal_partitions(${id})`.execute(trx);
    await trx
      .insertInto('rehearsal')
      .values({ id, title, startedAt, heartbeatAt: startedAt, conductorHost: conductor.host, conductorPid: conductor.pid })
      .execute();
  });
}

/**
 * Drops rehearsals whole. Nothing of the live world can be named here: only partitions in the rehearsal schema. Interrupted, it may be
 * run again.
 */
export async function pruneRehearsals(db: Db, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    requireUlid(id);
    for (const table of await partitionedTables(db)) await dropPartition(db, table, id);
    await db.transaction().execute(async (trx) => {
      const { numDeletedRows } = await trx.deleteFrom('rehearsal').where('id', '=', id).executeTakeFirst();
      if (numDeletedRows > 0n) await note(trx.withSchema('live'), [prunedEntry(id)]);
    });
  }
}

/** In the live world's system chain: the rehearsal's own is gone. */
const prunedEntry = (id: string): AroundEntry => {
  const nobody = { person: null, role: 'none', authenticated: 'none' } as const;
  return entryNow(systemChain(''), { type: 'rehearsalsPruned', rehearsals: [id] }, nobody, instantOfMs(Date.now()));
};

/** One at a time: whoever holds one table while waiting for the next could deadlock with the record. */
async function dropPartition(db: Db, table: string, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = ${sql.lit(DROP_LOCK_TIMEOUT_MS)}`.execute(trx);
    await sql`select meta.drop_rehearsal_partition(${table}, ${id})`.execute(trx);
  });
}

async function partitionedTables(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'p' and relnamespace = 'rehearsal'::regnamespace order by relname`.execute(
    db,
  );
  return rows.map((row) => row.name);
}

function requireUlid(id: string): void {
  if (!ULID.test(id))
    throw new RangeError(
      `Not a rehearsal's id: ${JSON.stringify(id)}. It is a ULID, 26 characters such as 01J9Z3NDEKTSV4RRFFQ69G5FAV.`,
    );
}
