import { sql } from 'kysely';
import type { Kind } from '#core/act/model.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { type ProcessState, readProcess } from '#core/models.ts';
import type { Receipt } from '#contracts/types.ts';
import { shortId } from '#contracts/ids.ts';
import { inChain, scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { lookedAt } from './shown.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** A process of any kind as registers list it. */
export interface ProcessSummary {
  chain: string;
  shortId: string;
  /** ULID; null in the live world. */
  rehearsal: string | null;
  kind: Kind;
  /** The framework it belongs to, and its year; null where it has none. */
  framework: string | null;
  year: number | null;
  title: string;
  /** The kind's own word for where it stands. */
  phase: string;
  validFrom: CivilDate | null;
  validUntil: CivilDate | null;
  version: number;
  nextWakeAt: Instant | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

const summaryColumns = [
  'chain',
  'shortId',
  'rehearsal',
  'kind',
  'framework',
  'year',
  'title',
  'phase',
  'validFrom',
  'validUntil',
  'version',
  'nextWakeAt',
  'openedAt',
  'closedAt',
] as const;

export interface ProcessQuery {
  /** Left out: the live world's. */
  rehearsals?: 'none' | 'all' | { id: string };
  kind?: Kind;
  /** Only those that belong to this framework. */
  framework?: string;
}

/** Live processes, or those of one rehearsal, or of all of them (newest first). */
export async function listProcesses(worlds: Both, query: ProcessQuery = {}): Promise<ProcessSummary[]> {
  const { rehearsals = 'none', kind, framework } = query;
  const db = rehearsals === 'none' ? worlds.live : worlds.rehearsal;
  const rows = await db
    .selectFrom('process')
    .select(summaryColumns)
    .$if(typeof rehearsals === 'object', (select) =>
      select.where('rehearsal', '=', typeof rehearsals === 'object' ? rehearsals.id : ''),
    )
    .$if(kind !== undefined, (select) => select.where('kind', '=', kind ?? 'agreement'))
    .$if(framework !== undefined, (select) => select.where('framework', '=', framework ?? ''))
    .orderBy('rehearsal', 'desc')
    .orderBy('year', (order) => order.desc().nullsFirst())
    .orderBy('chain')
    .execute();
  return rows.map(summary);
}

/**
 * The process that an id means: a full id the one it names; a short one the live process, else that of the newest rehearsal which has it
 * and came to its end, else of the newest which has it. `rehearsal` of the answer says which. Null where there is none.
 */
export async function findProcess(worlds: Both, id: string): Promise<ProcessSummary | null> {
  const found = await processMeant(worlds, id);
  if (found !== null) lookedAt(found.chain);
  return found;
}

async function processMeant(worlds: Both, id: string): Promise<ProcessSummary | null> {
  if (scopeOf(id) !== '') {
    const row = await worlds.rehearsal.selectFrom('process').select(summaryColumns).where(inChain(id)).executeTakeFirst();
    return row === undefined ? null : summary(row);
  }
  const live = await worlds.live.selectFrom('process').select(summaryColumns).where(inChain(id)).executeTakeFirst();
  if (live !== undefined) return summary(live);
  const rehearsed = await worlds.rehearsal
    .selectFrom('process')
    .leftJoin('rehearsal', 'rehearsal.id', 'process.rehearsal')
    .select(summaryColumns.map((column) => `process.${column}` as const))
    .where('shortId', '=', shortId(id))
    .orderBy(sql`coalesce(rehearsal.outcome in ('asWritten', 'deviated'), false)`, 'desc')
    // A ULID begins with its time.
    .orderBy('process.rehearsal', 'desc')
    .limit(1)
    .executeTakeFirst();
  return rehearsed === undefined ? null : summary(rehearsed);
}

/** A process as its events have made it, with its kind; null where it was never opened. */
export async function processState(worlds: Both, chain: string): Promise<ProcessState | null> {
  const row = await worldOf(worlds, scopeOf(chain))
    .selectFrom('process')
    .select(['kind', 'state'])
    .where(inChain(chain))
    .executeTakeFirst();
  return row === undefined ? null : readProcess(row.kind, row.state);
}

/** Whether the process was ever opened: asked of the database, never of Temporal. */
export async function processExists(worlds: Both, chain: string): Promise<boolean> {
  const db = worldOf(worlds, scopeOf(chain));
  return (await db.selectFrom('process').select('chain').where(inChain(chain)).executeTakeFirst()) !== undefined;
}

/** What was recorded under a command id, and the hash of what it said; null where nothing was. */
export async function commandOutcome(
  worlds: Both,
  chain: string,
  commandId: string,
): Promise<{ bodyHash: string | null; actor: string | null; receipt: Receipt } | null> {
  const row = await worldOf(worlds, scopeOf(chain))
    .selectFrom('command')
    .select(['bodyHash', 'actor', 'version', 'hash'])
    .where(inChain(chain))
    .where('commandId', '=', commandId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { bodyHash, actor, version, hash } = row;
  return { bodyHash, actor, receipt: { chain, version, hash } };
}

function summary<Row extends { rehearsal: string }>(row: Row): Omit<Row, 'rehearsal'> & { rehearsal: string | null } {
  return { ...row, rehearsal: row.rehearsal === '' ? null : row.rehearsal };
}
