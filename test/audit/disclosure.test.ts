import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { accessChain } from '#contracts/ids.ts';
import type { Mask } from '#contracts/schemas/keeping/maskFile.ts';
import { type DisclosureAsk, packed, prepareDisclosure, recordDisclosure } from '../../audit/disclosure/disclose.ts';
import { masking, noMasks } from '../../audit/disclosure/masks.ts';
import { shownEntries } from '../../audit/disclosure/shown.ts';
import { markDocument } from '../../audit/keeping/marking.ts';
import { verifyRecord } from '../../audit/verify/verify.ts';
import { sha256 } from '../../infra/db/hash.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { putDraft } from '../../infra/db/write/rooms.ts';
import { lackingGlyphs } from '../support/glyphs.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { CLOSED, type SoundRecord, writeSoundRecord } from '../support/soundRecord.ts';

const NOW = '2026-11-22T09:00:00.000Z';
const GROUND = 'OSL 21 kap. 1 §';

let database: TestDatabase;
let keysDir: string;
let sound: SoundRecord;
let worlds: Worlds;

beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'arscykel-keys-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 4 });
  sound = await writeSoundRecord(worlds, keysDir);
});
afterAll(async () => {
  await worlds?.close();
  await database.drop();
  await rm(keysDir, { recursive: true });
});

async function ask(organisation: string, masks: Mask[] = [], copies = new Map<string, Uint8Array>()): Promise<DisclosureAsk> {
  const process = await processState(worlds, CLOSED);
  if (process === null) throw new Error('not there');
  return {
    chain: CLOSED,
    matterTitle: 'Prövad överenskommelse',
    process,
    organisation,
    from: null,
    until: null,
    masks: { masks, copies },
    by: 'Styrelsen',
    doneBy: { organisation, body: null, person: null },
    to: 'En påhittad journalist',
    recordedBy: { person: 'registratorn', role: 'registrar', authenticated: 'claimed' },
    now: NOW,
    lang: 'sv',
  };
}

async function disclosed(...given: Parameters<typeof ask>) {
  const prepared = await prepareDisclosure(worlds, await ask(...given));
  if (!prepared.ok) throw new Error(prepared.refusal.code);
  return prepared.disclosure;
}

async function rowsFor(organisation: string): Promise<Map<number, string>> {
  const { files } = await disclosed(organisation);
  const list = files.find(({ path }) => path === 'forteckning.csv')?.content.toString('utf8') ?? '';
  const rows = list
    .split('\r\n')
    .slice(1)
    .filter((row) => row !== '');
  return new Map(rows.map((row) => [Number(row.split(';').at(-1)), row.split(';')[2] ?? '']));
}

async function eventsOf(type: string): Promise<{ version: number; by: string; texts: string[] }[]> {
  const rows = await worlds.live
    .selectFrom('event')
    .select(['version', 'canonical'])
    .where('chain', '=', CLOSED)
    .where('type', '=', type)
    .orderBy('version')
    .execute();
  return rows.map(({ version, canonical }) => ({
    version,
    by: (JSON.parse(canonical) as { doneBy: { organisation: string } }).doneBy.organisation,
    texts: [...canonical.matchAll(/"textId":"(\w+)"/g)].map(([, id]) => id ?? ''),
  }));
}

const textOf = async (textId: string): Promise<string> =>
  (await worlds.live.selectFrom('text').select('text').where('textId', '=', textId).executeTakeFirstOrThrow()).text;

test('what one party did went out from it and came in to the other; what nobody did is in neither list', async () => {
  const [skl, staten] = [await rowsFor('skl'), await rowsFor('staten')];
  for (const { version, by } of await eventsOf('signed')) {
    expect([skl.get(version), staten.get(version)]).toEqual(by === 'skl' ? ['ut', 'in'] : ['in', 'ut']);
  }
  for (const { version } of await eventsOf('reportHandedIn'))
    expect([skl.get(version), staten.get(version)]).toEqual(['ut', 'in']);
  const time = await worlds.live
    .selectFrom('event')
    .select('version')
    .where('chain', '=', CLOSED)
    .where('type', '=', 'reminded')
    .execute();
  expect(time.length).toBeGreaterThan(0);
  expect(time.some(({ version }) => skl.has(version) || staten.has(version))).toBe(false);
});

