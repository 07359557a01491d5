import { connect as connectTcp } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { connect } from '../../infra/db/connect.ts';
import { chainOf, furnish, HOST, type ReadingApp, readingApp } from './readingApp.ts';

let reading: ReadingApp;
const agreement = `/agreements/${chainOf({ kind: 'live' })}`;
const sender = { 'idempotency-key': 'one', 'x-act-as': 'p-sam' };

beforeAll(async () => {
  reading = await readingApp();
  await furnish(reading.worlds);
});
afterAll(() => reading.close());

async function ask({ headers, ...options }: InjectOptions) {
  const response = await reading.app.inject({ ...options, headers: { host: HOST, 'accept-language': 'en', ...headers } });
  return {
    status: response.statusCode,
    headers: response.headers,
    body: response.json<Record<string, unknown>>(),
    text: response.body,
  };
}

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  ask({
    method: 'POST',
    url,
    payload: JSON.stringify(payload),
    headers: { 'content-type': 'application/json', ...sender, ...headers },
  });

describe('what comes in', () => {
  test.each([
    'evil.example.org',
    'evil.example.org:7420',
    'localhost.evil.example.org',
    '127.0.0.1.evil.example.org',
    'a@localhost',
  ])('a request that was meant for the host %j is refused', async (host) => {
    const { status, body } = await ask({ url: '/agreements', headers: { host } });
    expect([status, body['code']]).toEqual([421, 'foreignHost']);
  });

  test.each(['localhost', 'localhost:7420', '127.0.0.1:80', '[::1]:7420', 'LOCALHOST:1'])(
    'the host %j is this system’s own',
    async (host) => {
      expect((await ask({ url: '/health', headers: { host } })).status).toBe(200);
    },
  );

  test.each(['http://evil.example.org', 'null', `https://${HOST}`, 'http://localhost:5173'])(
    'a page at %s may not call, not even to read',
    async (origin) => {
      expect(await ask({ url: '/agreements', headers: { origin } })).toMatchObject({
        status: 403,
        body: { code: 'foreignOrigin' },
      });
    },
  );

  test('the system’s own pages may call', async () => {
    expect((await ask({ url: '/agreements', headers: { origin: `http://${HOST}` } })).status).toBe(200);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/json; charset=latin1', ''])(
    'a body that calls itself %j is not taken',
    async (type) => {
      const { status, body } = await post(`${agreement}/commands/adoptBasis`, {}, { 'content-type': type });
      expect([status, body['code']]).toEqual([415, 'notJson']);
    },
  );

  test.each([
    ['not JSON', '{"reason": }'],
    ['nothing', ''],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a way to the prototype', '{"__proto__": {"a": 1}}'],
  ])('a body that is %s is refused', async (_, payload) => {
    const headers = { 'content-type': 'application/json', ...sender };
    expect(await ask({ method: 'POST', url: `${agreement}/commands/adoptBasis`, payload, headers })).toMatchObject({
      status: 400,
      body: { code: 'badJson', title: 'Bad Request' },
    });
  });

  test('a body beyond the limit is refused with the limit', async () => {
    const { status, body } = await post(`${agreement}/commands/adoptBasis`, { reason: 'x'.repeat(1_000_001) });
    expect([status, body['code'], body['params']]).toEqual([413, 'tooLarge', { limitBytes: 1_000_000 }]);
  });

  test('nothing of an answer may be kept, framed or run', async () => {
    const { headers } = await ask({ url: agreement });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('what is malformed', () => {
  test('every mistake is told at once, each with where it is and what would be right', async () => {
    const url = `${agreement}/commands/handInReport`;
    const payload = {
      deadlin: 'rapport',
      content: { activities: 'Vi gjorde.', development: ' ' },
      doneOn: '2012-02-30',
      evidence: 7,
    };
    const { status, headers, body } = await post(url, payload, { 'idempotency-key': 'due:7', 'x-act-as': 'Sam Ordnare' });
    expect(status).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    const errors = body['errors'] as { in: string; path: string; message: string; remedy: string }[];
    expect(errors.map((error) => [error.in, error.path].join(' ')).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'body content.development',
      'body deadlin',
      'body doneOn',
      'body evidence',
      'header idempotency-key',
      'header x-act-as',
    ]);
    for (const { message, remedy } of errors)
      expect([message, remedy]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
    expect(errors.find(({ path }) => path === 'deadlin')?.remedy).toContain('did you mean deadline?');
    expect(errors.find(({ path }) => path === 'doneOn')?.message).toContain('ends 2012-02-29');
  });

  test('a command without its id or its person is refused, naming both', async () => {
    const { body } = await ask({
      method: 'POST',
      url: `${agreement}/commands/adoptBasis`,
      payload: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(body['errors']).toMatchObject([
      { in: 'header', path: 'idempotency-key', message: expect.stringContaining('missing') },
      { in: 'header', path: 'x-act-as', message: expect.stringContaining('missing') },
    ]);
  });

  test.each([
    ['a list', []],
    ['a text', 'x'],
    ['null', null],
  ])('%s is no body', async (_, payload) => {
    const { status, body } = await post(`${agreement}/commands/adoptBasis`, payload);
    expect([status, body['errors']]).toMatchObject([400, [{ in: 'body', path: '', remedy: expect.stringContaining('{}') }]]);
  });

  test('a wrong agreement file is told of with line, column, path and remedy, and nothing is asked of the engine', async () => {
    const { status, body } = await post('/agreements', { agreement: 'framework: 1\nyear: tjugo\n' });
    expect(status).toBe(400);
    const errors = body['errors'] as { path: string; line: number; column: number; remedy: string }[];
    expect(errors.length).toBeGreaterThan(5);
    expect(errors).toContainEqual(
      expect.objectContaining({ path: 'agreement.year', line: 2, column: 7, remedy: expect.any(String) }),
    );
  });
});

describe('what is not there', () => {
  test('an unknown route is a problem document, by every method', async () => {
    for (const method of ['GET', 'DELETE', 'PUT'] as const) {
      expect(await ask({ method, url: '/agreement?x=1' })).toMatchObject({
        status: 404,
        body: { code: 'unknownRoute', params: { method, path: '/agreement' } },
      });
    }
    expect(await post(`${agreement}/commands/nonsense`, {})).toMatchObject({ status: 404, body: { code: 'unknownRoute' } });
    expect(await post(`${agreement}/commands/open`, {})).toMatchObject({ status: 404, body: { code: 'unknownRoute' } });
  });

  test('an address that cannot be read is a problem document too', async () => {
    const { status, body } = await ask({ url: '/agreements/%zz' });
    expect([status, body['code']]).toEqual([400, 'badRequest']);
  });

  test('a command to an agreement that is not there is 404', async () => {
    expect(await post(`/agreements/${chainOf({ kind: 'live' }, 1999)}/commands/adoptBasis`, {})).toMatchObject({
      status: 404,
      body: { code: 'unknownAgreement' },
    });
  });

  test('a command to a rehearsal’s agreement is refused, by its short id as by its full one', async () => {
    const refused = await post(`/agreements/${chainOf({ kind: 'live' }, 2013)}/commands/adoptBasis`, {});
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'rehearsalRunsByScript', detail: expect.stringContaining('script') },
    });
  });

  test('people are spoken to in Swedish unless they ask for English', async () => {
    const swedish = await ask({ url: '/nowhere', headers: { 'accept-language': 'de' } });
    expect(swedish.headers).toMatchObject({ 'content-language': 'sv', vary: expect.stringContaining('Accept-Language') });
    expect(swedish.body['detail']).toContain('Här finns inget');
    const english = await ask({ url: '/nowhere', headers: { 'accept-language': 'sv;q=0.1, en' } });
    expect(english.body['detail']).toContain('Nothing here answers');
  });
});

describe('what goes wrong here', () => {
  test('what nobody foresaw says nothing of the program, and that the outcome of a command is unknown', async () => {
    // The gateway of these tests throws; only a live agreement is let through to it.
    const { status, body, text } = await post(`${agreement}/commands/reportDeviation`, { measure: 'insats', description: 'x' });
    expect([status, body['code'], body['outcome'], body['commandId']]).toEqual([500, 'internalError', 'unknown', 'one']);
    expect(text).not.toMatch(/must not reach|\.ts|at /);
  });

  test('a database that is away is 503 with when to come again', async () => {
    const gone = { schema: 'live', max: 1 } as const;
    const live = connect('postgres://nobody:x@127.0.0.1:1/none', gone);
    const never = (): never => {
      throw new Error('unreachable');
    };
    const app = buildApp({
      gateway: { command: never, open: never, nudge: never },
      live,
      rehearsal: live,
      now: () => '2013-04-05T10:00:00.000Z',
      version: '0',
    });
    for (const url of ['/health', '/agreements', agreement]) {
      const response = await app.inject({ url, headers: { host: HOST } });
      expect([response.statusCode, response.headers['retry-after'], response.json()]).toMatchObject([
        503,
        '5',
        { code: 'databaseAway' },
      ]);
    }
    const command = await app.inject({
      method: 'POST',
      url: `${agreement}/commands/adoptBasis`,
      payload: {},
      headers: { host: HOST, ...sender },
    });
    expect(command.json()).toMatchObject({ status: 503, outcome: 'unknown', commandId: 'one' });
    await app.close();
    await live.destroy();
  });

  test('what is not HTTP gets a problem document and a closed connection', async () => {
    const { never } = {
      never: (): never => {
        throw new Error('unreachable');
      },
    };
    const { live, rehearsal } = reading.worlds;
    const app = buildApp({
      gateway: { command: never, open: never, nudge: never },
      live,
      rehearsal,
      now: () => '2013-04-05T10:00:00.000Z',
      version: '0',
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connectTcp(port, '127.0.0.1', () => socket.write('NOT HTTP AT ALL\r\n\r\n'));
      const parts: Buffer[] = [];
      socket.on('data', (part: Buffer) => parts.push(part));
      socket.on('end', () => resolve(Buffer.concat(parts).toString()));
      socket.on('error', reject);
    });
    await app.close();
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'badRequest' });
  });
});
