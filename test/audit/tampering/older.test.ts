import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#core/agreement/events.ts';
import { rehearsalsLeft } from '../../../audit/verify/meant.ts';
import { verifyRecord } from '../../../audit/verify/verify.ts';
import type { Db } from '../../../infra/db/connect.ts';
import { rooms } from '../../../infra/db/migrations/0006-rooms.ts';
import { recordPort } from '../../../infra/db/recordPort.ts';
import { openWorlds } from '../../../infra/db/worlds.ts';
import { grantAlike } from '../../../infra/db/write/rooms.ts';
import { createRehearsal } from '../../../infra/db/write/rehearsals.ts';
import { forger } from '../../support/forging.ts';
import { CLOSED } from '../../support/soundRecord.ts';
import { livedTo } from '../../support/lives.ts';
import { codesIn, type Tampered, tamperedRecord, whole } from '../../support/tamperedRecord.ts';

const REHEARSAL = '01M80HMSBBAYE4E6RHEA0GNC3V';
const FAMILY = '0b3c5d52-6f0e-4d59-9a7e-3d1f6f2f9f10';
let tampered: Tampered;
beforeAll(async () => {
  tampered = await tamperedRecord();
});
afterAll(() => tampered.drop());

/** Records acts as their workflow would. */
async function record(db: Db, chain: string, acts: readonly StoredEvent[]): Promise<void> {
  for (const [commandId, events] of Map.groupBy(acts, (event) => event.commandId)) {
    const proposed = events.map(({ body, doneOn, doneBy, reason, recordedBy, recordedAt, evidence, engine }) => {
      return { body, doneOn, doneBy, reason, recordedBy, recordedAt, evidence, engine };
    });
    const actor = events.find(({ recordedBy }) => recordedBy.person !== null)?.recordedBy.person ?? null;
    const since = (events[0]?.version ?? 1) - 1;
    const outcome = await recordPort(db, 'test').append({ chain, since, commandId, bodyHash: null, actor, events: proposed });
    expect(outcome.ok).toBe(true);
  }
}

/** As a database that was in use before it was kept who may read what comes out of its migration. */
async function carryOver(url: string): Promise<void> {
  const forging = await forger(url);
  const tables = ['live.document_access', 'live.room_draft', 'rehearsal.document_access', 'rehearsal.room_draft'];
  await forging.run(`drop table ${tables.join(', ')}`);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }) });
  await rooms.up(db);
  await db.destroy();
  await forging.run(`update meta.migration set timestamp = $1 where name = '0006-rooms'`, [new Date().toISOString()]);
  await forging.end();
}

test('rights to read that were carried over from before they were kept are no fault, and one that nobody had is', async () => {
  const url = await tampered.copy();
  await carryOver(url);
  const sound = await verifyRecord(url, whole, { limit: 10 });
  expect(codesIn(sound.found)).toEqual({});
  expect(sound.readModel.readings).toBeGreaterThan(0);
  const forging = await forger(url);
  await forging.run(`update document_access set organisation = 'granskaren' where chain = '${CLOSED}' and organisation = 'skl'`);
  await forging.end();
  const { found } = await verifyRecord(url, whole, { limit: 10 });
  expect(codesIn(found)).toEqual({ readModel: ['readingOfNothing'] });
});

test('a rehearsal that is struck from the list is gone over all the same, and named', async () => {
  const url = await tampered.copy();
  const worlds = await openWorlds(url, 'standard', { max: 2 });
  const conductor = { host: 'here', pid: 1 };
  await createRehearsal(worlds.rehearsal, { id: REHEARSAL, title: 'Prövning', startedAt: new Date().toISOString(), conductor });
  const chain = `rehearsal:${REHEARSAL}:${CLOSED}`;
  await record(worlds.rehearsal, chain, livedTo('consultation').events());
  const scope = { rehearsal: REHEARSAL, chains: null };
  expect((await verifyRecord(url, scope, { limit: 10 })).found.chains.findings).toEqual([]);
  const forging = await forger(url);
  await forging.run(`delete from rehearsal.rehearsal where id = '${REHEARSAL}'`);
  await forging.end();
  expect(await rehearsalsLeft(worlds.rehearsal)).toContain(REHEARSAL);
  await worlds.close();
  const { found, isSound } = await verifyRecord(url, scope, { limit: 10 });
  expect(isSound).toBe(false);
  expect(found.chains.findings).toEqual([{ code: 'rehearsalStruck', place: {}, facts: {} }]);
});

test('what was handed in by a link beside its first file is no fault, also when what was stated by it is erased; another file is', async () => {
  const url = await tampered.copy();
  const worlds = await openWorlds(url, 'standard', { max: 2 });
  const chain = 'agreement:genom-lank:2012';
  const commandId = `link:${FAMILY}`;
  const [first, second] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const lived = livedTo('closed').events();
  const last = lived.findLast(({ recordedBy }) => recordedBy.person !== null)?.commandId;
  const evidence = { kind: 'document' as const, sha256: first };
  const byLink = (event: StoredEvent): StoredEvent => (event.commandId === last ? { ...event, commandId, evidence } : event);
  await record(worlds.live, chain, lived.map(byLink));
  await grantAlike(worlds.live, { chain, commandId }, [first, second]);
  await worlds.close();
  const forging = await forger(url);
  await forging.run(
    `insert into stated (link, family, act, person, role, chain, organisation, deadline, command, documents, stated_at)
     values ($1, $1, 'submitted', 'nagon', 'handläggare', $2, 'skl', 'rapport', 'handIn', $3, now())`,
    [FAMILY, chain, [first, second]],
  );
  const found = async () => codesIn((await verifyRecord(url, whole, { limit: 10 })).found).readModel;
  expect(await found()).toBeUndefined();
  await forging.run(`update stated set documents = $1`, [[first, 'ef'.repeat(32)]]);
  expect(new Set(await found())).toEqual(new Set(['readingOfNothing']));
  await forging.run('delete from stated');
  expect(await found()).toBeUndefined();
  await forging.end();
});