test('an auditor’s note is no part of what an organisation has, whether it is shared or not', async () => {
  const { note } = sound;
  const said = async (): Promise<string> => {
    const all = await Promise.all(['skl', 'staten'].map((organisation) => disclosed(organisation)));
    return all.flatMap(({ files }) => files.map(({ content }) => content.toString('utf8'))).join('');
  };
  const own = await said();
  expect(own).toContain('En påhittad text');
  expect(own).not.toContain(await textOf(note));
  const chain = accessChain(CLOSED);
  const { version } = await worlds.live
    .selectFrom('event')
    .select('version')
    .where('chain', '=', chain)
    .where('type', '=', 'noted')
    .executeTakeFirstOrThrow();
  await recordAround(worlds.live, '', [entryNow(chain, { type: 'noteShared', note: version }, bySystem, NOW)], 'test');
  expect(await said()).not.toContain(await textOf(note));
});

test('masked passages and texts are nowhere in the bytes, wherever lines are broken, and each stands as its ground', async () => {
  const [first, second] = await eventsOf('reportHandedIn');
  const [textId = '', otherId = ''] = [first?.texts[0], second?.texts[0]];
  const [passage, whole] = [await textOf(textId), await textOf(otherId)];
  const broken = passage.replace(' ', '\n  ');
  const entry = (await eventsOf('basisAdopted'))[0]?.version ?? 0;
  const masks = [
    { passage: broken, ground: GROUND },
    { text: otherId, ground: 'OSL 26 kap. 1 §' },
    { entry, ground: 'OSL 19 kap. 3 §' },
    { document: sound.document, ground: 'OSL 18 kap. 8 §' },
  ];
  const disclosure = await disclosed('skl', masks);
  const zip = (await packed(disclosure, NOW, true)).zip?.toString('utf8') ?? '';
  for (const kept of [passage, whole, 'Ett påhittat protokoll']) expect(zip.includes(kept), kept).toBe(false);
  for (const { ground } of masks) expect(zip).toContain(`[maskerat: ${ground}]`);
  const paper = disclosure.files.find(({ path }) => path === 'utlamnande.pdf')?.content ?? Buffer.alloc(0);
  expect(await lackingGlyphs(paper)).toEqual([]);
  expect(disclosure.withheld).toEqual(
    expect.arrayContaining([
      { what: { kind: 'text', textId }, passage: true, ground: GROUND },
      { what: { kind: 'text', textId: otherId }, passage: false, ground: 'OSL 26 kap. 1 §' },
      { what: { kind: 'entry', version: entry }, passage: false, ground: 'OSL 19 kap. 3 §' },
      { what: { kind: 'document', sha256: sound.document }, passage: false, ground: 'OSL 18 kap. 8 §' },
    ]),
  );
  expect(disclosure.documents).toEqual([]);
});

