import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextRef } from '#core/act/envelope.ts';
import { accessChain, systemChain } from '#contracts/ids.ts';
import { type Cover, coversDay, everything, isCovered, isWhollyCovered } from '../../audit/mandates/cover.ts';
import type { Filters } from '../../audit/search/filters.ts';
import { findEvents } from '../../audit/search/find.ts';
import { beginChain, link, storeLinks } from '../../infra/db/chain.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const REFERRAL = 'referral:provning';
const OTHER = 'agreement:provning:2012';
let database: TestDatabase;
let worlds: Worlds;

interface Told {
  body: { type: string; organisation?: string; stage?: string };
  doneOn?: string;
  recordedAt?: string;
  reason?: TextRef;
}

async function record(chain: string, told: readonly Told[]): Promise<void> {
  await worlds.live.transaction().execute(async (trx) => {
    const head = await beginChain(trx, chain);
    const events = told.map(({ body, doneOn = '2012-05-01', recordedAt = '2012-05-01T09:00:00.000Z', reason }, at) => ({
      body,
      doneOn,
      doneBy: null,
      recordedBy: { person: 'p', role: 'handler' as const, authenticated: 'claimed' as const },
      recordedAt,
      reason: reason ?? null,
      evidence: null,
      engine: 1,
      commandId: `c-${at}`,
      wallTime: recordedAt,
      codeVersion: 'test',
    }));
    await storeLinks(trx, chain, link(chain, head, events));
  });
}

beforeAll(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 3 });
  const secret = await putText(worlds.live, '', 'Vi är inte överens i nämnden.');
  await record(REFERRAL, [
    { body: { type: 'stageFinished', organisation: 'a', stage: 's' } },
    { body: { type: 'stageDecided', organisation: 'b', stage: 's' }, reason: secret },
    { body: { type: 'answered', organisation: 'b' } },
  ]);
  await record(OTHER, [
    // Done in 2011 and recorded in 2012; and at midnight by the clock in Sweden, which is the year after.
    { body: { type: 'repaid' }, doneOn: '2011-12-30', recordedAt: '2012-01-02T09:00:00.000Z' },
    { body: { type: 'accounted' }, doneOn: '2013-01-01', recordedAt: '2012-12-31T23:00:00.000Z' },
  ]);
  await record(accessChain(OTHER), [{ body: { type: 'commandRefused' } }]);
  await record(systemChain(''), [{ body: { type: 'programStarted' } }]);
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
});

const open = { processes: null, organisation: null, from: null, until: null };
const found = async (cover: Cover, filters: Filters = {}) =>
  (await findEvents(worlds.live, '', cover, { around: true, ...filters }, { page: 1, size: 50 })).events
    .map(({ body }) => body.type)
    .toSorted();

describe('what a mandate opens', () => {
  it('is nothing without one, and everything for whoever runs the machine', async () => {
    expect(await found([])).toEqual([]);
    expect(await found(everything)).toHaveLength(7);
  });

  it("is of a referral an organisation's own handling, and not another's, nor is that found by its words", async () => {
    const cover = [{ ...open, processes: [REFERRAL], organisation: 'a' }];
    expect(await found(cover)).toEqual(['answered', 'stageFinished']);
    expect(await found(cover, { word: 'nämnden' })).toEqual([]);
    expect(await found(cover, { types: ['stageDecided'] })).toEqual([]);
    expect(await found([{ ...open, processes: [REFERRAL] }], { word: 'nämnden' })).toEqual(['stageDecided']);
  });

  it('is of one matter also what happened around it, and nothing of no matter', async () => {
    expect(await found([{ ...open, processes: [OTHER] }])).toEqual(['accounted', 'commandRefused', 'repaid']);
    expect(await found([{ ...open, processes: [OTHER], organisation: 'a' }])).toEqual(['accounted', 'repaid']);
  });

  it('is of a time what was done or recorded in it, by the day in Sweden', async () => {
    const year = (number: number) => [{ ...open, processes: [OTHER], from: `${number}-01-01`, until: `${number}-12-31` }];
    expect(await found(year(2011))).toEqual(['repaid']);
    expect(await found(year(2012))).toEqual(['commandRefused', 'repaid']);
    expect(await found(year(2013))).toEqual(['accounted']);
  });

  it('is together what several open', async () => {
    const cover = [
      { ...open, processes: [REFERRAL], organisation: 'a' },
      { ...open, processes: [REFERRAL], organisation: 'b' },
    ];
    expect(await found(cover)).toEqual(['answered', 'stageDecided', 'stageFinished']);
  });

  it('is the whole of a matter only without an organisation or a time', () => {
    const timed = { ...open, processes: [OTHER], from: '2012-01-01', until: '2012-12-31' };
    expect(isWhollyCovered([{ ...open, processes: [OTHER] }], OTHER)).toBe(true);
    expect(isWhollyCovered([timed], OTHER)).toBe(false);
    expect(isWhollyCovered([{ ...open, processes: [OTHER], organisation: 'a' }], OTHER)).toBe(false);
    expect([coversDay([timed], OTHER, '2012-12-31'), coversDay([timed], OTHER, '2013-01-01')]).toEqual([true, false]);
    const later = { ...timed, from: '2014-01-01', until: '2014-12-31' };
    expect(coversDay([timed, later], OTHER, '2012-06-01', '2014-06-01')).toBe(false);
    expect(coversDay([timed, later], OTHER, '2014-06-01', '2014-07-01')).toBe(true);
    expect(isCovered([timed], REFERRAL)).toBe(false);
  });
});
