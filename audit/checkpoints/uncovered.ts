import { sql } from 'kysely';
import { newestCheckpoint } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { signedHeads } from '../../infra/db/signedHeads.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { readCheckpoint } from '../../infra/seal/checkpoint.ts';

/** What no checkpoint covers yet: whoever changed it could not be found by one. */
export interface Uncovered {
  /** Events after the newest checkpoint, and in how many chains. */
  events: number;
  chains: number;
  /** Entries about what happens around that are noted and not chained yet. */
  waiting: number;
  newest: { number: number; at: Instant } | null;
}

/** Of one world, or of some of its chains alone; `db` is connected to its tables. */
export async function uncovered(db: Db, rehearsal: string, chains: readonly string[] | null = null): Promise<Uncovered> {
  const asked = chains === null ? sql`true` : sql`chain = any(${[...chains]}::text[])`;
  const { rows } = await sql<{ events: number; chains: number; waiting: number }>`
    with known as (select chain, version from ${signedHeads(rehearsal)} as heads),
    ahead as (
      select head_version - coalesce(version, 0) as events from chain left join known using (chain)
      where rehearsal = ${rehearsal} and ${asked} and head_version > coalesce(version, 0))
    select coalesce(sum(events), 0)::bigint as events, count(*) as chains,
      (select count(*) from around where rehearsal = ${rehearsal} and ${asked}) as waiting from ahead`.execute(db);
  const newest = await newestCheckpoint(db, rehearsal);
  const counted = rows[0] ?? { events: 0, chains: 0, waiting: 0 };
  return { ...counted, newest: newest === null ? null : { number: newest.number, at: readCheckpoint(newest.signed).at } };
}