test('a mask that meets nothing, and a passage that stands in a file that would be given, are refused before anything is handed out', async () => {
  const unused = await prepareDisclosure(worlds, await ask('skl', [{ passage: 'står ingenstans', ground: GROUND }]));
  const entries = expect.arrayContaining([(await eventsOf('reportHandedIn'))[0]?.version]);
  expect(unused).toMatchObject({ ok: false, refusal: { code: 'masksUnused', entries } });
  const [first] = await eventsOf('reportHandedIn');
  const masks = [
    { text: first?.texts[0] ?? '', passage: 'påhittad', ground: GROUND },
    { passage: 'påhittat protokoll', ground: GROUND },
  ];
  const there = await prepareDisclosure(worlds, await ask('skl', masks.slice(1)));
  expect(there).toMatchObject({
    ok: false,
    refusal: { code: 'stillThere', paths: expect.arrayContaining([expect.stringMatching(/^handlingar\//)]) },
  });
  const leaking = await prepareDisclosure(worlds, await ask('skl', masks.slice(0, 1)));
  expect(leaking).toMatchObject({ ok: false, refusal: { code: 'stillThere' } });
});

/** Of one entry with these files. */
const entryWith = (files: { sha256: string; name: string; gone: null }[]) => ({
  version: 1,
  mail: null,
  on: '2012-01-01',
  recordedOn: '2012-01-01',
  direction: 'in' as const,
  from: 'a',
  to: ['b'],
  what: 'c',
  ownNumber: null,
  otherNumbers: [],
  texts: [],
  files,
});

test('a file that went between two looks is told as gone, and not as withheld', async () => {
  const entry = entryWith([{ sha256: 'ab'.repeat(32), name: 'protokoll.txt', gone: null }]);
  const { files, documents } = await shownEntries([entry], masking(noMasks, 'sv'), () => Promise.resolve(null), 'sv');
  expect(files.map(({ content }) => content.toString())).toEqual([expect.stringContaining('finns inte längre')]);
  expect(documents).toEqual([]);
});

test('no name of a file leads out of where it is put, or is longer than a file system takes', async () => {
  const names = ['../../etc/passwd', 'C:\\temp\\x.txt', `${'衛'.repeat(300)}.pdf`, `${'𠮷'.repeat(300)}.pdf`];
  const files = names.map((name) => ({ sha256: 'ab'.repeat(32), name, gone: null }));
  const { files: shown } = await shownEntries(
    [entryWith(files)],
    masking(noMasks, 'sv'),
    () => Promise.resolve(Buffer.from('x')),
    'sv',
  );
  expect(shown).toHaveLength(names.length);
  for (const { path } of shown) {
    const [folder, name, ...more] = path.split(/[/\\]/);
    expect([folder, more]).toEqual(['handlingar', []]);
    expect(Buffer.byteLength(name ?? '')).toBeLessThanOrEqual(255);
    expect(path.isWellFormed()).toBe(true);
  }
});

test('a masked copy takes the place of a file, and drafts that were never sent are counted, not listed', async () => {
  const draft = { chain: CLOSED, organisation: 'skl', name: 'hemligt-utkast', content: { ord: 'osänt ord' } };
  await putDraft(worlds.live, { ...draft, writtenBy: 'skl-vd', writtenAt: NOW });
  const masks = [{ document: sound.document, ground: GROUND, copy: 'maskad.txt' }];
  const disclosure = await disclosed('skl', masks, new Map([['maskad.txt', Buffer.from('Ett █████ protokoll')]]));
  const zip = (await packed(disclosure, NOW, true)).zip?.toString('utf8') ?? '';
  expect(zip).toContain('Ett █████ protokoll');
  expect(zip).not.toContain('Ett påhittat protokoll');
  expect(zip).not.toMatch(/hemligt-utkast|osänt ord/);
  expect(disclosure).toMatchObject({ drafts: 1, documents: [] });
});

test('a file that an organisation has marked as secret is withheld on its ground, until the discloser decides to give it', async () => {
  await putPeople(worlds.live, '', [
    { id: 'registratorn', organisation: 'staten', name: 'Registratorn', email: 'r@example.org' },
  ]);
  const keeper = { db: worlds.live, scope: '', codeVersion: 'test' };
  const mark = (ground: string | null, sha = sound.document) =>
    markDocument(
      keeper,
      'registratorn',
      { sha256: sha, ground },
      { doneOn: '2026-11-22', now: NOW, reason: null, evidence: null },
    );
  expect(await mark(GROUND, 'ab'.repeat(32))).toMatchObject({ refusal: { code: 'notTheirs' } });
  expect(await mark(GROUND)).toMatchObject({ ok: true, organisation: 'staten' });
  expect(await mark(GROUND)).toMatchObject({ refusal: { code: 'sameMarking' } });
  const hidden = await disclosed('staten');
  expect(hidden.documents).toEqual([]);
  expect(hidden.withheld).toEqual([{ what: { kind: 'document', sha256: sound.document }, passage: false, ground: GROUND }]);
  expect((await disclosed('skl')).documents).toEqual([sound.document]);
  expect((await disclosed('staten', [{ document: sound.document, give: true }])).documents).toEqual([sound.document]);
  expect(await mark(null)).toMatchObject({ ok: true });
  expect((await disclosed('staten')).documents).toEqual([sound.document]);
});

test('a disclosure is recorded around its matter: to whom by reference, what, what was withheld, and the file; the record stays sound', async () => {
  const asked = await ask('staten');
  const disclosure = await disclosed('staten');
  const { hash, zip } = await packed(disclosure, NOW, true);
  expect(hash).toBe(sha256(zip ?? ''));
  const [event] = await recordDisclosure(worlds, asked, disclosure, hash, 'test');
  expect(event).toMatchObject({
    chain: accessChain(CLOSED),
    body: {
      type: 'disclosed',
      organisation: 'staten',
      sha256: hash,
      documents: [sound.document],
      head: { version: sound.newest[CLOSED] },
    },
  });
  expect(JSON.stringify(event)).not.toContain('journalist');
  expect((await verifyRecord(database.url, { rehearsal: '', chains: null }, { limit: 10 })).isSound).toBe(true);
});
