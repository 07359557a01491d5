import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../../infra/db/connect.ts';
import { kindOf, migrate, requireFit } from '../../../infra/db/migrate.ts';
import { migrations } from '../../../infra/db/migrations/index.ts';
import { ownersDb } from '../../support/owner.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

describe('migrating', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  test('a database that was never migrated has no kind and is refused with the remedy', async () => {
    expect(await kindOf(database.url)).toBeNull();
    await expect(requireFit(database.url, 'test')).rejects.toThrow(/arscykel up/);
  });

  test('five starts at once migrate it once, and a later start changes nothing', async () => {
    await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, 'standard')));
    await migrate(database.url, 'standard');
    await requireFit(database.url, 'standard');
    const db = connect(database.url, { schema: 'live', max: 1 });
    const { rows } = await sql<{ name: string }>`select name from meta.migration`.execute(db);
    expect(rows.map((row) => row.name)).toEqual(Object.keys(migrations('standard')));
    await db.destroy();
  });

  test('a database is of one kind for ever', async () => {
    expect(await kindOf(database.url)).toBe('standard');
    await expect(migrate(database.url, 'test')).rejects.toThrow(
      /serves the live world and rehearsals, and for ever.*DATABASE_URL/,
    );
    await expect(requireFit(database.url, 'test')).rejects.toThrow(/for ever/);
    const db = ownersDb(database.url);
    await expect(sql`update meta.database_kind set kind = 'test'`.execute(db)).rejects.toThrow(/append-only/);
    await db.destroy();
  });

  test('of two starts that want different kinds at once, one is refused', async () => {
    const fresh = await testDatabase();
    const kinds = ['standard', 'test', 'standard', 'test'] as const;
    const outcomes = await Promise.allSettled(kinds.map((kind) => migrate(fresh.url, kind)));
    const settled = await kindOf(fresh.url);
    expect(outcomes.map(({ status }) => status)).toEqual(kinds.map((kind) => (kind === settled ? 'fulfilled' : 'rejected')));
    await fresh.drop();
  });

  test('a database newer than the program is refused by name', async () => {
    const db = ownersDb(database.url);
    await sql`insert into meta.migration (name, timestamp) values ('0099-later', '2030-01-01')`.execute(db);
    await expect(migrate(database.url, 'standard')).rejects.toThrow(/newer than this program, which does not know 0099-later/);
    await expect(requireFit(database.url, 'standard')).rejects.toThrow(/0099-later/);
    await db.destroy();
  });
});
