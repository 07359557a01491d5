import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildApp } from '../../api/app.ts';
import { instantAt, instantOfMs, msOf } from '#core/calendar/instant.ts';
import { aroundOf } from '../support/chainChecks.ts';
import { type RunningWorker, type TestEngine, testEngine } from '../support/engine.ts';

// The command path as it is: HTTP, gateway, Temporal's server, worker, record.

/** Each test has an agreement of its own, so that none waits for another. */
let ID: string;
let engine: TestEngine;
let app: FastifyInstance;
let example: string;
/** The example's file under this test's own framework. */
let file: string;
let agreements = 0;
let worker: RunningWorker;

beforeAll(async () => {
  // The first day of the consultation, at nine.
  const clockShiftMs = msOf(instantAt('2011-02-01', 9)) - Date.now();
  engine = await testEngine('api', { clockShiftMs });
  worker = await engine.startWorker();
  const { live, rehearsal } = engine.worlds;
  app = buildApp({ gateway: engine.gateway, live, rehearsal, now: () => instantOfMs(Date.now() + clockShiftMs), version: '0' });
  example = await readFile(new URL('../../examples/2012/agreement.yaml', import.meta.url), 'utf8');
});
beforeEach(() => {
  agreements += 1;
  ID = `agreement:provning-${agreements}:2012`;
  file = example.replace('framework: evidensbaserad-praktik', `framework: provning-${agreements}`);
});
afterAll(async () => {
  await app.close();
  await engine.stop();
});

async function post(url: string, payload: object, { id = randomUUID(), as = 'samordnare', lang = 'en' } = {}) {
  const headers = { host: 'localhost', 'idempotency-key': id, 'x-act-as': as, 'accept-language': lang };
  const response = await app.inject({ method: 'POST', url, payload, headers });
  return { status: response.statusCode, headers: response.headers, body: response.json<Record<string, unknown>>() };
}

const command = (type: string, payload: object, sender = {}) => post(`/agreements/${ID}/commands/${type}`, payload, sender);

async function get(url: string) {
  return (await app.inject({ url, headers: { host: 'localhost' } })).json<Record<string, unknown>>();
}

const versionNow = async () => (await get(`/agreements/${ID}`))['version'];

