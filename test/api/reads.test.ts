import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chainOf, furnish, HOST, type ReadingApp, readingApp, REHEARSALS } from './readingApp.ts';

let reading: ReadingApp;
const [, newest] = REHEARSALS;
const id = chainOf({ kind: 'live' });

beforeAll(async () => {
  reading = await readingApp();
  await furnish(reading.worlds);
});
afterAll(() => reading.close());

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await reading.app.inject({ method: 'GET', url, headers: { host: HOST, ...headers } });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.json<Record<string, never>>() as Record<string, unknown>,
  };
}

describe('reading agreements', () => {
  test('live ones come first, then rehearsals, newest first, and each says which it is', async () => {
    const { status, body } = await get('/agreements');
    expect(status).toBe(200);
    const list = body['agreements'] as { world: string; rehearsal: string | null; year: number }[];
    expect(list.map(({ world, rehearsal, year }) => [world, rehearsal, year])).toEqual([
      ['live', null, 2012],
      ['rehearsal', newest, 2013],
      ['rehearsal', newest, 2012],
      ['rehearsal', REHEARSALS[0], 2013],
      ['rehearsal', REHEARSALS[0], 2012],
    ]);
  });

  test('one world or one rehearsal may be asked for alone', async () => {
    const count = async (query: string) => ((await get(`/agreements?${query}`)).body['agreements'] as unknown[]).length;
    expect(await count('world=live')).toBe(1);
    expect(await count('world=rehearsal')).toBe(4);
    expect(await count(`rehearsal=${newest}`)).toBe(2);
  });

  test('a short id means the live agreement', async () => {
    const { body } = await get(`/agreements/${id}`);
    expect(body).toMatchObject({ world: 'live', rehearsal: null, chain: id, phase: 'inForce', phaseName: 'genomförande' });
  });

  test('a short id that no live agreement has means the newest rehearsal’s, and the answer says so', async () => {
    const { body } = await get(`/agreements/${chainOf({ kind: 'live' }, 2013)}`);
    expect(body).toMatchObject({ world: 'rehearsal', rehearsal: newest, year: 2013 });
  });

  test('a full id means the rehearsal that it names', async () => {
    const { body } = await get(`/agreements/${encodeURIComponent(chainOf({ kind: 'rehearsal', id: REHEARSALS[0] }))}`);
    expect(body).toMatchObject({ world: 'rehearsal', rehearsal: REHEARSALS[0] });
  });

  test('an agreement shows people by name, money in words, what is next and what is owed', async () => {
    const { body } = await get(`/agreements/${id}`);
    expect(body).toMatchObject({
      coordinator: { id: 'p-sam', name: 'Sam Ordnare' },
      frame: { ore: 13_500_000_000, text: '135\u00a0mnkr' },
      areas: [{ id: 'omrade', used: { text: '134,5\u00a0mnkr' }, outstanding: { ore: 50_000_000 } }],
      parties: [
        { id: 'staten', signatory: { name: 'Sam Ordnare' } },
        { id: 'forbundet', signed: null },
      ],
      deviations: [{ measure: { id: 'insats', title: 'Insats' }, version: 3 }],
      next: { deadline: { id: 'rapport', dueOn: '2013-03-31' }, phaseEndsBy: null },
      owed: { deadlines: ['rapport', 'slutrapport'], areas: ['omrade'] },
      registrationNumbers: [{ organisation: { id: 'staten' }, number: 'P2012/1' }],
      phases: [{ phase: 'planned' }, { phase: 'inForce', from: '2012-02-01', to: null }],
    });
    expect((body['next'] as { commands: string[] }).commands).toContain('handInReport');
    expect((body['next'] as { commands: string[] }).commands).not.toContain('sign');
  });

  test('English is had by asking for it', async () => {
    const { body } = await get(`/agreements/${id}`, { 'accept-language': 'en-GB, sv;q=0.5' });
    expect(body).toMatchObject({ phaseName: 'in force', frame: { text: 'SEK 135 million' } });
  });

  test('what does not exist is 404 with a problem document, whatever the id looks like', async () => {
    for (const unknown of [chainOf({ kind: 'live' }, 1999), 'nonsense', '%00', 'x'.repeat(300)]) {
      const { status, headers, body } = await get(`/agreements/${unknown}`, { 'accept-language': 'en' });
      expect([unknown, status]).toEqual([unknown, 404]);
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({ status: 404, code: 'unknownAgreement', title: 'Not Found' });
    }
  });
});

