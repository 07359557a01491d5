import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../../infra/db/connect.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { ownersDb } from '../../support/owner.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let db: Db;
const lost: Error[] = [];

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'test');
  db = connect(database.url, { schema: 'live', max: 3, onLostConnection: (error) => lost.push(error) });
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function value(expression: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(db);
  return rows[0]?.value;
}

test('135 million kronor in öre is read exactly, and a whole number beyond 2^53 is refused rather than rounded', async () => {
  expect(await value('13500000000::bigint')).toBe(13_500_000_000);
  expect(await value('9007199254740991::bigint')).toBe(Number.MAX_SAFE_INTEGER);
  await expect(value('9007199254740993::bigint')).rejects.toThrow(/9007199254740993.*beyond 2\^53/);
});

test('a date is its text and an instant is UTC with milliseconds, summer and winter', async () => {
  expect(await value("'2014-09-01'::date")).toBe('2014-09-01');
  expect(await value("'2014-06-03 08:00+02'::timestamptz")).toBe('2014-06-03T06:00:00.000Z');
  expect(await value("'2014-01-03 08:00:00.5+01'::timestamptz(3)")).toBe('2014-01-03T07:00:00.500Z');
  await expect(value("'infinity'::timestamptz")).rejects.toThrow(/infinity/);
});

test('a URL that would choose another schema is refused', () => {
  expect(() => connect(`${database.url}?options=-c%20search_path%3Dpublic`, { schema: 'live', max: 1 })).toThrow(
    /DATABASE_URL sets "options"/,
  );
  expect(() => connect('localhost/db', { schema: 'live', max: 1 })).toThrow(/DATABASE_URL is not a URL/);
});

test('a Postgres that nobody listens at is told within seconds', async () => {
  const nowhere = connect('postgres://nobody:x@127.0.0.1:1/none', { schema: 'live', max: 1 });
  await expect(sql`select 1`.execute(nowhere)).rejects.toThrow(/ECONNREFUSED/);
  await nowhere.destroy();
});

test('when Postgres cuts every connection, idle ones and one inside a transaction, queries soon work again', async () => {
  await Promise.all([value('pg_sleep(0.05)'), value('pg_sleep(0.05)')]);
  const inside = db.transaction().execute(async (trx) => {
    await sql`select 1`.execute(trx);
    const other = ownersDb(database.url);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      other,
    );
    await other.destroy();
    await sql`select 1`.execute(trx);
  });
  await expect(inside).rejects.toThrow(/terminat|connection|ECONNRESET/i);
  // That a connection is gone is noticed a moment later.
  await expect.poll(() => value('7').catch(() => null)).toBe(7);
  await expect.poll(() => lost.length).toBeGreaterThan(0);
});
