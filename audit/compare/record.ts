import type { Db } from '../../infra/db/connect.ts';
import { type KeptRun, keptRuns } from '../../infra/db/read/archive.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';
import type { Row } from './threeWays.ts';

export type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** What the database holds of one process. */
export interface Record {
  rows: (Row & { wallTime: string })[];
  /** The runs that it names, in its order, each with the version that names it. */
  named: { runId: string; version: number }[];
  kept: KeptRun[];
}

const dbOf = (worlds: Both, chain: string): Db => worldOf(worlds, scopeOf(chain));

export async function readRows(worlds: Both, chain: string): Promise<Record['rows']> {
  return dbOf(worlds, chain)
    .selectFrom('event')
    .select(['version', 'hash', 'canonical', 'wallTime'])
    .where(inChain(chain))
    .orderBy('version')
    .execute();
}

export async function readRecord(worlds: Both, chain: string): Promise<Record> {
  const rows = await readRows(worlds, chain);
  return { rows, named: rows.flatMap(namedBy), kept: await keptRuns(dbOf(worlds, chain), chain) };
}

function namedBy({ version, canonical }: Row): Record['named'] {
  const { body } = JSON.parse(canonical) as { body?: { type?: unknown; runId?: unknown } };
  return body?.type === 'runStarted' && typeof body.runId === 'string' ? [{ runId: body.runId, version }] : [];
}
