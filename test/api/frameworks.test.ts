import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProposedEvent } from '#core/agreement/events.ts';
import { agreementId, frameworkId } from '#contracts/ids.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { event, proposal } from '../activities/record/fixtures.ts';
import { plan, valid, YEAR_HASH, yearText } from '../core/framework/platform.ts';
import { HOST, readingApp, type ReadingApp } from './readingApp.ts';

let reading: ReadingApp;
const live = { kind: 'live' } as const;
const chain = frameworkId(live, 'provplattformen');

beforeAll(async () => {
  reading = await readingApp();
  const { live: db } = reading.worlds;
  await putPeople(db, '', [
    { id: 'statssekreteraren', organisation: 'staten', name: 'Stina Sekreterare', email: 'stina@example.org' },
  ]);
  const life = valid().does(plan(2012), '2010-12-01');
  life.wake('2011-02-01T08:00:00.000Z');
  life.delivers('2011-02-01T08:00:00.000Z');
  life.does({ type: 'moveCommissionDate', commission: 'utvardering', item: 'slutrapport', dueOn: '2014-10-01' }, '2013-01-10', {
    by: 'statssekreteraren',
  });
  const events = life.events.map(({ body, doneOn, doneBy, recordedBy, recordedAt, reason, evidence, engine }) => ({
    body,
    doneOn,
    doneBy,
    recordedBy,
    recordedAt,
    reason,
    evidence,
    engine,
  }));
  const measures = yearText(2012).measures.map((measure) => ({ ...measure, serves: { area: 'forskning', goal: null } }));
  const definition = yearText(2012, { measures });
  await recordPort(db, 'test-code').append(proposal(chain, 0, 'all', events as unknown as ProposedEvent[]));
  await recordPort(db, 'test-code').append(
    proposal(agreementId(live, 'provplattformen', 2012), 0, 'open', [
      event({ type: 'opened', definition, versionHash: YEAR_HASH }),
      event({ type: 'phaseBegan', phase: 'inForce', on: '2012-02-01', early: false }),
    ]),
  );
});

afterAll(() => reading.close());

const get = async (url: string) => {
  const response = await reading.app.inject({ url, headers: { host: HOST } });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};

test('a framework is read by its short id, with names, years, and dates as they stand and as they were written', async () => {
  const { status, body } = await get('/frameworks/framework:provplattformen');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    chain,
    phase: 'valid',
    validFrom: '2010-09-03',
    parties: [{ party: { id: 'staten' }, signatory: { name: 'Stina Sekreterare' }, signedOn: '2010-06-21' }, {}],
    years: [
      { year: 2012, status: 'opened', phase: 'inForce' },
      { year: 2013, status: 'expected', phase: null },
      { year: 2014, status: 'expected', phase: null },
    ],
    commissions: [{ items: [{}, { id: 'slutrapport', dueOn: '2014-10-01', writtenDueOn: '2014-09-01' }] }],
  });
});

test('its coverage says what no running measure serves, on the day it is asked for', async () => {
  const { body } = await get('/frameworks/provplattformen/coverage');
  expect(body).toMatchObject({
    today: '2013-04-05',
    now: { uncovered: { areas: ['forskning', 'brukarmedverkan'] } },
    years: [{ year: 2012, phase: 'inForce', uncovered: { areas: ['brukarmedverkan'], goals: ['brukarrad'] } }],
  });
});

test('frameworks are listed, and one that is not there is not found', async () => {
  expect((await get('/frameworks')).body).toMatchObject({ frameworks: [{ id: 'framework:provplattformen', phase: 'valid' }] });
  expect(await get('/frameworks/framework:annan')).toMatchObject({ status: 404, body: { code: 'unknownFramework' } });
  expect(await get('/frameworks/agreement:provplattformen:2012')).toMatchObject({ status: 404 });
});
