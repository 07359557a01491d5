import { sql } from 'kysely';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { note } from './note.ts';

/** Notes that the program begins to work, with which code and on a database of which form. */
export async function noteStarted(db: Db, codeVersion: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from meta.migration order by name`.execute(db);
  const body = { type: 'programStarted', codeVersion, migrations: rows.map(({ name }) => name) } as const;
  await note(db, [entryNow(systemChain(''), body, bySystem, instantOfMs(Date.now()))]);
}
