import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import { type Db, poolOf, type Schema, type Trx } from './connect.ts';
import { copyOut } from './copyOut.ts';
import type { Database } from './tables.ts';

/** One moment of one world's tables, read over two connections at once; nothing can be written by it. */
export interface Snapshot {
  db: Trx;
  /** Every row of a select with its values written out, one at a time: see `copyOut`. Only one at a time. */
  copy: (select: string, onRow: (row: Buffer) => void) => Promise<void>;
}

/** A whole record takes its time, and nobody waits for who only reads. */
const LONGEST_MS = 24 * 3_600_000;
const CONNECTIONS = 2;

/** Runs what reads much at one moment of the database; what is recorded meanwhile is not seen. */
export async function withSnapshot<T>(url: string, schema: Schema, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const pool = poolOf(url, {
    schema,
    max: CONNECTIONS,
    statementTimeoutMs: LONGEST_MS,
    idleInTransactionTimeoutMs: LONGEST_MS,
  });
  const db: Db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  try {
    const transaction = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    return await transaction.execute(async (trx) => {
      const { rows } = await sql<{ id: string }>`select pg_export_snapshot() as id`.execute(trx);
      const reader = await pool.connect();
      try {
        await reader.query('begin isolation level repeatable read read only');
        await reader.query(`set transaction snapshot '${rows[0]?.id ?? ''}'`);
        // In the order of the key, row after row, rather than the whole of it sorted on disk first.
        await reader.query('set local enable_sort = off');
        return await work({ db: trx, copy: (select, onRow) => copyOut(reader, select, onRow) });
      } finally {
        // The transaction goes with its connection.
        reader.release(true);
      }
    });
  } finally {
    await db.destroy();
  }
}
