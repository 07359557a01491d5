import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { agreementId, systemChain } from '#contracts/ids.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { definition, event, opened, proposal } from '../activities/record/fixtures.ts';
import { HOST, type ReadingApp, readingApp } from './readingApp.ts';

const chain = agreementId({ kind: 'live' }, definition.framework, definition.year);
let reading: ReadingApp;

const people = [
  { id: 'handlaggaren', organisation: 'forbundet', roles: ['handler' as const] },
  { id: 'granskaren', organisation: 'forbundet', roles: ['auditor' as const] },
  { id: 'samordnaren', organisation: 'forbundet', roles: ['coordinator' as const] },
  { id: 'ministern', organisation: 'staten', roles: ['signatory' as const] },
  { id: 'utomstaende', organisation: 'kommunen', roles: ['handler' as const] },
];
const outsiders = ['ministern', 'samordnaren', 'granskaren', 'utomstaende', 'p-sam', 'ingen-alls'];

beforeAll(async () => {
  reading = await readingApp();
  const { live } = reading.worlds;
  await putPeople(
    live,
    '',
    people.map(({ id, organisation }) => ({ id, organisation, name: id, email: `${id}@example.org` })),
  );
  const organisations = [...definition.organisations, { ...definition.organisations[0], id: 'kommunen', bodies: [] }];
  const text = { ...definition, organisations, people: [...definition.people, ...people] } as typeof definition;
  const first = { ...opened(), body: { type: 'opened', definition: text, versionHash: 'ab'.repeat(32) } as const };
  await recordPort(live, 'test-code').append(proposal(chain, 0, 'open', [first]));
});
afterAll(() => reading.close());

async function asked(method: 'GET' | 'PUT' | 'POST', url: string, person: string, payload?: object) {
  const headers = { host: HOST, 'x-act-as': person };
  const response = await reading.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: response.statusCode, text: response.body, headers: response.headers };
}

const room = `/rooms/forbundet/drafts/forslag?agreement=${chain}`;
const content = { changes: { areas: { omrade: { title: 'Hemligt än så länge' } } }, documents: [] };

describe('an unsent draft', () => {
  test('is read by the people of its own organisation', async () => {
    expect((await asked('PUT', room, 'handlaggaren', content)).status).toBe(200);
    const { status, text } = await asked('GET', room, 'p-hand');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ name: 'forslag', writtenBy: 'handlaggaren', content });
  });

  test.each(outsiders)('is invisible to %s, who is told the same as of a room that is empty', async (person) => {
    const list = `/rooms/forbundet/drafts?agreement=${chain}`;
    const answers = [
      await asked('GET', room, person),
      await asked('GET', list, person),
      await asked('PUT', room, person, content),
      await asked('GET', `/rooms/forbundet/drafts/finns-inte?agreement=${chain}`, person),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test('shows nowhere else: not in the agreement, its log, its versions', async () => {
    for (const path of ['', '/log', '/versions', '/deadlines']) {
      const { status, text } = await asked('GET', `/agreements/${chain}${path}`, 'samordnaren');
      expect(status).toBe(200);
      expect(text).not.toContain('Hemligt');
      expect(text).not.toContain('forslag');
    }
  });

  test('that cannot be understood is refused with what would be right', async () => {
    const wrong = { changes: { areas: { omrade: { budget: 'mycket' } } } };
    const { status, text } = await asked('PUT', room, 'handlaggaren', wrong);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ path: 'changes.areas.omrade.budget' }] });
  });
});

