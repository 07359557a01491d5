import { type Kysely, sql } from 'kysely';

/** Keys of this database alone; made on first use, never changed. */
export const secret = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table meta.secret (name text primary key, value bytea not null)`.execute(db);
  },
};
