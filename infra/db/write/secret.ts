import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../connect.ts';

const KEY_BYTES = 32;

/** The key under which this database hashes the bodies of commands; made on first use and the same ever after. */
export async function commandBodyKey(db: Db): Promise<Buffer> {
  await sql`insert into meta.secret (name, value) values ('commandBody', ${randomBytes(KEY_BYTES)}) on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<{ value: Buffer }>`select value from meta.secret where name = 'commandBody'`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the key for command bodies was stored and cannot be read');
  return row.value;
}
