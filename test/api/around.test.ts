import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessChain, systemChain } from '#contracts/ids.ts';
import { chainAllNoted } from '../../infra/db/around/chainAll.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { putOwnDocument } from '../../infra/db/write/rooms.ts';
import { expectSoundAround } from '../support/chainChecks.ts';
import { asOwner } from '../support/postgres.ts';
import { chainOf, furnish, HOST, type ReadingApp, readingApp, REHEARSALS } from './readingApp.ts';

// Whoever is shown names, texts or files through the API is on record with it, before they see it.

let reading: ReadingApp;
const id = chainOf({ kind: 'live' });
const rehearsed = chainOf({ kind: 'rehearsal', id: REHEARSALS[0] });

beforeAll(async () => {
  reading = await readingApp();
  await furnish(reading.worlds);
});
afterAll(() => reading.close());
// Each test is told of its own reads alone.
afterEach(() => chained());

async function get(url: string, headers: Record<string, string> = {}) {
  const response = await reading.app.inject({ method: 'GET', url, headers: { host: HOST, ...headers } });
  return { status: response.statusCode, text: response.body };
}

const chained = () => chainAllNoted(reading.worlds, 'test');
async function entriesOf(chain: string) {
  await chained();
  return expectSoundAround(reading.worlds, chain);
}

test('names and texts that are shown are counted beside the process, with who says to ask', async () => {
  await get(`/agreements/${id}/log`, { 'x-act-as': 'p-hand' });
  expect((await entriesOf(accessChain(id))).at(-1)).toMatchObject({
    body: { type: 'personalDataRead', what: 'agreements log', persons: 1, texts: 2, documents: [] },
    recordedBy: { person: 'p-hand', role: 'none', authenticated: 'claimed' },
  });
});

test('where nobody is named, or what is given cannot be an id, nobody is', async () => {
  await get(`/agreements/${id}`);
  await get(`/agreements/${id}`, { 'x-act-as': 'Sam Ordnare' });
  const [first, second] = (await entriesOf(accessChain(id))).slice(-2);
  for (const entry of [first, second])
    expect(entry).toMatchObject({ body: { what: 'agreements' }, recordedBy: { person: null, authenticated: 'none' } });
});

test('a file that is fetched is named by its hash; one that was sent nowhere stands in the system chain', async () => {
  const { live } = reading.worlds;
  const file = { name: 'utkast.txt', mediaType: 'text/plain', content: Buffer.from('Ett utkast.') };
  const sha256 = await putOwnDocument(live, '', 'forbundet', file, '2013-04-05T09:00:00.000Z');
  expect(await get(`/documents/${sha256}`, { 'x-act-as': 'p-hand' })).toMatchObject({ status: 200, text: 'Ett utkast.' });
  expect((await entriesOf(systemChain(''))).at(-1)).toMatchObject({
    body: { type: 'personalDataRead', what: 'documents', documents: [sha256] },
    recordedBy: { person: 'p-hand' },
  });
});

test('what shows nothing of anybody is not noted', async () => {
  await chained();
  for (const url of ['/agreements', '/rehearsals', '/health', `/agreements/${id}/deadlines`]) await get(url);
  // The deadline's handler is a person.
  expect(await chained()).toBe(1);
});

test('a rehearsal’s reads are in the rehearsal’s own chain, at its own time', async () => {
  const sam = { id: 'p-sam', organisation: 'staten', name: 'Sam Ordnare', email: 'sam@example.org' };
  await putPeople(reading.worlds.rehearsal, REHEARSALS[0], [sam]);
  await get(`/agreements/${encodeURIComponent(rehearsed)}/log`);
  await get(`/agreements/${encodeURIComponent(rehearsed)}`);
  const entries = await entriesOf(accessChain(rehearsed));
  expect(entries).toHaveLength(2);
  for (const { recordedAt, wallTime } of entries) expect(recordedAt < wallTime).toBe(true);
});

test('what cannot be noted is not shown', async () => {
  const role = 'arscykel_program';
  await asOwner(reading.databaseUrl, `revoke insert on live.around from ${role}`);
  try {
    const { status, text } = await get(`/agreements/${id}`);
    expect(status).toBe(500);
    expect(text).not.toContain('Sam Ordnare');
  } finally {
    await asOwner(reading.databaseUrl, `grant insert on live.around to ${role}`);
  }
  expect((await get(`/agreements/${id}`)).status).toBe(200);
});

test('the access log is shown in words, in the language asked for, page by page', async () => {
  await get(`/agreements/${id}/log`, { 'x-act-as': 'p-hand' });
  await chained();
  const { text } = await get(`/agreements/${id}/log/access?limit=1`, { 'accept-language': 'en' });
  const page = JSON.parse(text) as { chain: string; events: { summary: string }[]; next: number };
  expect(page).toMatchObject({ chain: accessChain(id), next: 1 });
  expect(page.events.map(({ summary }) => summary)).toEqual(['Read (agreements log): 1 person and 2 texts']);
  const swedish = await get(`/system/log`);
  expect(swedish.text).toContain('Läst (documents): 1 handling');
});

test('nothing of any name or text is in what is noted and chained', async () => {
  const rows = await sql<{
    canonical: string;
  }>`select canonical from live.event where chain like '%/access' or chain = 'system'`.execute(reading.worlds.live);
  expect(rows.rows.length).toBeGreaterThan(5);
  for (const { canonical } of rows.rows) expect(canonical).not.toMatch(/Ordnare|Läggare|Därför|Kurserna|utkast/);
});
