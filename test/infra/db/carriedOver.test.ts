import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../../infra/db/connect.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { migrations } from '../../../infra/db/migrations/index.ts';
import { pruneRehearsals } from '../../../infra/db/partitions.ts';
import { agreementState } from '../../../infra/db/read/agreements.ts';
import { deadlines } from '../../../infra/db/read/deadlines.ts';
import { findProcess } from '../../../infra/db/read/processes.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { definitionOf } from '../../support/agreements.ts';
import { livedTo } from '../../support/lives.ts';
import { ownersDb } from '../../support/owner.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

// A database of before the other kinds came, with an agreement in each of its worlds.

const CHAIN = 'agreement:provplattformen:2012';
const REHEARSAL = ulid();
const state = livedTo('inForce').state();

let database: TestDatabase;
let worlds: Worlds;
beforeAll(async () => {
  database = await testDatabase();
  const [live, rehearsal] = [ownersDb(database.url), ownersDb(database.url, 'rehearsal')];
  const past = Object.fromEntries(Object.entries(migrations('standard')).filter(([name]) => name < '0004'));
  const settings = { migrationTableSchema: 'meta', migrationTableName: 'migration', migrationLockTableName: 'migration_lock' };
  const migrator = new Migrator({ db: live, provider: { getMigrations: () => Promise.resolve(past) }, ...settings });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('the database of before cannot be made', { cause: error });
  await rehearsedAsBefore(rehearsal);
  await insertAsBefore(live, '', CHAIN);
  await insertAsBefore(rehearsal, REHEARSAL, `rehearsal:${REHEARSAL}:${CHAIN}`);
  await Promise.all([live.destroy(), rehearsal.destroy()]);
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 2 });
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
});

/** A rehearsal's partitions and its entry, as they were made when the program owned the tables. */
async function rehearsedAsBefore(db: Db): Promise<void> {
  await sql`
    do $$
    declare one text;
    begin
      for one in select relname from pg_class where relkind = 'p' and relnamespace = 'rehearsal'::regnamespace loop
        execute format('create table rehearsal.%I partition of rehearsal.%I for values in (%L)',
          one || '_' || lower(${sql.lit(REHEARSAL)}), one, ${sql.lit(REHEARSAL)});
      end loop;
    end $$`.execute(db);
  await sql`insert into rehearsal (id, title, started_at, heartbeat_at, conductor_host, conductor_pid)
    values (${REHEARSAL}, 'Prov', '2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z', 'test', 1)`.execute(db);
}

async function insertAsBefore(db: Db, scope: string, chain: string): Promise<void> {
  const { title, framework, year } = definitionOf();
  await sql`insert into agreement (rehearsal, chain, short_id, framework, year, title, phase, valid_from, version, state, opened_at)
    values (${scope}, ${chain}, ${CHAIN}, ${framework}, ${year}, ${title}, ${state.phase}, ${state.validFrom}, ${state.version},
      ${JSON.stringify(state)}, '2011-01-31T08:00:00Z')`.execute(db);
  for (const { id, kind, dueOn, mode, metBy, plan, debtor, creditor } of Object.values(state.deadlines))
    await sql`insert into deadline (rehearsal, chain, id, kind, title, due_on, mode, met_by, plan, status, accepted, debtor, creditor, source)
      values (${scope}, ${chain}, ${id}, ${kind}, ${id}, ${dueOn}, ${mode}, ${metBy}, ${plan}, 'open', false, ${debtor}, ${creditor}, 'assumed')`.execute(
      db,
    );
}

test.each(['', `rehearsal:${REHEARSAL}:`])(
  'its agreements are processes of their kind, with their state and deadlines (%j)',
  async (prefix) => {
    const chain = `${prefix}${CHAIN}`;
    expect(await findProcess(worlds, chain)).toMatchObject({ kind: 'agreement', framework: 'provplattformen', year: 2012 });
    expect(await agreementState(worlds, chain)).toEqual(state);
    const scope = prefix === '' ? {} : { rehearsal: REHEARSAL };
    const rows = await deadlines(worlds, { ...scope, chain, overdueOn: '2013-04-01' });
    expect(rows.map(({ id }) => id)).toEqual(['plan', 'rapport']);
    const learnt = { askedOn: state.phases[0]?.from, setBy: 'text', suspendedOn: null, binds: true, stands: true };
    for (const row of rows) expect(row).toMatchObject(learnt);
  },
);

test('a rehearsal of before is dropped whole', async () => {
  await pruneRehearsals(worlds.rehearsal, [REHEARSAL]);
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relname like ${`%${REHEARSAL.toLowerCase()}%`} and relkind in ('r', 'p')`.execute(
    worlds.rehearsal,
  );
  expect(rows).toEqual([]);
});
