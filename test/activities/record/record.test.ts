import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#core/agreement/events.ts';
import { evolve } from '#core/agreement/evolve.ts';
import type { State } from '#core/agreement/state.ts';
import type { Proposal, Recorded } from '#contracts/types.ts';
import { makeRecordActivities } from '../../../activities/record/index.ts';
import { connect, type Db } from '../../../infra/db/connect.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { project } from '../../../infra/db/project.ts';
import { recordPort } from '../../../infra/db/recordPort.ts';
import { ownersDb } from '../../support/owner.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { event, opened, proposal, repaid } from './fixtures.ts';

let database: TestDatabase;
let db: Db;
let record: (what: Proposal) => Promise<Recorded>;
const alarms: string[] = [];
let chains = 0;
const newChain = () => `agreement:test-frame-${++chains}:2012`;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'test');
  db = connect(database.url, { schema: 'live', max: 12 });
  const activities = makeRecordActivities(recordPort(db, 'test-code'));
  const logger = new DefaultLogger('ERROR', ({ message }) => alarms.push(message));
  const environment = new MockActivityEnvironment({}, { logger });
  record = (what) => environment.run((proposed: Proposal) => activities.record(proposed), what);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** The whole chain, checked as an auditor would: from the stored text alone. */
async function verifiedVersions(chain: string): Promise<number[]> {
  const rows = await db.selectFrom('event').selectAll().where('chain', '=', chain).orderBy('version').execute();
  let previous = createHash('sha256').update(chain, 'utf8').digest();
  for (const row of rows) {
    const hash = createHash('sha256').update(previous).update(row.canonical, 'utf8').digest();
    expect(row.previousHash).toBe(previous.toString('hex'));
    expect(row.hash).toBe(hash.toString('hex'));
    const said = JSON.parse(row.canonical) as { chain: string; version: number };
    expect(said).toMatchObject({ chain, version: row.version });
    previous = hash;
  }
  return rows.map((row) => row.version);
}

test('what is proposed is appended, and comes back with version and hash and a receipt of the newest', async () => {
  const chain = newChain();
  const recorded = await record(proposal(chain, 0, 'open', [opened(), repaid(1)]));
  expect(recorded.events.map((stored) => stored.version)).toEqual([1, 2]);
  expect(recorded.receipt).toEqual({ chain, version: 2, hash: recorded.events[1]?.hash });
  expect(recorded.events[0]).toMatchObject({ ...opened(), chain, commandId: 'open', codeVersion: 'test-code' });
  expect(await verifiedVersions(chain)).toEqual([1, 2]);
});

test('a known command id appends nothing and gets its first answer, byte for byte', async () => {
  const chain = newChain();
  const first = await record(proposal(chain, 0, 'open', [opened()]));
  const again = await record(proposal(chain, 0, 'open', [opened('2011-01-21T09:00:00.000Z')]));
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
  expect(await verifiedVersions(chain)).toEqual([1]);
});

test('a known command id appends nothing either when it comes with other events at the head', async () => {
  const chain = newChain();
  const { receipt } = await record(proposal(chain, 0, 'open', [opened()]));
  expect(await record(proposal(chain, 1, 'open', [repaid(1)]))).toEqual({ events: [], receipt });
  expect(await verifiedVersions(chain)).toEqual([1]);
});

test('a known command id is answered with its own receipt, and with everything recorded since', async () => {
  const chain = newChain();
  const first = await record(proposal(chain, 0, 'open', [opened()]));
  await record(proposal(chain, 1, 'later', [repaid(2)]));
  const again = await record(proposal(chain, 1, 'open', [opened()]));
  expect(again.receipt).toEqual(first.receipt);
  expect(again.events.map((stored) => stored.commandId)).toEqual(['later']);
});

test('a proposal behind the head appends nothing and is told what it missed', async () => {
  const chain = newChain();
  await record(proposal(chain, 0, 'open', [opened()]));
  await record(proposal(chain, 1, 'one', [repaid(1)]));
  const behind = await record(proposal(chain, 1, 'two', [repaid(2)]));
  expect(behind.receipt).toBeNull();
  expect(behind.events.map((stored) => [stored.version, stored.commandId])).toEqual([[2, 'one']]);
  expect(await verifiedVersions(chain)).toEqual([1, 2]);
});

