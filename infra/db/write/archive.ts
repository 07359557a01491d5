import type { Insertable } from 'kysely';
import type { Db } from '../connect.ts';
import { scopeOf } from '../scope.ts';
import type { ArchiveTable } from '../tables.ts';

/** Keeps a run's history once; the same run again changes nothing. */
export async function putArchive(db: Db, archive: Omit<Insertable<ArchiveTable>, 'rehearsal'>): Promise<void> {
  await db
    .insertInto('archive')
    .values({ ...archive, rehearsal: scopeOf(archive.chain) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
