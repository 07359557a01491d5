import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { type Db, poolOf, type Schema } from '../../infra/db/connect.ts';
import type { Database } from '../../infra/db/tables.ts';

/** A database as its owner has it, whom no right is kept from; the caller destroys it. */
export function ownersDb(url: string, schema: Schema = 'live'): Db {
  const pool = poolOf(url, { schema, max: 2, as: 'owner' });
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
