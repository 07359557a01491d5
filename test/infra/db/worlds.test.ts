import { sql } from 'kysely';
import { ulid } from 'ulid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreementId } from '#contracts/ids.ts';
import type { Db } from '../../../infra/db/connect.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { programLogin } from '../../../infra/db/programRole.ts';
import {
  agreementExists,
  agreementState,
  commandOutcome,
  findAgreement,
  listAgreements,
} from '../../../infra/db/read/agreements.ts';
import { recordRights } from '../../../infra/db/read/rights.ts';
import { rehearsals } from '../../../infra/db/read/rehearsals.ts';
import { recordPort } from '../../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { putPeople } from '../../../infra/db/write/directory.ts';
import { beatRehearsal, createRehearsal, finishRehearsal, pruneRehearsals } from '../../../infra/db/write/rehearsals.ts';
import { opened, proposal, repaid } from '../../activities/record/fixtures.ts';
import { ownersDb } from '../../support/owner.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

const STARTED = '2026-11-22T10:00:00.000Z';
const conductor = { host: 'a-machine', pid: 4711 };
const short = agreementId({ kind: 'live' }, 'test-frame', 2012);

let database: TestDatabase;
let worlds: Worlds;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 5 });
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
});

async function rehearse(startedAt = STARTED): Promise<{ id: string; chain: string }> {
  const id = ulid(Date.parse(startedAt));
  await createRehearsal(worlds.rehearsal, { id, title: 'Prov', startedAt, conductor });
  const chain = agreementId({ kind: 'rehearsal', id }, 'test-frame', 2012);
  const appended = await recordPort(worlds.rehearsal, 'test-code').append(proposal(chain, 0, 'open', [opened(), repaid(1)]));
  expect(appended).toMatchObject({ ok: true });
  return { id, chain };
}

