import { sql } from 'kysely';
import type { Db } from '../connect.ts';

export interface UnarchivedRun {
  chain: string;
  runId: string;
}

/** Runs that the record says have begun and whose history is not kept yet, oldest first. */
export async function runsToArchive(db: Db, rehearsal: string | null): Promise<UnarchivedRun[]> {
  return db
    .selectFrom('event')
    .select(['event.chain', sql<string>`event.event -> 'body' ->> 'runId'`.as('runId')])
    .where('event.type', '=', 'runStarted')
    .where('event.rehearsal', '=', rehearsal ?? '')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('archive')
            .select('archive.runId')
            .whereRef('archive.rehearsal', '=', 'event.rehearsal')
            .whereRef('archive.chain', '=', 'event.chain')
            .whereRef('archive.runId', '=', sql<string>`event.event -> 'body' ->> 'runId'`),
        ),
      ),
    )
    .orderBy('event.chain')
    .orderBy('event.version')
    .execute();
}

/** Events and bytes of all kept runs of an agreement. */
export async function archivedSize(db: Db, chain: string): Promise<{ events: number; bytes: number; runs: number }> {
  const row = await db
    .selectFrom('archive')
    .select(({ fn }) => [
      fn.sum<string | null>('events').as('events'),
      fn.sum<string | null>('bytes').as('bytes'),
      fn.countAll<number>().as('runs'),
    ])
    .where('chain', '=', chain)
    .executeTakeFirstOrThrow();
  return { events: Number(row.events ?? 0), bytes: Number(row.bytes ?? 0), runs: row.runs };
}