test('a proposal without events only asks, also about a chain that does not exist', async () => {
  const chain = newChain();
  expect(await record(proposal(chain, 0, 'ask', []))).toEqual({ events: [], receipt: null });
  const { receipt } = await record(proposal(chain, 0, 'open', [opened()]));
  expect(await record(proposal(chain, 1, 'open', []))).toEqual({ events: [], receipt });
  expect((await record(proposal(chain, 0, 'ask', []))).events).toHaveLength(1);
  expect(await db.selectFrom('command').select('commandId').where('chain', '=', chain).execute()).toEqual([
    { commandId: 'open' },
  ]);
});

test('fifty writers at once on one chain, each sending twice, leave no gap, no fork and no doubles', async () => {
  const chain = newChain();
  await record(proposal(chain, 0, 'open', [opened()]));
  const untilRecorded = async (id: string) => {
    for (let since = 1; ; ) {
      const { events, receipt } = await record(proposal(chain, since, id, [repaid(1), repaid(2)]));
      if (receipt !== null) return receipt;
      since = events.at(-1)?.version ?? since;
    }
  };
  const ids = Array.from({ length: 50 }, (_, index) => `writer-${index}`);
  const receipts = await Promise.all([...ids, ...ids].map(untilRecorded));
  expect(await verifiedVersions(chain)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1));
  expect(receipts.slice(0, 50)).toEqual(receipts.slice(50));
  const row = await db.selectFrom('process').select(['state', 'version']).where('chain', '=', chain).executeTakeFirstOrThrow();
  expect(row.version).toBe(101);
  expect((row.state as State).repayments).toHaveLength(100);
});

test('many that begin one chain at once begin it once, and other chains do not wait for them', async () => {
  const chain = newChain();
  const opening = await Promise.all(
    Array.from({ length: 20 }, (_, index) => record(proposal(chain, 0, `open-${index}`, [opened()]))),
  );
  expect(opening.filter(({ receipt }) => receipt !== null)).toHaveLength(1);
  const other = newChain();
  await db.transaction().execute(async (trx) => {
    await sql`select 1 from chain where chain = ${chain} for update`.execute(trx);
    expect((await record(proposal(other, 0, 'open', [opened()]))).receipt?.version).toBe(1);
  });
});

test('the read model is what the events fold to', async () => {
  const chain = newChain();
  const { events } = await record(
    proposal(chain, 0, 'open', [
      event({ type: 'runStarted', runId: 'r' }),
      opened(),
      event({ type: 'phaseBegan', phase: 'consultation', on: '2011-02-01', early: false }),
    ]),
  );
  const later = await record(
    proposal(chain, 3, 'more', [event({ type: 'phaseBegan', phase: 'preparation', on: '2011-06-20', early: false })]),
  );
  await db.updateTable('process').set({ nudges: 2 }).where('chain', '=', chain).execute();
  const last = await record(proposal(chain, 4, 'met', [event({ type: 'deadlineMet', deadline: 'slutrapport' })]));
  const state = [...events, ...later.events, ...last.events].reduce<State | null>(
    (folded, one) => evolve(folded, one as StoredEvent),
    null,
  );
  if (state === null) throw new Error('opened');
  const expected = project(chain, state);
  const rows = {
    process: await db.selectFrom('process').selectAll().where('chain', '=', chain).executeTakeFirst(),
    phaseSpans: await db.selectFrom('phaseSpan').selectAll().where('chain', '=', chain).orderBy('position').execute(),
    deadlines: await db.selectFrom('deadline').selectAll().where('chain', '=', chain).orderBy('id').execute(),
  };
  expect(rows.process).toEqual({ ...expected.process, state });
  expect(JSON.stringify(rows.process?.state)).toBe(JSON.stringify(state));
  expect(rows.phaseSpans).toEqual(expected.phaseSpans);
  expect(rows.deadlines).toEqual(expected.deadlines);
  expect(rows.process?.nextWakeAt).toBe(expected.process.nextWakeAt);
});

test('a stored state of another version is folded anew', async () => {
  const chain = newChain();
  await record(proposal(chain, 0, 'open', [opened(), repaid(1)]));
  await sql`update process set state = '{"version": 1}' where chain = ${chain}`.execute(db);
  await record(proposal(chain, 2, 'more', [repaid(2)]));
  const row = await db.selectFrom('process').select('state').where('chain', '=', chain).executeTakeFirstOrThrow();
  expect((row.state as State).repayments.map((act) => act.amountOre)).toEqual([1, 2]);
});