const eventsOf = async (id: string) => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from event where rehearsal = ${id}`.execute(
    worlds.rehearsal,
  );
  return rows[0]?.count;
};

test('a short id means the live agreement, else that of the newest rehearsal; a full id means what it says', async () => {
  const older = await rehearse('2026-11-20T10:00:00.000Z');
  const newer = await rehearse('2026-11-21T10:00:00.000Z');
  expect(await findAgreement(worlds, short)).toMatchObject({ chain: newer.chain, rehearsal: newer.id, shortId: short });
  expect(await findAgreement(worlds, older.chain)).toMatchObject({ chain: older.chain, rehearsal: older.id });
  expect(await findAgreement(worlds, `${short}0`)).toBeNull();
  await recordPort(worlds.live, 'test-code').append(proposal(short, 0, 'open', [opened()]));
  expect(await findAgreement(worlds, short)).toMatchObject({ chain: short, rehearsal: null, phase: 'planned' });
  expect((await listAgreements(worlds)).map(({ chain }) => chain)).toEqual([short]);
  expect((await listAgreements(worlds, { rehearsals: 'all' })).map(({ chain }) => chain)).toEqual([newer.chain, older.chain]);
  expect((await listAgreements(worlds, { rehearsals: { id: older.id } })).map(({ chain }) => chain)).toEqual([older.chain]);
});

test('what is asked about a chain is asked of its own world', async () => {
  const { chain } = await rehearse();
  expect(await agreementExists(worlds, chain)).toBe(true);
  expect(await agreementExists(worlds, agreementId({ kind: 'live' }, 'test-frame', 1999))).toBe(false);
  expect((await agreementState(worlds, chain))?.repayments).toHaveLength(1);
  expect(await commandOutcome(worlds, chain, 'open')).toMatchObject({
    bodyHash: 'cd'.repeat(32),
    actor: 'p-sam',
    receipt: { chain, version: 2 },
  });
  expect(await commandOutcome(worlds, chain, 'other')).toBeNull();
});

test('events cannot be changed, deleted or emptied out, neither in a world nor in a rehearsal’s own part', async () => {
  const { id } = await rehearse();
  const part = sql.id('rehearsal', `event_${id.toLowerCase()}`);
  const owner = ownersDb(database.url);
  for (const table of [sql.id('live', 'event'), sql.id('rehearsal', 'event'), part]) {
    for (const change of [sql`update ${table} set command_id = 'x'`, sql`delete from ${table}`, sql`truncate ${table}`]) {
      await expect(change.execute(worlds.live)).rejects.toThrow(/permission denied/);
      await expect(change.execute(owner)).rejects.toThrow(/append-only: (?:UPDATE|DELETE|TRUNCATE) refused/);
    }
  }
  await owner.destroy();
});

test('what is only added to can be neither changed nor emptied by the program, and a head only moves forward', async () => {
  const { id, chain } = await rehearse();
  const owner = ownersDb(database.url, 'rehearsal');
  await rehearsalCheckpoint(owner, id);
  for (const name of ['archive', 'checkpoint', 'checkpoint_head', 'command', 'chain']) {
    for (const change of [sql`delete from ${sql.id(name)}`, sql`truncate ${sql.id(name)}`])
      await expect(change.execute(worlds.rehearsal)).rejects.toThrow(/permission denied/);
    await expect(sql`truncate ${sql.id(name)}`.execute(owner)).rejects.toThrow(/append-only/);
  }
  for (const name of ['checkpoint', 'command', 'chain'])
    await expect(sql`delete from ${sql.id(name)} where rehearsal = ${id}`.execute(owner)).rejects.toThrow(/append-only/);
  const back = sql`update chain set head_version = 1 where chain = ${chain}`;
  await expect(back.execute(worlds.rehearsal)).rejects.toThrow(/only grows/);
  await expect(sql`update chain set chain = 'x' where chain = ${chain}`.execute(worlds.rehearsal)).rejects.toThrow(/permission/);
  await owner.destroy();
});

const rehearsalCheckpoint = (owner: Db, id: string) =>
  sql`insert into checkpoint (rehearsal, number, at, signed, signature, key) values (${id}, 1, now(), '{}', '', 'k')`.execute(
    owner,
  );

test('the program makes and drops no table but a rehearsal’s own, by its id', async () => {
  for (const statement of [
    'create table live.more (line text)',
    'drop table live.text',
    'alter table live.event disable trigger all',
    'drop trigger append_only on live.event',
    "select meta.drop_rehearsal_partition('text', 'live')",
    "select meta.drop_rehearsal_partition('pg_class', '01J9Z3NDEKTSV4RRFFQ69G5FAV')",
    "select meta.create_rehearsal_partitions('x; drop table live.text')",
    "insert into meta.migration (name, timestamp) values ('x', 'y')",
    'delete from meta.secret',
    'set session_replication_role = replica',
  ])
    await expect(sql.raw(statement).execute(worlds.live), statement).rejects.toThrow(
      /permission denied|must be owner|not the id|no table/,
    );
});

test('a login that is a member of the program’s role and owns nothing is enough for the program', async () => {
  const url = await programLogin(database.url);
  const own = await openWorlds(url, 'standard', { max: 1 });
  expect((await sql<{ who: string }>`select session_user || ' ' || current_user as who`.execute(own.live)).rows).toEqual([
    { who: 'arscykel_service arscykel_program' },
  ]);
  await expect(sql`reset role`.execute(own.live).then(() => sql`delete from live.event`.execute(own.live))).rejects.toThrow(
    /permission denied/,
  );
  expect(await recordRights(own.live)).toEqual({ programMayChange: [], unguarded: [], loginOwnsRecord: false });
  await own.close();
});

test('a guard that is off, a right that was given back and a login that owns the record are seen', async () => {
  const owner = ownersDb(database.url);
  await sql`alter table live.event disable trigger append_only`.execute(owner);
  await sql`grant delete on live.archive to arscykel_program`.execute(owner);
  expect(await recordRights(worlds.live)).toEqual({
    programMayChange: ['live.archive'],
    unguarded: ['live.event'],
    loginOwnsRecord: true,
  });
  await sql`alter table live.event enable trigger append_only`.execute(owner);
  await sql`revoke delete on live.archive from arscykel_program`.execute(owner);
  await owner.destroy();
});

test('a login that is no member of the program’s role is refused with what to do', async () => {
  const owner = ownersDb(database.url);
  const name = `stranger_${process.pid}`;
  await sql
    .raw(`create role ${name} login password 'x'; grant usage on schema meta to ${name};
    grant select on all tables in schema meta to ${name}`)
    .execute(owner);
  const url = new URL(database.url);
  [url.username, url.password] = [name, 'x'];
  await expect(openWorlds(url.href, 'standard', { max: 1 })).rejects.toThrow(
    /no member of arscykel_program.*grant arscykel_program to/,
  );
  await sql.raw(`drop owned by ${name}; drop role ${name}`).execute(owner);
  await owner.destroy();
});

test('an event whose hash is not that of its text is refused by the database itself', async () => {
  const forged = sql`insert into event (rehearsal, chain, version, hash, previous_hash, type, done_on, recorded_at, wall_time, command_id, canonical)
    values ('', 'x', 1, ${'0'.repeat(64)}, ${'0'.repeat(64)}, 'opened', '2012-01-01', now(), now(), 'c', '{}')`;
  await expect(forged.execute(worlds.live)).rejects.toMatchObject({ code: '23514' });
});

test('pruning drops rehearsals whole, one by one, and touches neither another nor the live world', async () => {
  const [gone, kept] = [await rehearse(), await rehearse()];
  const live = await sql<{ count: number }>`select count(*) as count from live.event`.execute(worlds.live);
  await pruneRehearsals(worlds.rehearsal, [gone.id]);
  await pruneRehearsals(worlds.rehearsal, [gone.id]);
  expect(await eventsOf(gone.id)).toBe(0);
  expect(await eventsOf(kept.id)).toBe(2);
  expect((await sql<{ count: number }>`select count(*) as count from live.event`.execute(worlds.live)).rows).toEqual(live.rows);
  const left = await sql`select 1 from pg_class where relname like ${`%${gone.id.toLowerCase()}%`}`.execute(worlds.live);
  expect(left.rows).toEqual([]);
  expect((await rehearsals(worlds.rehearsal, STARTED)).map(({ id }) => id)).not.toContain(gone.id);
  const noted = await worlds.live.selectFrom('around').select(['chain', 'entry']).execute();
  const pruned = { type: 'rehearsalsPruned', rehearsals: [gone.id] };
  expect(noted).toEqual([{ chain: 'system', entry: expect.objectContaining({ body: pruned }) as object }]);
  await expect(pruneRehearsals(worlds.rehearsal, ['live.event'])).rejects.toThrow(/ULID/);
});

test('rehearsals may be begun while others are read and written', async () => {
  const { id, chain } = await rehearse();
  const port = recordPort(worlds.rehearsal, 'test-code');
  await worlds.rehearsal.transaction().execute(async (trx) => {
    await sql`select * from event, process, notice`.execute(trx);
    await port.append(proposal(chain, 2, 'more', [repaid(2)]));
    await rehearse();
  });
  expect(await eventsOf(id)).toBe(3);
});

test('a rehearsal runs, is finished, or is abandoned when its conductor falls silent', async () => {
  const { id } = await rehearse();
  const statusAt = async (now: string) => (await rehearsals(worlds.rehearsal, now)).find((one) => one.id === id)?.status;
  expect(await statusAt('2026-11-22T10:00:20.000Z')).toBe('running');
  expect(await statusAt('2026-11-22T10:00:40.000Z')).toBe('abandoned');
  await beatRehearsal(worlds.rehearsal, id, '2026-11-22T10:00:30.000Z');
  expect(await statusAt('2026-11-22T10:00:40.000Z')).toBe('running');
  const end = {
    finishedAt: '2026-11-22T10:00:45.000Z',
    outcome: 'asWritten',
    virtualFrom: '2011-02-01',
    virtualTo: '2014-09-01',
  } as const;
  await finishRehearsal(worlds.rehearsal, id, { ...end, result: { finalPhase: 'closed', b: 1, a: 2 } });
  const row = (await rehearsals(worlds.rehearsal, '2027-01-01T00:00:00.000Z')).find((one) => one.id === id);
  expect(row).toMatchObject({ ...end, status: 'finished', conductorHost: 'a-machine', conductorPid: 4711 });
  expect(JSON.stringify(row?.result)).toBe('{"finalPhase":"closed","b":1,"a":2}');
});

test('the same person may be known in the live world and, otherwise, in a rehearsal', async () => {
  const { id } = await rehearse();
  const anna = { id: 'p-anna', organisation: 'staten', name: 'Anna Prov', email: 'anna@example.org' };
  expect(await putPeople(worlds.live, '', [anna])).toEqual([]);
  expect(await putPeople(worlds.rehearsal, id, [{ ...anna, name: 'Anna Övning' }])).toEqual([]);
});
