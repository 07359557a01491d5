import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataDir } from '../../infra/local/dataDir.ts';
import { openPorts } from '../../infra/local/ports.ts';
import { localDatabaseUrl, startPostgres } from '../../infra/local/postgres.ts';

/** A Postgres of one test's own, which may go away and come back at the same address. */
export interface OwnPostgres {
  url: string;
  goAway: () => Promise<void>;
  comeBack: () => Promise<void>;
  remove: () => Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-postgres-'));
  await openDataDir(dataDir);
  const ports = openPorts(dataDir);
  const start = () => startPostgres(dataDir, ports, () => undefined, new AbortController().signal);
  let postgres = await start();
  ports.settle();
  return {
    url: localDatabaseUrl(postgres.port, postgres.password),
    goAway: () => postgres.stop(),
    comeBack: async () => {
      postgres = await start();
    },
    remove: async () => {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
