import type { Insertable } from 'kysely';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { accessChain } from '#contracts/ids.ts';
import { note } from '../around/note.ts';
import { domainNow } from '../around/now.ts';
import type { Db } from '../connect.ts';
import { scopeOf } from '../scope.ts';
import type { ArchiveTable } from '../tables.ts';

/** Keeps a run's history once, and notes that in the same transaction; the same run again changes nothing. */
export async function putArchive(db: Db, archive: Omit<Insertable<ArchiveTable>, 'rehearsal'>): Promise<void> {
  const { chain, runId, events, sha256 } = archive;
  await db.transaction().execute(async (trx) => {
    const kept = await trx
      .insertInto('archive')
      .values({ ...archive, rehearsal: scopeOf(chain) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('runId')
      .execute();
    if (kept.length === 0) return;
    const now = await domainNow(trx, chain);
    await note(trx, [entryNow(accessChain(chain), { type: 'runArchived', runId, events, sha256 }, bySystem, now)]);
  });
}