describe('importing an agreement', () => {
  test('somebody who is not the coordinator may not open it, and nothing is opened', async () => {
    const refused = await post('/agreements', { agreement: file }, { as: 'skl-vd' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'notAllowed', params: { person: 'skl-vd' } } });
    expect(await get(`/agreements/${ID}`)).toMatchObject({ code: 'unknownAgreement' });
    // Whoever opens it later finds what was tried before.
    expect(await aroundOf(engine.worlds, ID)).toMatchObject([
      { body: { command: 'open', code: 'notAllowed' }, recordedBy: { person: 'skl-vd' } },
    ]);
  });

  test('its opening is answered with a receipt, and is done once however often it is sent', async () => {
    const id = randomUUID();
    const opened = await post('/agreements', { agreement: file }, { id });
    expect(opened).toMatchObject({
      status: 201,
      body: { chain: ID, repeated: false, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(opened.headers.location).toBe(`/agreements/${encodeURIComponent(ID)}/commands/${id}`);
    const again = await post('/agreements', { agreement: file }, { id });
    expect(again).toMatchObject({ status: 200, body: { ...opened.body, repeated: true } });
    expect(await get(String(opened.headers.location))).toMatchObject({ receipt: { chain: ID, version: opened.body['version'] } });
  });

  test('the same agreement under another id is refused, another file under the same id too', async () => {
    const id = randomUUID();
    await post('/agreements', { agreement: file }, { id });
    expect(await post('/agreements', { agreement: file })).toMatchObject({ status: 409, body: { code: 'alreadyOpened' } });
    const other = file.replace(/^title: .*$/m, 'title: En annan överenskommelse');
    const taken = await post('/agreements', { agreement: other }, { id });
    expect(taken).toMatchObject({ status: 422, body: { code: 'commandIdTaken', params: { commandId: id } } });
  });

  test('an agreement whose opening has passed needs a take-over, and the take-over evidence', async () => {
    const late = file.replace('from: 2011-02-01, to: 2011-06-30', 'from: 2011-01-10, to: 2011-06-30');
    expect(await post('/agreements', { agreement: late })).toMatchObject({ status: 409, body: { code: 'openingPassed' } });
    const takeOver = 'acts: []\n';
    expect(await post('/agreements', { agreement: late, takeOver })).toMatchObject({
      status: 409,
      body: { code: 'evidenceMissing' },
    });
    const taken = await post('/agreements', { agreement: late, takeOver, evidence: 'Akten i ärendet.' });
    expect(taken).toMatchObject({ status: 201, body: { chain: ID } });
  });

  test('a take-over with mistakes is told of with its lines', async () => {
    const wrong = await post('/agreements', { agreement: file, takeOver: 'acts:\n  - do: adoptBasi\n    doneOn: 2011-02-30\n' });
    expect(wrong.status).toBe(400);
    const errors = wrong.body['errors'] as { path: string; line: number }[];
    expect(errors[0]).toMatchObject({ path: expect.stringMatching(/^takeOver\.acts\.0/), line: 2 });
  });
});

describe('giving commands', () => {
  beforeEach(async () => {
    await post('/agreements', { agreement: file });
  });

  test('what is refused changes nobody’s address; a person’s address is the one that was recorded last', async () => {
    const people = (id: string) =>
      engine.worlds.live.selectFrom('person').select('email').where('rehearsal', '=', '').where('id', '=', id).execute();
    const known = { person: 'skl-vd', organisation: 'skl', name: 'Håkan Sörman', email: 'nagon.annan@example.org' };
    expect(await command('addPerson', known)).toMatchObject({ status: 409 });
    expect(await people('skl-vd')).toEqual([{ email: 'skl-vd@example.org' }]);
    const id = randomUUID();
    const added = { person: `nils-${agreements}`, organisation: 'skl', name: 'Nils Ny', email: 'nils.ny@example.org' };
    const evidence = 'Mejl från SKL.';
    expect(await command('addPerson', { ...added, evidence }, { id })).toMatchObject({ status: 201 });
    expect(await people(added.person)).toEqual([{ email: 'nils.ny@example.org' }]);
    const other = { ...added, email: 'nils@example.org', evidence };
    expect(await command('addPerson', other, { id })).toMatchObject({ status: 422 });
    expect(await people(added.person)).toEqual([{ email: 'nils.ny@example.org' }]);
  });

  test('an act is recorded with who did it, who entered it and how sure that is', async () => {
    const done = await command('adoptBasis', { reason: 'Samrådet är klart.', doneBy: 'samordnare' });
    expect(done).toMatchObject({ status: 201, body: { chain: ID, repeated: false } });
    const log = (await get(`/agreements/${ID}/log?limit=500`))['events'] as { type: string; recordedBy: unknown }[];
    expect(log.find(({ type }) => type === 'basisAdopted')).toMatchObject({
      reason: 'Samrådet är klart.',
      recordedBy: { person: { name: 'Alva Exempelberg' }, role: 'coordinator', authenticated: 'claimed' },
      doneOn: '2011-02-01',
    });
    expect(await get(`/agreements/${ID}`)).toMatchObject({ phase: 'preparation', world: 'live' });
  });

  test('a refusal binds nothing: the same id is decided anew', async () => {
    await command('adoptBasis', {});
    const id = randomUUID();
    const before = await versionNow();
    const refused = await command('openNextPhaseEarly', {}, { id });
    expect(refused).toMatchObject({ status: 409, body: { code: 'reasonMissing', params: { command: 'openNextPhaseEarly' } } });
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(await get(`/agreements/${ID}/commands/${id}`)).toMatchObject({ status: 404, code: 'nothingRecorded' });
    expect(await versionNow()).toBe(before);
    expect(await command('openNextPhaseEarly', { reason: 'Parterna är redo.' }, { id })).toMatchObject({ status: 201 });
  });

  test('refusals speak the language asked for', async () => {
    const english = await command('sign', { party: 'skl', signatory: 'skl-vd', versionHash: 'ab'.repeat(32) }, { as: 'skl-vd' });
    expect(english.body).toMatchObject({ code: 'wrongPhase', detail: expect.stringContaining('sign') });
    const swedish = await command(
      'sign',
      { party: 'skl', signatory: 'skl-vd', versionHash: 'ab'.repeat(32) },
      { as: 'skl-vd', lang: 'sv' },
    );
    expect(swedish.body['detail']).toContain('underteckna');
  });

  test('a command sent twice with one id happens once, also when both are on their way at once', async () => {
    await command('adoptBasis', {});
    await command('openNextPhaseEarly', { reason: 'Parterna är redo.' });
    const versionHash = (await get(`/agreements/${ID}`))['versionHash'];
    const id = randomUUID();
    const accept = () => command('acceptVersion', { party: 'skl', versionHash }, { id, as: 'skl-vd' });
    const both = await Promise.all([accept(), accept()]);
    const [first, second] = both.map(({ body }) => [body['version'], body['hash']]);
    expect(first).toEqual(second);
    expect(both.map(({ status }) => status < 300)).toEqual([true, true]);
    expect(await accept()).toMatchObject({ status: 200, body: { repeated: true } });
    const log = (await get(`/agreements/${ID}/log?limit=500`))['events'] as { type: string }[];
    expect(log.filter(({ type }) => type === 'versionAccepted')).toHaveLength(1);
  });

  test('another body or another person under a recorded id is 422', async () => {
    const id = randomUUID();
    const note = { version: 1, correction: 'note', reason: 'Till ordningen.' };
    expect(await command('correct', note, { id })).toMatchObject({ status: 201 });
    const other = await command('correct', { ...note, reason: 'Något annat.' }, { id });
    expect(other).toMatchObject({ status: 422, body: { code: 'commandIdTaken', params: { commandId: id } } });
    expect(await command('correct', note, { id, as: 'skl-vd' })).toMatchObject({ status: 422 });
  });

  test('a person whom the agreement does not know is refused', async () => {
    expect(await command('lapse', { reason: 'Nej.' }, { as: 'nagon-annan' })).toMatchObject({
      status: 409,
      body: { code: 'unknownPerson', params: { person: 'nagon-annan' } },
    });
  });

  test('what was refused stands beside the agreement, by whom and under which id, and nothing of what was written', async () => {
    const id = randomUUID();
    await command('openNextPhaseEarly', {}, { id });
    await command('lapse', { reason: 'Ett skäl som ingen ska spara.' }, { as: 'nagon-annan' });
    await post('/agreements', { agreement: file });
    const note = { version: 1, correction: 'note', reason: 'Till ordningen.' };
    await command('correct', note, { id });
    await command('correct', { ...note, reason: 'Något annat.' }, { id });
    const entries = await aroundOf(engine.worlds, ID);
    const refused = entries.flatMap(({ body, recordedBy }) =>
      body.type === 'commandRefused' ? [`${recordedBy.person} ${body.command} ${body.code}`] : [],
    );
    expect(refused).toEqual([
      'samordnare openNextPhaseEarly wrongPhase',
      'nagon-annan lapse unknownPerson',
      'samordnare open alreadyOpened',
      'samordnare correct commandIdTaken',
    ]);
    expect(entries.find(({ body }) => body.type === 'commandRefused')).toMatchObject({
      body: { commandId: id },
      doneOn: '2011-02-01',
      recordedBy: { role: 'none', authenticated: 'claimed' },
    });
    const kept = await engine.worlds.live.selectFrom('text').select('text').execute();
    expect(kept.map(({ text }) => text)).not.toContain('Ett skäl som ingen ska spara.');
    const shown = (await get(`/agreements/${ID}/log/access`))['events'] as { summary: string }[];
    expect(shown[0]?.summary).toMatch(/^Nekat: .* \(wrongPhase\)$/);
  });

  test('with no worker to decide, the outcome is unknown within ten seconds, and asking again with the id tells it', async () => {
    await worker.shutdown();
    const id = randomUUID();
    const note = { version: 1, correction: 'note', reason: 'Medan ingen lyssnar.' };
    const started = performance.now();
    const unknown = await command('correct', note, { id });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(unknown).toMatchObject({ status: 503, body: { code: 'noVerdict', outcome: 'unknown', commandId: id } });
    expect(Number(unknown.headers['retry-after'])).toBeGreaterThan(0);
    // Reading needs no engine.
    expect(await get(`/agreements/${ID}`)).toMatchObject({ world: 'live' });
    worker = await engine.startWorker();
    const known = await command('correct', note, { id });
    expect([200, 201]).toContain(known.status);
    const log = (await get(`/agreements/${ID}/log?limit=500`))['events'] as { commandId: string }[];
    expect(log.filter(({ commandId }) => commandId === id)).toHaveLength(1);
  });

  test('more at once than an agreement takes are told to come again, and none of them was done', async () => {
    await worker.shutdown();
    const ids = Array.from({ length: 14 }, () => randomUUID());
    const note = { version: 1, correction: 'note', reason: 'Alla på en gång.' };
    const answers = await Promise.all(ids.map((id) => command('correct', note, { id })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([429, 503]));
    const turnedAway = answers.flatMap((answer, index) => (answer.status === 429 ? [{ ...answer, id: ids[index] }] : []));
    for (const { headers, body } of turnedAway) {
      expect([body['code'], headers['retry-after']]).toEqual(['tooManyCommands', '1']);
      expect(body['outcome']).toBeUndefined();
    }
    worker = await engine.startWorker();
    const last = await command('correct', note);
    expect(last.status).toBe(201);
    for (const { id } of turnedAway) expect(await get(`/agreements/${ID}/commands/${id}`)).toMatchObject({ status: 404 });
  });
});
