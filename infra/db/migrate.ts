import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { poolOf } from './connect.ts';
import { type DatabaseKind, migrations } from './migrations/index.ts';
import { PROGRAM_ROLE } from './programRole.ts';

export type { DatabaseKind } from './migrations/index.ts';

/** Any number would do, as long as every version of the program takes the same. */
const MIGRATION_LOCK = 0x61727363;
/** How long a start waits for another one that is migrating. */
const MIGRATION_TIMEOUT_MS = 120_000;
const META = 'meta';

/** Why a database cannot be used by this program: said so that whoever runs it knows what to do. */
export class UnfitDatabase extends Error {
  override name = 'UnfitDatabase';
}

/**
 * Brings the database to what this program knows, and settles its kind the first time. Safe to run from several starts at once, and
 * again and again.
 * @throws UnfitDatabase when the database is of the other kind, or newer than this program.
 */
export async function migrate(url: string, kind: DatabaseKind): Promise<void> {
  const db = plain(url);
  try {
    await db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
      try {
        await refuseOtherKind(connection, kind);
        await refuseNewer(connection, kind);
        await migrateToLatest(db, kind);
      } finally {
        await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
      }
    });
  } finally {
    await db.destroy();
  }
}

/**
 * Checks that this program fits the database, and changes nothing.
 * @throws UnfitDatabase when it is of the other kind, newer than this program, or not yet migrated.
 */
export async function requireFit(url: string, kind: DatabaseKind): Promise<void> {
  const db = plain(url);
  try {
    await refuseOtherKind(db, kind);
    await refuseNewer(db, kind);
    const done = new Set(await executed(db));
    const missing = Object.keys(migrations(kind)).filter((name) => !done.has(name));
    if (missing.length > 0)
      throw new UnfitDatabase(`The database lacks ${missing.join(', ')}. Run "arscykel up" once, which brings it up to date.`);
    await refuseStranger(db);
  } finally {
    await db.destroy();
  }
}

/** The database's kind; null where it has never been migrated. */
export async function kindOf(url: string): Promise<DatabaseKind | null> {
  const db = plain(url);
  try {
    return await storedKind(db);
  } finally {
    await db.destroy();
  }
}

function plain(url: string): Kysely<unknown> {
  const pool = poolOf(url, {
    schema: 'live',
    as: 'owner',
    max: 2,
    statementTimeoutMs: MIGRATION_TIMEOUT_MS,
    idleInTransactionTimeoutMs: MIGRATION_TIMEOUT_MS,
  });
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

async function migrateToLatest(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations(kind)) },
    migrationTableSchema: META,
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
}

async function refuseOtherKind(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const stored = await storedKind(db);
  if (stored === null || stored === kind) return;
  const serves = { standard: 'the live world and rehearsals', test: 'tests' };
  throw new UnfitDatabase(
    `This database serves ${serves[stored]}, and for ever; asked for was one for ${serves[kind]}. Point DATABASE_URL at another database.`,
  );
}

async function refuseNewer(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const known = migrations(kind);
  const newer = (await executed(db)).filter((name) => !(name in known));
  if (newer.length > 0) {
    throw new UnfitDatabase(
      `The database is newer than this program, which does not know ${newer.join(', ')}. Use the newer version of Årscykel.`,
    );
  }
}

/** Every session works under the program's role, which its login must be a member of. */
async function refuseStranger(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ login: string; member: boolean }>`
    select session_user as login, pg_has_role(session_user, ${PROGRAM_ROLE}, 'member') as member`.execute(db);
  const [row] = rows;
  if (row?.member === true) return;
  throw new UnfitDatabase(
    `The database user ${row?.login} in DATABASE_URL is no member of ${PROGRAM_ROLE}. Have the owner run: grant ${PROGRAM_ROLE} to ${row?.login};`,
  );
}

async function storedKind(db: Kysely<unknown>): Promise<DatabaseKind | null> {
  if (!(await exists(db, 'meta.database_kind'))) return null;
  const { rows } = await sql<{ kind: DatabaseKind }>`select kind from meta.database_kind`.execute(db);
  return rows[0]?.kind ?? null;
}

async function executed(db: Kysely<unknown>): Promise<string[]> {
  if (!(await exists(db, 'meta.migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from meta.migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

async function exists(db: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(db);
  return rows[0]?.found === true;
}
