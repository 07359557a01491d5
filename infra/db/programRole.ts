import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The role that every session of the program works under: it owns nothing, and may not change or take away what is recorded. */
export const PROGRAM_ROLE = 'arscykel_program';

/** The embedded database's own login for the program, so that its owner's password is needed for migrations alone. */
const PROGRAM_LOGIN = 'arscykel_service';

/**
 * Gives a login that is a member of the program's role and no more, with a new password, as a database address.
 * @param ownerUrl of a database that has been migrated
 */
export async function programLogin(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [PROGRAM_LOGIN]);
    const verb = rowCount === 0 ? 'create' : 'alter';
    await client.query(`${verb} role ${PROGRAM_LOGIN} with login password ${pg.escapeLiteral(password)}`);
    await client.query(`grant ${PROGRAM_ROLE} to ${PROGRAM_LOGIN}`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = PROGRAM_LOGIN;
  url.password = password;
  return url.href;
}
