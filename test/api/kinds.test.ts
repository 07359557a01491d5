import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOfMs } from '#core/calendar/instant.ts';
import { buildApp } from '../../api/app.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

const SHIFT_MS = Date.parse('2010-12-01T09:00:00.000Z') - Date.now();

let engine: TestEngine;
let app: FastifyInstance;
beforeAll(async () => {
  engine = await testEngine('kinds', { clockShiftMs: SHIFT_MS });
  await engine.startWorker();
  const { live, rehearsal } = engine.worlds;
  app = buildApp({
    gateway: engine.gateway,
    live,
    rehearsal,
    now: () => instantOfMs(Date.now() + SHIFT_MS),
    version: 'test',
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await engine.stop();
});

const HOST = 'localhost';
const send = (url: string, payload: object, by: string, commandId: string) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { host: HOST, 'idempotency-key': commandId, 'x-act-as': by, 'accept-language': 'en' },
  });
const get = (url: string) => app.inject({ url, headers: { host: HOST, 'accept-language': 'en' } });
const yearsFile = (name: string) => readFile(`test/rehearsal/years/${name}.yaml`, 'utf8');

/** The invented framework under an id of its own, so that tests do not meet. */
async function openFramework(id: string) {
  const file = (await yearsFile('framework')).replace('framework: traning', `framework: ${id}`);
  return send('/frameworks', { file }, 'samordnaren', `open-${id}`);
}

test('a framework is opened by its file, told what it can be told under its own name, and read as an agreement is', async () => {
  const at = '/frameworks/traning';
  const opened = await openFramework('traning');
  expect([opened.statusCode, opened.json()]).toEqual([
    201,
    expect.objectContaining({ chain: 'framework:traning', repeated: false }),
  ]);
  expect(opened.headers.location).toBe('/frameworks/framework%3Atraning/commands/open-traning');
  expect((await get(String(opened.headers.location))).json()).toMatchObject({ receipt: { chain: 'framework:traning' } });

  const planned = await send(
    `${at}/commands/planYear`,
    { agreement: await yearsFile('agreement-2012') },
    'samordnaren',
    'plan-1',
  );
  expect(planned.statusCode).toBe(201);
  const refused = await send(`${at}/commands/withdraw`, { party: 'regionen', reason: 'x' }, 'regionchefen', 'withdraw-1');
  expect([refused.statusCode, refused.json()]).toEqual([409, expect.objectContaining({ code: 'wrongPhase' })]);
  expect(refused.json<{ detail: string }>().detail).toContain('withdraw');

  const log = (await get(`${at}/log`)).json<{ events: { type: string; summary: string }[] }>();
  expect(log.events.map(({ type }) => type)).toEqual(['runStarted', 'opened', 'yearPlanned']);
  expect(log.events[1]?.summary).toContain('Ramöverenskommelse om digital träning');
  expect((await get(`${at}/deadlines`)).json()).toMatchObject({ chain: 'framework:traning', deadlines: [] });
});

test('a wrong file gets every mistake with its line, also one inside a command', async () => {
  const opened = await send('/frameworks', { file: 'framework: x\ntitel: y\n' }, 'samordnaren', 'open-2');
  expect(opened.statusCode).toBe(400);
  expect(opened.json<{ errors: { path: string; line: number }[] }>().errors).toContainEqual(
    expect.objectContaining({ path: 'file.titel', line: 2 }),
  );
  await openFramework('annan');
  const agreement = 'framework: annan\ntitel: y\n';
  const planned = await send('/frameworks/annan/commands/planYear', { agreement }, 'samordnaren', 'plan-2');
  expect(planned.statusCode).toBe(400);
  expect(planned.json<{ errors: { path: string; line: number }[] }>().errors).toContainEqual(
    expect.objectContaining({ path: 'agreement.titel', line: 2 }),
  );
});

test('a process is not found under another kind’s name', async () => {
  await openFramework('tredje');
  expect((await get('/referrals/framework:tredje/log')).statusCode).toBe(404);
  expect((await get('/referrals/ingen/log')).json()).toMatchObject({ code: 'unknownReferral' });
});