describe('reading the log', () => {
  test('it comes in pages, with names and texts in place of references', async () => {
    const first = (await get(`/agreements/${id}/log?limit=3`)).body;
    expect(first).toMatchObject({ world: 'live', next: 3 });
    expect(first['events']).toMatchObject([
      { version: 1, type: 'opened', recordedBy: { person: { id: 'p-sam', name: 'Sam Ordnare' }, authenticated: 'claimed' } },
      {
        version: 2,
        doneBy: { organisation: { title: 'Den påhittade staten' }, body: { id: 'regeringen' }, person: { name: 'Sam Ordnare' } },
        summary: 'Fasen genomförande började ons 1 feb 2012',
      },
      {
        version: 3,
        reason: 'Därför att det drog ut på tiden.',
        evidence: { reference: 'Därför att det drog ut på tiden.' },
        body: { description: { text: 'Kurserna ställdes in.' } },
      },
    ]);
    const rest = (await get(`/agreements/${id}/log?after=3`)).body;
    expect(rest).toMatchObject({ next: null, events: [{ version: 4, type: 'accounted' }] });
  });

  test('an erased text is null, and its commitment stays', async () => {
    const { live } = reading.worlds;
    const [before] = (await get(`/agreements/${id}/log?after=2`)).body['events'] as {
      body: { description: { textId: string } };
    }[];
    await live
      .deleteFrom('text')
      .where('textId', '=', before?.body.description.textId ?? '')
      .execute();
    const [after] = (await get(`/agreements/${id}/log?after=2`)).body['events'] as { body: { description: unknown } }[];
    expect(after?.body.description).toMatchObject({ text: null, commitment: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  test('a page that cannot be is 400 with what would be right', async () => {
    const { status, body } = await get(`/agreements/${id}/log?after=-1&limit=100000&page=2`);
    expect(status).toBe(400);
    expect(body['errors']).toMatchObject([
      { in: 'query', path: 'after', remedy: 'write at least 0' },
      { in: 'query', path: 'limit', remedy: 'write at most 500' },
      { in: 'query', path: 'page', remedy: expect.stringContaining('known: after, limit') },
    ]);
  });
});

describe('reading deadlines, mails and rehearsals', () => {
  test('a deadline explains every reminder of its plan', async () => {
    const { body } = await get(`/agreements/${id}/deadlines`);
    const [report, final] = body['deadlines'] as { isOverdue: boolean; reminders: { on: string; explanation: string }[] }[];
    expect(report).toMatchObject({
      id: 'rapport',
      isOverdue: true,
      handler: { name: 'Hanna Läggare' },
      measure: { title: 'Insats' },
    });
    expect(final).toMatchObject({ id: 'slutrapport', isOverdue: false });
    expect(final?.reminders[1]).toMatchObject({
      on: '2014-08-01',
      explanation: expect.stringContaining('30 dagar före mån 1 sep 2014, flyttad från lördag'),
    });
  });

  test('in a rehearsal nothing is called overdue by the real day', async () => {
    const { body } = await get(`/agreements/${chainOf({ kind: 'live' }, 2013)}/deadlines`);
    expect(body['deadlines']).toMatchObject([{ isOverdue: null }, { isOverdue: null }]);
  });

  test('overdue deadlines are those past their day on the day that is today', async () => {
    expect((await get('/deadlines')).body['deadlines']).toMatchObject([{ id: 'rapport' }, { id: 'slutrapport' }]);
    for (const query of ['overdue', 'overdue=true']) {
      expect((await get(`/deadlines?${query}`)).body).toMatchObject({
        world: 'live',
        deadlines: [{ id: 'rapport', agreement: id }],
      });
    }
    expect((await get('/deadlines?overdue=false')).body['deadlines']).toHaveLength(2);
    expect((await get(`/deadlines?rehearsal=${newest}`)).body['deadlines']).toHaveLength(4);
  });

  test('mails are those of the live world, of a rehearsal or of an agreement', async () => {
    expect((await get('/mails')).body).toMatchObject({ world: 'live', mails: expect.any(Array) });
    expect((await get(`/mails?rehearsal=${newest}`)).body).toMatchObject({ world: 'rehearsal', rehearsal: newest });
    expect((await get(`/mails?agreement=${chainOf({ kind: 'live' }, 2013)}`)).body).toMatchObject({ rehearsal: newest });
    expect((await get('/mails?agreement=agreement:none:2012')).status).toBe(404);
  });

  test('a rehearsal whose conductor is gone is shown as abandoned', async () => {
    const { body } = await get('/rehearsals');
    expect(body['rehearsals']).toMatchObject([{ id: newest }, { id: REHEARSALS[0] }]);
  });

  test('a command’s outcome is had by its id, and is 404 while there is none', async () => {
    expect((await get(`/agreements/${id}/commands/all`)).body).toMatchObject({
      world: 'live',
      commandId: 'all',
      receipt: { chain: id, version: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    for (const unknown of ['none', '%00']) {
      expect(await get(`/agreements/${id}/commands/${unknown}`)).toMatchObject({
        status: 404,
        body: { code: 'nothingRecorded' },
      });
    }
  });

  test('health says that reads can be answered', async () => {
    expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'ok', version: '0.0.0' } });
  });
});
