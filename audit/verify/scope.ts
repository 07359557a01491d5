import pg from 'pg';
import { type Expression, type SqlBool, sql } from 'kysely';

/** What is gone over: one world's or rehearsal's chains, all or some. */
export interface Scope {
  /** ULID; '' outside rehearsals. */
  rehearsal: string;
  /** Null: every one. */
  chains: readonly string[] | null;
}

/** The rows of a table that are in scope. */
export function inScope({ rehearsal, chains }: Scope, table: string): Expression<SqlBool> {
  const of = sql<SqlBool>`${sql.ref(`${table}.rehearsal`)} = ${rehearsal}`;
  return chains === null ? of : sql<SqlBool>`${of} and ${sql.ref(`${table}.chain`)} = any(${[...chains]})`;
}

/** The same with the values written out, as COPY needs it. */
export function writtenScope({ rehearsal, chains }: Scope, table: string): string {
  const of = `${table}.rehearsal = ${pg.escapeLiteral(rehearsal)}`;
  return chains === null ? of : `${of} and ${table}.chain in (${chains.map((one) => pg.escapeLiteral(one)).join(', ')})`;
}
