import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bySystem, entryNow } from '#core/around/entry.ts';
import type { AroundEntry } from '#core/around/events.ts';
import { accessChain, agreementId, systemChain } from '#contracts/ids.ts';
import { appendEvents } from '../../../infra/db/appendEvents.ts';
import { chainAllNoted } from '../../../infra/db/around/chainAll.ts';
import { chainNoted, recordAround } from '../../../infra/db/around/chainNoted.ts';
import { note } from '../../../infra/db/around/note.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { createRehearsal } from '../../../infra/db/write/rehearsals.ts';
import { opened, proposal, repaid, TUESDAY } from '../../activities/record/fixtures.ts';
import { expectSoundAround, expectSoundChain } from '../../support/chainChecks.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

const WRITERS = 4;
const RECORDING = { wallTime: TUESDAY, codeVersion: 'test' };
const REHEARSAL = '01J9Z3NDEKTSV4RRFFQ69G5FAV';

let database: TestDatabase;
/** Each with connections of its own, as processes have. */
let writers: Worlds[];
let worlds: Worlds;

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  writers = await Promise.all(Array.from({ length: WRITERS }, () => openWorlds(database.url, 'standard', { max: 8 })));
  worlds = writers[0] as Worlds;
});
afterAll(async () => {
  await Promise.all(writers.map((one) => one.close()));
  await database.drop();
});

const chainOf = (year: number): string => agreementId({ kind: 'live' }, 'test-frame', year);
const refusal = (year: number, commandId: string): AroundEntry =>
  entryNow(
    accessChain(chainOf(year)),
    { type: 'commandRefused', command: 'sign', code: 'wrongPhase', commandId },
    bySystem,
    TUESDAY,
  );
const writer = (index: number): Worlds => writers[index % WRITERS] as Worlds;
const commandIds = (entries: readonly { body: object }[]): string[] =>
  entries.map(({ body }) => ('commandId' in body ? String(body.commandId) : ''));
const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('hundreds of writers at once', () => {
  const YEARS = 20;
  const NOTES = 400;

  test('leave no gap and no fork in any chain, and every note is chained once', async () => {
    const noted = numbered(NOTES).map((index) => note(writer(index).live, [refusal(1900 + (index % YEARS), `note-${index}`)]));
    const chained = numbered(30).map(async (index) => chainNoted(writer(index).live, '', 'test'));
    const lives = numbered(YEARS).map((index) => lived(1900 + index));
    await Promise.all([...noted, ...chained, ...lives]);
    await chainNoted(worlds.live, '', 'test');
    const around = await Promise.all(
      numbered(YEARS).map((index) => expectSoundAround(worlds, accessChain(chainOf(1900 + index)))),
    );
    expect(commandIds(around.flat()).toSorted()).toEqual(
      numbered(NOTES)
        .map((index) => `note-${index}`)
        .toSorted(),
    );
    for (const index of numbered(YEARS)) expect(await expectSoundChain(worlds, chainOf(1900 + index))).toHaveLength(1 + 5);
  });

  test('one chain that all append to holds each command once', async () => {
    const chain = chainOf(1950);
    await append(0, chain, 0, 'open', [opened()]);
    await Promise.all(numbered(40).map((index) => appendWhereverItEnds(index, chain, `repay-${index}`)));
    const events = await expectSoundChain(worlds, chain);
    expect(events.map(({ commandId }) => commandId).toSorted()).toEqual(
      ['open', ...numbered(40).map((index) => `repay-${index}`)].toSorted(),
    );
  });

  async function lived(year: number): Promise<void> {
    await append(year, chainOf(year), 0, 'open', [opened()]);
    for (const index of numbered(5)) await append(year + index, chainOf(year), 1 + index, `repay-${index}`, [repaid(1 + index)]);
  }

  const append = (index: number, chain: string, since: number, commandId: string, events: Parameters<typeof proposal>[3]) =>
    writer(index)
      .live.transaction()
      .execute((trx) => appendEvents(trx, proposal(chain, since, commandId, events), RECORDING));

  /** As a workflow does that has missed what another wrote: it takes in the missed events and tries again. */
  async function appendWhereverItEnds(index: number, chain: string, commandId: string): Promise<void> {
    for (let since = 1; ; ) {
      const { receipt, events } = await append(index, chain, since, commandId, [repaid(100 + index)]);
      if (receipt !== null) return;
      since = events.at(-1)?.version ?? since;
    }
  }
});

