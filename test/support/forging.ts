import pg from 'pg';
import { canonicalJson, eventHash } from '../../infra/db/hash.ts';

/** Whoever owns the database and has switched off every trigger and check: what no right keeps out. */
export interface Forger {
  run: (statement: string, values?: unknown[]) => Promise<void>;
  rows: <Row>(statement: string, values?: unknown[]) => Promise<Row[]>;
  end: () => Promise<void>;
}

const checks = `
do $$
declare one record;
begin
  for one in select conrelid::regclass as place, conname from pg_constraint
    join pg_namespace on pg_namespace.oid = connamespace
    where contype in ('c', 'f') and nspname in ('live', 'meta') loop
    execute format('alter table %s drop constraint %I', one.place, one.conname);
  end loop;
end $$`;

export async function forger(url: string): Promise<Forger> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=live -c session_replication_role=replica' });
  await client.connect();
  await client.query(checks);
  return {
    run: async (statement, values) => void (await client.query(statement, values)),
    rows: async <Row>(statement: string, values?: unknown[]) => (await client.query(statement, values)).rows as Row[],
    end: () => client.end(),
  };
}

interface EventRow {
  version: number;
  canonical: string;
  previous_hash: string;
}

/** Changes one entry, and hashes it and all after it anew, wherever its hash is noted but in checkpoints. */
export async function recomputeTail(
  { rows, run }: Forger,
  chain: string,
  version: number,
  change: (told: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const tail = await rows<EventRow>(
    'select version, canonical, previous_hash from event where chain = $1 and version >= $2 order by version',
    [chain, version],
  );
  let previous = tail[0]?.previous_hash ?? '';
  for (const row of tail) {
    const told = JSON.parse(row.canonical) as Record<string, unknown>;
    const canonical = canonicalJson(row.version === version ? change(told) : told);
    const hash = eventHash(previous, canonical);
    const values = [chain, row.version, previous, hash];
    await run('update event set previous_hash = $3, hash = $4, canonical = $5 where chain = $1 and version = $2', [
      ...values,
      canonical,
    ]);
    await run('update command set hash = $3 where chain = $1 and version = $2', [chain, row.version, hash]);
    previous = hash;
  }
  await run('update chain set head_hash = $2 where chain = $1', [chain, previous]);
}
