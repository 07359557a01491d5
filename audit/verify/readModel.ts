import { sql } from 'kysely';
import { type AnyState, modelOf } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { canonicalJson } from '../../infra/db/hash.ts';
import { type Projection, project } from '../../infra/db/project.ts';
import { inChain } from '../../infra/db/scope.ts';
import { firstDifference, type Row, shown } from './differences.ts';
import type { Finder } from './finding.ts';
import { inScope, type Scope } from './scope.ts';

/** What is shown of processes, and by which column its rows are told apart. */
const tables = { process: null, phaseSpan: 'position', deadline: 'id' } as const;
type Table = keyof typeof tables;

/** Holds what is shown of a process against what its events make of it. Answers with how many rows that were. */
export async function checkReadModel(db: Db, chain: string, state: AnyState | null, finder: Finder): Promise<number> {
  const inUse = await rowsInUse(db, chain, finder);
  if (inUse === null) return 0;
  const rebuilt = state === null ? null : project(chain, state);
  for (const table of Object.keys(tables) as Table[]) compareTable(chain, table, inUse[table], rowsOf(rebuilt, table), finder);
  return Object.values(inUse).flat().length;
}

/** Null where a row holds what no program can have written, such as a time beyond all calendars. */
async function rowsInUse(db: Db, chain: string, { find }: Finder): Promise<Record<Table, Row[]> | null> {
  try {
    return {
      process: await db.selectFrom('process').selectAll().where(inChain(chain)).execute(),
      phaseSpan: await db.selectFrom('phaseSpan').selectAll().where(inChain(chain)).orderBy('position').execute(),
      deadline: await db.selectFrom('deadline').selectAll().where(inChain(chain)).orderBy('id').execute(),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    find('readModel', 'rowUnreadable', { chain }, { why: error.message });
    return null;
  }
}

function rowsOf(rebuilt: Projection | null, table: Table): Row[] {
  if (rebuilt === null) return [];
  const rows: Record<Table, object[]> = {
    process: [rebuilt.process],
    phaseSpan: rebuilt.phaseSpans,
    deadline: rebuilt.deadlines,
  };
  return rows[table] as Row[];
}

function compareTable(chain: string, table: Table, inUse: readonly Row[], rebuilt: readonly Row[], { find }: Finder): void {
  const key = tables[table];
  const nameOf = (row: Row): string => (key === null ? '' : String(row[key]));
  const left = new Map(inUse.map((row) => [nameOf(row), row]));
  for (const row of rebuilt) {
    const name = nameOf(row);
    const place = { chain, item: name };
    const there = left.get(name);
    left.delete(name);
    if (there === undefined) find('readModel', table === 'process' ? 'processMissing' : 'rowMissing', place, { table });
    else for (const one of differencesOf(chain, table, there, row)) find('readModel', 'rowDiffers', place, { table, ...one });
  }
  for (const name of left.keys())
    find('readModel', table === 'process' ? 'processOfNothing' : 'rowOfNothing', { chain, item: name }, { table });
}

/** How often the minute clock has called is of today, and no part of the record. */
const NOT_REBUILT = new Set(['nudges']);

function differencesOf(chain: string, table: Table, there: Row, rebuilt: Row): { field: string; row: string; events: string }[] {
  return Object.keys(rebuilt).flatMap((field) => {
    if (NOT_REBUILT.has(field)) return [];
    if (table === 'process' && field === 'state') return stateDifference(chain, there[field], String(rebuilt[field]));
    return there[field] === rebuilt[field] ? [] : [{ field, row: shown(there[field]), events: shown(rebuilt[field]) }];
  });
}

/** A state may be stored in an older form, which today's program reads. */
function stateDifference(chain: string, stored: unknown, rebuilt: string): { field: string; row: string; events: string }[] {
  const folded: unknown = JSON.parse(rebuilt);
  let read: unknown = stored;
  try {
    read = JSON.parse(JSON.stringify(modelOf(kindOf(chain)).readState(stored)));
    if (canonicalJson(read) === canonicalJson(folded)) return [];
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // What cannot be read as a state differs from one; where it first does is told below.
  }
  const { path, before, after } = firstDifference(read, folded);
  return [{ field: ['state', ...path].join('.'), row: shown(before), events: shown(after) }];
}

/** Rows that belong to no process whose chain is there. */
export async function checkStrayRows(db: Db, scope: Scope, limit: number, finder: Finder): Promise<void> {
  for (const table of ['process', 'phase_span', 'deadline'] as const) {
    const { rows } = await sql<{ chain: string }>`
      select distinct chain from ${sql.table(table)} where ${inScope(scope, table)} and not exists (
        select from event where event.rehearsal = ${sql.ref(`${table}.rehearsal`)} and event.chain = ${sql.ref(`${table}.chain`)})
      order by chain limit ${limit}`.execute(db);
    const shownAs = table === 'phase_span' ? 'phaseSpan' : table;
    for (const { chain } of rows)
      finder.find(
        'readModel',
        table === 'process' ? 'processOfNothing' : 'rowOfNothing',
        { chain, item: '' },
        { table: shownAs },
      );
  }
}
