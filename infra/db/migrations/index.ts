import type { Migration } from 'kysely/migration';
import { record } from './0001-record.ts';

/** Whether a database serves the live world and rehearsals, or tests. It never changes. */
export type DatabaseKind = 'standard' | 'test';

/** Forward only, in the order of their names. One that has run anywhere is never edited: a change is a new one. */
export const migrations = (kind: DatabaseKind): Record<string, Migration> => ({
  '0001-record': record(kind),
});
