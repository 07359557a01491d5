import { sql } from 'kysely';
import { ownersDb } from './owner.ts';

/** Changes a database as its owner can who has switched every trigger and check off: all statements, or none. */
export async function tamper(url: string, ...statements: readonly string[]): Promise<void> {
  const owner = ownersDb(url);
  try {
    await owner.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await sql`alter table live.event drop constraint if exists event_check`.execute(trx);
      for (const statement of statements) await sql.raw(statement).execute(trx);
    });
  } finally {
    await owner.destroy();
  }
}
