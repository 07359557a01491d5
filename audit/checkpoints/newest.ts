import { newestCheckpoint } from '../../infra/db/checkpoints.ts';
import type { Db } from '../../infra/db/connect.ts';
import { type Checkpoint, readCheckpoint } from '../../infra/seal/checkpoint.ts';

/** What the newest checkpoints of one world say, newest first. */
export async function newestCheckpoints(db: Db, rehearsal: string, limit: number): Promise<Checkpoint[]> {
  const rows = await db
    .selectFrom('checkpoint')
    .select('signed')
    .where('rehearsal', '=', rehearsal)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ signed }) => readCheckpoint(signed));
}

/** Null before the first. */
export async function newestNumber(db: Db, rehearsal: string): Promise<number | null> {
  return (await newestCheckpoint(db, rehearsal))?.number ?? null;
}