test('a reminder is queued once per recipient, and a due date moved away and back queues it no second time', async () => {
  const chain = newChain();
  const reminder = {
    deadline: 'slutrapport',
    dueOn: '2014-09-01',
    occasion: -30,
    stands: [-90, -30],
    recipients: ['person:p-sam', 'registrar:forbundet', 'person:p-sam'],
  } as const;
  const reminded = event(
    {
      type: 'reminded',
      sendAfter: '2014-08-01T06:00:00.000Z',
      reminders: [{ ...reminder, stands: [-90, -30], recipients: [...reminder.recipients] }],
    },
    '2014-08-01T05:12:00.000Z',
    null,
  );
  await record(proposal(chain, 0, 'open', [opened(), reminded]));
  await record(proposal(chain, 2, 'again', [reminded]));
  const notices = await db.selectFrom('notice').selectAll().where('chain', '=', chain).orderBy('recipient').execute();
  expect(notices.map(({ recipient }) => recipient)).toEqual(['person:p-sam', 'registrar:forbundet']);
  expect(notices[0]).toMatchObject({
    kind: 'reminder',
    deadline: 'slutrapport',
    dueOn: '2014-09-01',
    occasion: -30,
    occasions: [-90, -30],
    causedBy: 2,
    sendAfter: '2014-08-01T06:00:00.000Z',
    status: 'queued',
    formal: false,
    attempts: 0,
  });
});

test.each([
  ['a day that does not exist', '22008', () => ({ ...repaid(1), doneOn: '2013-02-30' })],
  ['a text with U+0000', '22P05', () => event({ type: 'rejected', body: 'sty\0relsen' })],
])('%s can never be recorded: SQLSTATE %s, said without its value', async (_what, sqlState, bad) => {
  const chain = newChain();
  await record(proposal(chain, 0, 'open', [opened()]));
  alarms.length = 0;
  const failure = await record(proposal(chain, 1, 'bad', [bad()])).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'CannotRecord', nonRetryable: true });
  expect(alarms).toEqual(['the record refuses a proposal for ever']);
  expect(String(failure)).toContain(sqlState);
  expect(String(failure)).not.toMatch(/2013-02-30|relsen/);
  expect(await verifiedVersions(chain)).toEqual([1]);
});

test('a chain of a rehearsal is never recorded among the live ones', async () => {
  const chain = 'rehearsal:01J9Z3NDEKTSV4RRFFQ69G5FAV:agreement:test-frame:2012';
  await expect(record(proposal(chain, 0, 'open', [opened()]))).rejects.toMatchObject({ type: 'CannotRecord' });
});

test('a lone surrogate can never be recorded', async () => {
  const bad = event({ type: 'rejected', body: '\ud800' });
  await expect(record(proposal(newChain(), 0, 'x', [bad]))).rejects.toMatchObject({ type: 'CannotRecord' });
});

test('a workflow that has seen more than the record holds is refused for ever', async () => {
  const chain = newChain();
  await record(proposal(chain, 0, 'open', [opened()]));
  await expect(record(proposal(chain, 7, 'x', [repaid(1)]))).rejects.toMatchObject({
    type: 'CannotRecord',
    message: expect.stringContaining('backup') as string,
  });
});

test('trouble that may pass is thrown as it is, for the retry policy', async () => {
  const chain = newChain();
  await record(proposal(chain, 0, 'open', [opened()]));
  const impatient = connect(database.url, { schema: 'live', max: 2 });
  const owner = ownersDb(database.url);
  await db.transaction().execute(async (trx) => {
    await sql`select 1 from chain where chain = ${chain} for update`.execute(trx);
    const waiting = recordPort(impatient, 'test-code').append(proposal(chain, 1, 'x', [repaid(1)]));
    const failure = waiting.then(
      () => null,
      (error: unknown) => error,
    );
    while ((await terminateWaiting(owner)) === 0) await sleep(20);
    expect(String(await failure)).toMatch(/terminat|connection|ECONNRESET/i);
  });
  expect(await recordPort(impatient, 'test-code').append(proposal(chain, 1, 'x', [repaid(1)]))).toMatchObject({ ok: true });
  await Promise.all([impatient.destroy(), owner.destroy()]);
});

async function terminateWaiting(owner: Db): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%for update%'`.execute(owner);
  return rows.length;
}
