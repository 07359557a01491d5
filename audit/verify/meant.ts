import { sql } from 'kysely';
import { accessChain, isProcessChain } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import type { Scope } from './scope.ts';

/** A chain, and of a process's also the one of what happens around it. */
export function scopeOfChain(chain: string): Scope {
  return { rehearsal: scopeOf(chain), chains: isProcessChain(chain) ? [chain, accessChain(chain)] : [chain] };
}

/** Whether anything is left of a chain: events, its place among the chains, or a checkpoint that attests it. */
export async function isLeft(worlds: Pick<Worlds, 'live' | 'rehearsal'>, chain: string): Promise<boolean> {
  const db = worldOf(worlds, scopeOf(chain));
  for (const table of ['chain', 'event', 'checkpointHead'] as const) {
    const row = await db.selectFrom(table).select('chain').where(inChain(chain)).limit(1).executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

/** The ids of rehearsals of which chains or checkpoints are left, also of one that has been struck from the list; oldest first. */
export async function rehearsalsLeft(db: Db): Promise<string[]> {
  const { rows } = await sql<{ rehearsal: string }>`
    select rehearsal from chain union select rehearsal from checkpoint order by rehearsal`.execute(db);
  return rows.map(({ rehearsal }) => rehearsal);
}

/** Whether a rehearsal is in the list of them. */
export async function isListed(db: Db, rehearsal: string): Promise<boolean> {
  const row = await db.selectFrom('rehearsal').select('id').where('id', '=', rehearsal).executeTakeFirst();
  return row !== undefined;
}
