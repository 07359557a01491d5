import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPort } from '../../infra/db/recordPort.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { event, proposal } from '../activities/record/fixtures.ts';
import { chainOf, furnish, HOST, type ReadingApp, readingApp } from './readingApp.ts';

let reading: ReadingApp;
const id = chainOf({ kind: 'live' });

beforeAll(async () => {
  reading = await readingApp();
  await furnish(reading.worlds);
  const { live } = reading.worlds;
  const put = (text: string) => putText(live, '', text);
  const nowhere = { priorities: [], measures: [], place: null };
  await recordPort(live, 'test-code').append(
    proposal(id, 4, 'more', [
      event({ type: 'consultationInvited', organisations: ['forbundet', 'staten'], answerBy: '2012-03-01' }),
      event({
        type: 'priorityProposed',
        priority: 'priority-1',
        organisation: 'forbundet',
        title: await put('Kvällskurser'),
        motivation: await put('Den som arbetar kommer inte på dagen.'),
      }),
      event({
        type: 'contributionAnswered',
        to: 'priority-1',
        organisation: 'forbundet',
        outcome: 'takenUp',
        in: { ...nowhere, measures: ['insats'] },
        answer: await put('Den ingår i insatsen.'),
      }),
      event({ type: 'basisAdopted' }),
      event({ type: 'feedbackGiven', feedback: 'feedback-1', about: { kind: 'evaluation' }, to: ['forbundet'] }),
      event({ type: 'feedbackFetched', feedback: 'feedback-1', organisation: 'forbundet' }, '2012-11-05T09:00:00.000Z'),
    ]),
  );
});
afterAll(() => reading.close());

async function get(url: string) {
  const response = await reading.app.inject({ method: 'GET', url, headers: { host: HOST } });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

test('a consultation shows who was asked, each proposal with its response, and the way back from the measure', async () => {
  const { status, body } = await get(`/agreements/${id}/consultation`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    world: 'live',
    chain: id,
    asked: [
      { organisation: { id: 'forbundet' }, answerBy: '2012-03-01', standing: 'silent', priorities: ['priority-1'] },
      { organisation: { id: 'staten' }, standing: 'silent', priorities: [] },
    ],
    priorities: [
      {
        id: 'priority-1',
        title: 'Kvällskurser',
        response: { outcome: 'takenUp', answer: 'Den ingår i insatsen.', in: { measures: [{ id: 'insats' }] } },
      },
    ],
    unanswered: [],
    measures: [{ measure: { id: 'insats' }, contributions: ['priority-1'] }],
  });
});

test('a follow-up shows deviations in words, whether they are followed up, and who has fetched which feedback', async () => {
  const { status, body } = await get(`/agreements/${id}/followup`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    deviations: [{ id: 'deviation-1', description: 'Kurserna ställdes in.', standing: 'unfollowed' }],
    unresolved: ['deviation-1'],
    feedback: [{ id: 'feedback-1', title: null, to: [{ organisation: { id: 'forbundet' }, fetchedOn: '2012-11-05' }] }],
  });
});

test('of an agreement that there is not, both say so', async () => {
  for (const part of ['consultation', 'followup']) {
    const { status, body } = await get(`/agreements/agreement:okand:2012/${part}`);
    expect([status, body['code']]).toEqual([404, 'unknownAgreement']);
  }
});
