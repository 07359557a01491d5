import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordPort } from '../../infra/db/recordPort.ts';
import { event, proposal } from '../activities/record/fixtures.ts';
import { chainOf, furnish, HOST, type ReadingApp, readingApp, REHEARSALS } from './readingApp.ts';

let reading: ReadingApp;
const id = chainOf({ kind: 'live' });

beforeAll(async () => {
  reading = await readingApp();
  await furnish(reading.worlds);
});
afterAll(() => reading.close());

async function get(url: string, lang = 'sv') {
  const headers = { host: HOST, 'accept-language': lang };
  const response = await reading.app.inject({ method: 'GET', url, headers });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

describe('what if', () => {
  test('every consequence is listed in words by its day, and nothing changes', async () => {
    const before = (await get(`/agreements/${id}`)).body;
    const { status, body } = await get(`/agreements/${id}/what-if?move=rapport=2013-05-31`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ world: 'live', chain: id, asOf: '2013-04-05' });
    const consequences = body['consequences'] as { on: string; kind: string; text: string; deadline?: string }[];
    expect(consequences.map(({ on }) => on)).toEqual(consequences.map(({ on }) => on).toSorted());
    expect(consequences.find(({ kind }) => kind === 'dueOn')).toMatchObject({ deadline: 'rapport', after: '2013-05-31' });
    expect(consequences.find(({ kind }) => kind === 'dueOn')?.text).toMatch(/förfaller fre 31 maj 2013 i stället för/);
    const english = (await get(`/agreements/${id}/what-if?move=rapport=2013-05-31`, 'en')).body[
      'consequences'
    ] as typeof consequences;
    expect(english.find(({ kind }) => kind === 'dueOn')?.text).toMatch(/is due Fri 31 May 2013 instead of/);
    expect((await get(`/agreements/${id}`)).body).toEqual(before);
  });

  test.each([
    ['', 400, /nothing is supposed/],
    ['move=rapport', 400, /rapport is not DEADLINE=DATE/],
    ['move=rapport=2013-02-30', 400, /is not DEADLINE=DATE/],
    ['late=vinter=3d', 400, /is not PHASE=DAYS/],
    ['move=finnsinte=2013-05-31', 409, /finnsinte.*\(move\).*rapport/],
    ['move=rapport=2013-04-01', 409, /\(move\).*5 Apr 2013/],
    ['late=signing=3d', 409, /\(late\).*carrying out|\(late\)/],
  ])('what cannot be supposed is told with what could be: %s', async (query, status, said) => {
    const answered = await get(`/agreements/${id}/what-if?${query}`, 'en');
    expect([answered.status, JSON.stringify(answered.body)]).toEqual([status, expect.stringMatching(said)]);
  });

  test('of an agreement that there is not it says so', async () => {
    const answered = await get('/agreements/agreement:okand:2012/what-if?late=evaluation=3d');
    expect(answered).toMatchObject({ status: 404, body: { code: 'unknownAgreement' } });
  });
});

describe('burden', () => {
  const burdens = async (query = '') =>
    (await get(`/burden${query}`)).body['burdens'] as { organisation: string; asked: number }[];

  test('says by month what is asked of whom, and how long they got', async () => {
    expect(await burdens()).toMatchObject([
      {
        organisation: 'forbundet',
        title: 'Det påhittade förbundet',
        asked: 1,
        months: [{ month: '2013-03', asked: 1, processes: 1, items: [{ chain: id, deadline: 'rapport', dueOn: '2013-03-31' }] }],
      },
    ]);
  });

  test('may be asked for one organisation, some months or a rehearsal', async () => {
    expect(await burdens('?organisation=staten')).toEqual([]);
    expect(await burdens('?from=2013-04-01')).toEqual([]);
    expect(await burdens('?to=2013-03-30')).toEqual([]);
    expect(await burdens('?from=2013-03-31&to=2013-03-31')).toHaveLength(1);
    const [rehearsed] = await burdens(`?rehearsal=${REHEARSALS[0]}`);
    expect(rehearsed).toMatchObject({ asked: 2, months: [{ processes: 2 }] });
    expect(await get('/burden?rehearsal=01J9Z3NDEKTSV4RRFFQ69G5FZZ')).toMatchObject({
      status: 404,
      body: { code: 'unknownRehearsal' },
    });
    expect(await get('/burden?from=2013-02-30')).toMatchObject({ status: 400 });
  });
});

test('a deadline shows how it came to its date, since when it stands still, and then no reminder ahead', async () => {
  const shown = async () => {
    const { body } = await get(`/agreements/${id}/deadlines`);
    return (body['deadlines'] as { id: string; reminders: unknown[] }[]).find((one) => one.id === 'rapport');
  };
  const moved = { type: 'deadlineExtended', deadline: 'rapport', from: '2013-03-31', to: '2013-05-31' } as const;
  const acts = [
    event(moved, '2013-04-02T09:00:00.000Z'),
    event({ type: 'deadlineSuspended', deadline: 'rapport' }, '2013-04-03T09:00:00.000Z'),
  ];
  expect((await shown())?.reminders).not.toEqual([]);
  await recordPort(reading.worlds.live, 'test-code').append(proposal(id, 4, 'dates', acts));
  expect(await shown()).toMatchObject({
    dueOn: '2013-05-31',
    suspendedOn: '2013-04-03',
    explanation: [
      expect.stringMatching(/^sön 31 mar 2013: ur överenskommelsens text/),
      expect.stringMatching(/^fre 31 maj 2013: anstånd från sön 31 mar 2013.*, tis 2 apr 2013$/),
      'står stilla sedan ons 3 apr 2013: ingen påminns',
    ],
    reminders: [],
  });
});

test('what was still open when its agreement lapsed is asked for no more', async () => {
  const lapse = event({ type: 'phaseBegan', phase: 'lapsed', on: '2013-04-04', early: false }, '2013-04-04T09:00:00.000Z');
  await recordPort(reading.worlds.live, 'test-code').append(proposal(id, 6, 'lapse', [lapse]));
  expect((await get('/burden')).body['burdens']).toEqual([]);
});
