import type { Migration } from 'kysely/migration';
import { record } from './0001-record.ts';
import { secret } from './0002-secret.ts';
import { delivery } from './0003-delivery.ts';
import { processes } from './0004-processes.ts';
import { links } from './0005-links.ts';
import { rooms } from './0006-rooms.ts';
import { auditor } from './0007-auditor.ts';
import { rights } from './0008-rights.ts';
import { checkpoints } from './0009-checkpoints.ts';
import { searching } from './0011-searching.ts';

/** Whether a database serves the live world and rehearsals, or tests. It never changes. */
export type DatabaseKind = 'standard' | 'test';

/** Forward only, in the order of their names. One that has run anywhere is never edited: a change is a new one. */
export const migrations = (kind: DatabaseKind): Record<string, Migration> => ({
  '0001-record': record(kind),
  '0002-secret': secret,
  '0003-delivery': delivery,
  '0004-processes': processes,
  '0005-links': links,
  '0006-rooms': rooms,
  '0007-auditor': auditor,
  '0008-rights': rights,
  '0009-checkpoints': checkpoints,
  '0011-searching': searching,
});
