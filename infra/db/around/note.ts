import type { AroundEntry } from '#core/around/events.ts';
import type { Db } from '../connect.ts';
import { canonicalJson } from '../hash.ts';
import { scopeOf } from '../scope.ts';

/** Rows of one insert statement; a batch of notice outcomes may be larger. */
const AT_ONCE = 500;

/**
 * Notes what happens around processes. It touches no chain's head, so it waits for nobody and nobody waits for it; a batch chains it soon
 * after. All entries are of the world that `db` is connected to. In the caller's transaction where `db` is one. Answers with their places in
 * the queue.
 * @throws Error for what JSON or the database cannot say exactly: here, where it is its writer's trouble, and not in a batch with
 * everybody else's.
 */
export async function note(db: Db, entries: readonly AroundEntry[]): Promise<number[]> {
  const wallTime = new Date().toISOString();
  const ids: number[] = [];
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const rows = entries
      .slice(at, at + AT_ONCE)
      .map(({ chain, ...entry }) => ({ rehearsal: scopeOf(chain), chain, entry: tellable(entry), wallTime }));
    const noted = await db.insertInto('around').values(rows).returning('id').execute();
    ids.push(...noted.map(({ id }) => id));
  }
  return ids;
}

/** U+0000 as JSON writes it, which Postgres takes as JSON and not as the event that is made of it. */
const NUL = /(?<!\\)(?:\\\\)*\\u0000/;

function tellable(entry: Omit<AroundEntry, 'chain'>): string {
  const told = canonicalJson(entry);
  if (NUL.test(told)) throw new Error('An entry holds the character U+0000, which no event can.');
  return told;
}