describe('what is noted', () => {
  test('keeps its order within a chain, in batches as well', async () => {
    const entries = numbered(1_200).map((index) => refusal(1960, `in-order-${index}`));
    await note(worlds.live, entries);
    expect(await chainNoted(worlds.live, '', 'test')).toBe(1_200);
    expect(commandIds(await expectSoundAround(worlds, accessChain(chainOf(1960))))).toEqual(
      numbered(1_200).map((index) => `in-order-${index}`),
    );
    expect(await chainNoted(worlds.live, '', 'test')).toBe(0);
  });

  test('waits for nobody who has a chain’s head', async () => {
    await note(worlds.live, [refusal(1961, 'first')]);
    await chainNoted(worlds.live, '', 'test');
    await worlds.live.transaction().execute(async (trx) => {
      await trx
        .selectFrom('chain')
        .selectAll()
        .where('chain', '=', accessChain(chainOf(1961)))
        .forUpdate()
        .execute();
      await note(writer(1).live, [refusal(1961, 'second')]);
    });
    await chainNoted(worlds.live, '', 'test');
    expect(await expectSoundAround(worlds, accessChain(chainOf(1961)))).toHaveLength(2);
  });

  test('is gone with the transaction that it was noted in', async () => {
    const undone = worlds.live.transaction().execute(async (trx) => {
      await note(trx, [refusal(1962, 'undone')]);
      throw new Error('and so nothing of it was done');
    });
    await expect(undone).rejects.toThrow('nothing of it was done');
    expect(await chainNoted(worlds.live, '', 'test')).toBe(0);
  });

  test('and cannot be said exactly in JSON is refused to whoever notes it, and holds up nobody else', async () => {
    for (const unsayable of ['cut off \ud800', 'with \0 in it'])
      await expect(note(worlds.live, [refusal(1964, unsayable)])).rejects.toThrow(/surrogate|U\+0000/);
    await note(worlds.live, [refusal(1964, 'whole')]);
    expect(await chainNoted(worlds.live, '', 'test')).toBe(1);
  });

  test('stands before what is recorded at once after it', async () => {
    await note(worlds.live, [refusal(1963, 'noted before')]);
    const [recorded] = await recordAround(worlds.live, '', [refusal(1963, 'recorded at once')], 'test');
    expect(recorded?.version).toBe(2);
    expect(commandIds(await expectSoundAround(worlds, accessChain(chainOf(1963))))).toEqual(['noted before', 'recorded at once']);
  });

  test('of another world than is recorded in is refused, and nothing of it is kept', async () => {
    const stray = { ...refusal(1965, 'stray'), chain: systemChain(REHEARSAL) };
    await expect(recordAround(worlds.live, '', [refusal(1965, 'sound'), stray], 'test')).rejects.toThrow(
      /no.* chain of the world/,
    );
    expect(await chainNoted(worlds.live, '', 'test')).toBe(0);
  });

  test('in a rehearsal goes to the rehearsal’s own chains, and what belongs to no process to its system chain', async () => {
    await createRehearsal(worlds.rehearsal, {
      id: REHEARSAL,
      title: 'Prov',
      startedAt: TUESDAY,
      conductor: { host: 'test', pid: process.pid },
    });
    const started = { type: 'programStarted', codeVersion: 'test', migrations: [] as string[] } as const;
    await note(worlds.live, [entryNow(systemChain(''), started, bySystem, TUESDAY)]);
    await note(worlds.rehearsal, [entryNow(systemChain(REHEARSAL), started, bySystem, TUESDAY)]);
    expect(await chainAllNoted(worlds, 'test')).toBe(2);
    expect(await expectSoundAround(worlds, systemChain(''))).toHaveLength(1);
    expect(await expectSoundAround(worlds, systemChain(REHEARSAL))).toHaveLength(1);
  });
});
