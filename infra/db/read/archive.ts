import { sql } from 'kysely';
import { accessChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { inChain } from '../scope.ts';

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

/** The kept copy of a run's history. */
export interface KeptRun {
  runId: string;
  /** Gzipped JSON form. */
  history: Buffer;
  events: number;
  /** Hex, as stored beside it. */
  sha256: string;
  /** The checksum that was entered in the process's access chain when it was put away; null where none was. */
  entered: string | null;
}

/** Every kept copy of a process's runs, in no order. */
export async function keptRuns(db: Db, chain: string): Promise<KeptRun[]> {
  const copies = await db
    .selectFrom('archive')
    .select(['runId', 'history', 'events', 'sha256'])
    .where(inChain(chain))
    .orderBy('runId')
    .execute();
  const entries = await db
    .selectFrom('event')
    .select('event')
    .where(inChain(accessChain(chain)))
    .where('type', '=', 'runArchived')
    .orderBy('version')
    .execute();
  const entered = new Map(entries.map(({ event: { body } }) => archivedIn(body)));
  return copies.map((copy) => ({ ...copy, entered: entered.get(copy.runId) ?? null }));
}

function archivedIn(body: object): [runId: string, sha256: string] {
  const { runId, sha256 } = body as { runId: string; sha256: string };
  return [runId, sha256];
}
