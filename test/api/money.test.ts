import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPort } from '../../infra/db/recordPort.ts';
import { definition, event, proposal } from '../activities/record/fixtures.ts';
import { text } from '../support/agreements.ts';
import { fundsTermsOf } from '../support/parts/fundedAgreement.ts';
import { chainOf, HOST, type ReadingApp, readingApp } from './readingApp.ts';

let reading: ReadingApp;
const id = chainOf({ kind: 'live' });
const [measure] = definition.measures;
const post = { area: measure?.area ?? '', measure: measure?.id ?? '', recipient: 'kommun-a' };

const recipient = (organisation: string) => ({ organisation, county: null, population: 10, baseOre: null });
const plain = (organisation: string) => ({
  id: organisation,
  title: `${organisation}s kansli`,
  bodies: [],
  acceptsNotices: false,
  superior: null,
  registrationNumber: null,
});
const shared = {
  measure: post.measure,
  key: { kind: 'equal' as const },
  recipients: ['kommun-a', 'kommun-b'],
  forCounties: false,
  distributedBy: 'staten',
  questions: [],
  requisitionBy: null,
  reportBy: { dueOn: '2013-03-01', source: 'assumed' },
};
const funded = {
  ...definition,
  organisations: [...definition.organisations, plain('kommun-a'), plain('kommun-b')],
  terms: {
    funds: fundsTermsOf({ payers: ['staten'], payment: 'withoutRequisition' }),
    recipients: { recipients: ['kommun-a', 'kommun-b'].map(recipient), mandates: [], measures: [shared] },
  },
};

beforeAll(async () => {
  reading = await readingApp();
  const paid = { amountOre: 60_000_00, payer: 'staten', decision: text('decision') };
  await recordPort(reading.worlds.live, 'test-code').append(
    proposal(id, 0, 'all', [
      event({ type: 'opened', definition: funded, versionHash: 'ab'.repeat(32) }),
      event({ type: 'phaseBegan', phase: 'inForce', on: '2012-02-01', early: false }),
      event({
        type: 'distributed',
        measure: post.measure,
        amountOre: 100_000_00,
        shares: { 'kommun-a': 60_000_00, 'kommun-b': 40_000_00 },
      }),
      event({ type: 'paymentRecorded', payment: 'payment-1', requisition: null, post, ...paid }),
      event({ type: 'fundsAccounted', post, usedOre: 59_000_00, unspentOre: 1_000_00 }),
    ]),
  );
});
afterAll(() => reading.close());

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await reading.app.inject({ method: 'GET', url, headers: { host: HOST, ...headers } });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

test('money is shown from the agreement down to the recipient, in öre and in words', async () => {
  const { status, body } = await get(`/agreements/${id}/money`, { 'accept-language': 'sv' });
  expect(status).toBe(200);
  const left = { ore: 1_000_00, text: '1\u00a0000\u00a0kr' };
  expect(body).toMatchObject({
    followed: true,
    total: { paid: { ore: 60_000_00 }, used: { ore: 59_000_00 }, left },
    payments: [{ id: 'payment-1', recipient: 'kommun-a', payer: { id: 'staten' }, amount: { ore: 60_000_00 } }],
  });
  const area = (body['areas'] as { id: string; measures: { recipients: object[] }[] }[]).find((one) => one.id === post.area);
  expect(area?.measures[0]?.recipients).toMatchObject([
    { id: 'kommun-a', title: 'kommun-as kansli', accounted: true, total: { distributed: { ore: 60_000_00 }, left } },
    { id: 'kommun-b', accounted: null, total: { unpaid: { ore: 40_000_00 }, left: { ore: 0 } } },
  ]);
});

test('recipients are shown with what is missing of whom, all or only those', async () => {
  const { status, body } = await get(`/agreements/${id}/recipients`);
  expect(status).toBe(200);
  expect(body['measures']).toMatchObject([
    {
      measure: { id: post.measure },
      counts: { recipients: 2, complete: 0, requisition: 1, report: 1, repayment: 1 },
      recipients: [
        { organisation: { id: 'kommun-a' }, missing: [{ what: 'report', dueOn: '2013-03-01' }, { what: 'repayment' }] },
        { organisation: { id: 'kommun-b' }, missing: [{ what: 'requisition', dueOn: null }] },
      ],
    },
  ]);
  expect((await get(`/agreements/${id}/recipients?measure=annan`)).body['measures']).toEqual([]);
  expect((await get(`/agreements/${id}/recipients?missing=ja`)).status).toBe(400);
  expect((await get('/agreements/agreement:ingen:2012/recipients')).status).toBe(404);
});
