import pg from 'pg';

/**
 * What this database will never take, however often it is asked: to be refused, not tried again. The message names no value, which could
 * be a person's.
 */
export class CannotEver extends Error {
  override name = 'CannotEver';
}

/** Postgres's classes "data exception" and "integrity constraint violation": the same statement will fail again. */
const HOPELESS = /^(?:22|23)/;

/** Says what kind of hopelessness an error is; null where trying again may help. */
export function hopelessness(error: unknown): string | null {
  if (error instanceof CannotEver) return error.message;
  if (!(error instanceof pg.DatabaseError) || error.code === undefined || !HOPELESS.test(error.code)) return null;
  const { table, column, constraint } = error;
  const where = [table && `table ${table}`, column && `column ${column}`, constraint && `constraint ${constraint}`];
  return [`The database refuses it for ever: SQLSTATE ${error.code}`, ...where.filter(Boolean)].join(', ');
}