describe('a document', () => {
  const upload = (person: string, organisation = 'forbundet') =>
    asked('POST', `/rooms/${organisation}/documents`, person, {
      name: 'bilaga å.pdf',
      mediaType: 'application/pdf',
      content: Buffer.from('%PDF- bilaga').toString('base64'),
    });

  test('is read in its own organisation alone until an act sends it, and then by those it was sent to and auditors', async () => {
    const { status, text } = await upload('handlaggaren');
    expect(status).toBe(201);
    const { sha256 } = JSON.parse(text) as { sha256: string };
    const read = async (person: string) => (await asked('GET', `/documents/${sha256}`, person)).status;
    expect(await read('handlaggaren')).toBe(200);
    for (const person of ['ministern', 'utomstaende', 'ingen-alls']) expect(await read(person)).toBe(404);
    const tabled = event({
      type: 'versionTabled',
      party: 'forbundet',
      number: 2,
      base: 'ab'.repeat(32),
      versionHash: 'cd'.repeat(32),
      changes: {},
      documents: [sha256],
      to: ['staten'],
    });
    await recordPort(reading.worlds.live, 'test-code').append(proposal(chain, 1, 'table', [tabled]));
    expect(await read('ministern')).toBe(200);
    expect(await read('granskaren')).toBe(200);
    expect(await read('utomstaende')).toBe(404);
    const answer = await asked('GET', `/documents/${sha256}`, 'ministern');
    expect(answer.headers['content-disposition']).toContain("filename*=UTF-8''bilaga%20%C3%A5.pdf");
    expect(answer.text).toBe('%PDF- bilaga');
  });

  test('that is marked as secret is named by its ground to its own organisation, and handed over to whoever asks for it as such', async () => {
    const { text } = await upload('handlaggaren');
    const { sha256 } = JSON.parse(text) as { sha256: string };
    const ground = 'OSL 21 kap. 1 §';
    const mark = { type: 'documentMarked', sha256, organisation: 'forbundet', ground } as const;
    const marked = (body: { type: 'documentMarked' } & Omit<typeof mark, 'ground'> & { ground: string | null }) =>
      recordAround(reading.worlds.live, '', [entryNow(systemChain(''), body, bySystem, instantOfMs(Date.now()))], 'test');
    await marked(mark);
    const kept = await asked('GET', `/documents/${sha256}`, 'handlaggaren');
    expect(JSON.parse(kept.text)).toMatchObject({ status: 403, code: 'markedSecret', params: { grounds: ground } });
    expect(kept.text).not.toContain('bilaga');
    expect((await asked('GET', `/documents/${sha256}?withMarked=true`, 'handlaggaren')).text).toBe('%PDF- bilaga');
    expect((await asked('GET', `/documents/${sha256}?withMarked=true`, 'utomstaende')).status).toBe(404);
    // Each marks for themselves: what another has marked is read by who it was sent to.
    expect((await asked('GET', `/documents/${sha256}`, 'ministern')).status).toBe(200);
    await marked({ ...mark, ground: null });
    expect((await asked('GET', `/documents/${sha256}`, 'handlaggaren')).status).toBe(200);
  });

  test('is put in no room but one’s own', async () => {
    expect((await upload('ministern')).status).toBe(404);
    expect((await upload('ingen-alls')).status).toBe(404);
  });

  test('that an act rests on is readable to the parties of its matter', async () => {
    const text = await asked('POST', '/rooms/forbundet/documents', 'handlaggaren', {
      name: 'protokoll.txt',
      mediaType: 'text/plain',
      content: Buffer.from('Protokoll').toString('base64'),
    });
    const { sha256 } = JSON.parse(text.text) as { sha256: string };
    expect((await asked('GET', `/documents/${sha256}`, 'ministern')).status).toBe(404);
    const entry = { ...event({ type: 'basisAdopted' }), evidence: { kind: 'document' as const, sha256 } };
    await recordPort(reading.worlds.live, 'test-code').append(proposal(chain, 2, 'basis', [entry]));
    expect((await asked('GET', `/documents/${sha256}`, 'ministern')).status).toBe(200);
    expect((await asked('GET', `/documents/${sha256}`, 'utomstaende')).status).toBe(404);
  });
});

test('what was tabled is listed to all who read the agreement, and its difference is said in words', async () => {
  const { text } = await asked('GET', `/agreements/${chain}/versions`, 'samordnaren');
  const { versions } = JSON.parse(text) as { versions: { number: number; party: string | null }[] };
  expect(versions.map(({ number, party }) => [number, party])).toEqual([
    [1, null],
    [2, 'forbundet'],
  ]);
  const same = await asked('GET', `/agreements/${chain}/difference?from=v1&to=v2`, 'samordnaren');
  expect(JSON.parse(same.text)).toMatchObject({ from: 'ab'.repeat(32), to: 'cd'.repeat(32), differences: [] });
  const unknown = await asked('GET', `/agreements/${chain}/difference?from=v1&to=v9`, 'samordnaren');
  expect(unknown.status).toBe(404);
  expect(unknown.text).toContain('v1, v2');
});
