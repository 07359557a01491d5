import type { Config } from '../../infra/config/config.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { programLogin } from '../../infra/db/programRole.ts';
import type { Endpoints } from '../../infra/local/stack.ts';

/**
 * Brings the database up to date as its owner, and gives the address that the program finds it at: the embedded one's by a login that owns
 * nothing.
 */
export async function prepareDatabase(config: Config, { databaseUrl }: Endpoints): Promise<string> {
  await migrate(config.databaseOwnerUrl ?? databaseUrl, 'standard');
  return config.databaseUrl === null ? programLogin(databaseUrl) : databaseUrl;
}
