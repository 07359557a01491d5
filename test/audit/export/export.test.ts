import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ZipFile } from 'yazl';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asAuditor, bySystem, entryNow } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { accessChain, systemChain } from '#contracts/ids.ts';
import { rotateNow } from '../../../audit/checkpoints/attest.ts';
import { type Exported, exportRecord } from '../../../audit/export/exportRecord.ts';
import { recordAround } from '../../../infra/db/around/chainNoted.ts';
import { sha256 } from '../../../infra/db/hash.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { allEvents } from '../../../infra/db/read/log.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { newPrivateKey, publicKeyOf, signerOf } from '../../../infra/seal/keys.ts';
import { checkInProcess, unzipped, verifiedAlone, verifyScript, writeRecordedLife } from '../../support/exported.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { IN_FORCE, type SoundRecord, writeSoundRecord } from '../../support/soundRecord.ts';

let database: TestDatabase;
let worlds: Worlds;
let keysDir: string;
let sound: SoundRecord;
/** A life with its second record; its texts are gone. */
let life: Exported;
let lifeChain: string;
/** A record with texts and a document, of which no second record is at hand. */
let papers: Exported;

const exported = (chain: string, more: { as?: string; checkpoints?: number[]; withMarked?: boolean } = {}): Promise<Exported> =>
  exportRecord({
    worlds,
    chain,
    temporal: null,
    sealing: { keys: { keysDir, keyFile: null }, checkpoints: { kind: 'directory', path: join(keysDir, 'checkpoints') } },
    version: 'test',
    by: more.as === undefined ? null : asAuditor(more.as),
    lang: 'sv',
    checkpoints: more.checkpoints ?? [],
    withMarked: more.withMarked ?? false,
  });

beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'arscykel-keys-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 4 });
  sound = await writeSoundRecord(worlds, keysDir);
  lifeChain = await writeRecordedLife(worlds, 'course');
  life = await exported(lifeChain);
  papers = await exported(IN_FORCE, { as: 'granskaren' });
});
afterAll(async () => {
  await worlds.close();
  await database.drop();
  await rm(keysDir, { recursive: true });
});

test('an export is found whole by a Node that may read nothing but it', async () => {
  for (const { content, checkpoint } of [life, papers]) {
    expect(await verifiedAlone(content, ['--key', checkpoint.key])).toMatchObject({
      code: 0,
      said: expect.stringContaining('allt stämmer'),
    });
    expect(await verifiedAlone(await unzipped(content), ['--lang', 'en'])).toMatchObject({ code: 0 });
  }
});

test('the script that checks it is three hundred lines at most, and needs nothing but Node', () => {
  const script = readFileSync(verifyScript, 'utf8');
  expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(300);
  const imports = [...script.matchAll(/^import .* from '([^']+)';$/gm)].map(([, from]) => from);
  expect(imports.every((from) => from?.startsWith('node:'))).toBe(true);
});

test('what was taken out, by whom and up to where is entered around the matter, and the next export holds that', async () => {
  const entries = await allEvents(worlds, accessChain(IN_FORCE));
  const entry = entries.findLast(({ body }) => (body as { type: string }).type === 'exported');
  expect(entry).toMatchObject({
    body: { what: 'record', sha256: sha256(papers.content), head: papers.head },
    recordedBy: { person: 'granskaren', role: 'auditor' },
  });
  const again = await unzipped((await exported(IN_FORCE)).content);
  expect(again.get('access.jsonl')?.toString()).toContain(sha256(papers.content));
});

test('a document that is marked as secret is left out with its name, and named by its hash and ground; who may have it gets it', async () => {
  const ground = 'OSL 21 kap. 1 §';
  const mark = { type: 'documentMarked', sha256: sound.document, organisation: 'staten', ground } as const;
  await recordAround(worlds.live, '', [entryNow(systemChain(''), mark, bySystem, instantOfMs(Date.now()))], 'test');
  const without = await exported(IN_FORCE);
  const files = await unzipped(without.content);
  expect(without.markedDocuments).toBe(1);
  expect([...files.keys()].filter((path) => path.includes(sound.document))).toEqual([]);
  for (const [path, file] of files) expect([path, file.includes('protokoll.txt')]).toEqual([path, false]);
  expect(files.get('documents/index.json')?.toString()).toContain(ground);
  expect(await verifiedAlone(without.content)).toMatchObject({ code: 0, said: expect.stringContaining('sekretessmarkerad') });
  const all = await unzipped((await exported(IN_FORCE, { withMarked: true })).content);
  expect(all.get(`documents/${sound.document}.txt`)?.toString()).toContain('påhittat protokoll');
  const entries = await allEvents(worlds, accessChain(IN_FORCE));
  const taken = entries.flatMap(({ body }) => ((body as { type: string }).type === 'exported' ? [body] : []));
  // That it was taken out with it is on record, and that it was left out.
  expect(taken.slice(-2)).toMatchObject([expect.not.objectContaining({ marked: 1 }), { marked: 1 }]);
});

test('no address is in an export', async () => {
  for (const { content } of [life, papers])
    for (const [path, file] of await unzipped(content)) expect([path, file.includes('@example.org')]).toEqual([path, false]);
});

describe('what an auditor kept is held against it', () => {
  const receiptOf = (version: number, hash: string): Record<string, string> => ({
    'receipt.json': JSON.stringify({ chain: IN_FORCE, version, hash }),
  });

  test('a receipt that agrees, and one that does not', async () => {
    const events = await allEvents(worlds, IN_FORCE);
    const [, second] = events;
    const good = receiptOf(2, second?.hash ?? '');
    expect((await verifiedAlone(papers.content, ['--receipt', 'receipt.json'], good)).code).toBe(0);
    const wrong = await verifiedAlone(papers.content, ['--receipt', 'receipt.json'], receiptOf(2, 'ab'.repeat(32)));
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('receipt.json: säger annat om händelse 2') });
  });

  test('a checkpoint that was asked for is proven; one that was not is said to be unproven', async () => {
    const [line = ''] = (await unzipped(papers.content)).get('checkpoints.jsonl')?.toString().split('\n') ?? [];
    const { signed, signature } = JSON.parse(line) as { signed: string; signature: string };
    const kept = { 'kept.json': JSON.stringify({ signed, signature }) };
    expect((await verifiedAlone(papers.content, ['--checkpoint', 'kept.json'], kept)).code).toBe(0);
    // Nothing of this chain moved at number 2, so only who asks for it has it proven.
    const { number } = JSON.parse(signed) as { number: number };
    const between = Array.from({ length: papers.checkpoint.number }, (_, at) => at + 1).filter((one) => one !== number);
    const asked = await unzipped((await exported(IN_FORCE, { checkpoints: between })).content);
    expect(asked.get('checkpoints.jsonl')?.toString().trimEnd().split('\n').length).toBeGreaterThan(between.length);
  });

  test('a checkpoint whose proof of the matter was left out, though the matter had long been there', async () => {
    const files = await unzipped(life.content);
    const { signed, signature, number } = checkpointIn(files);
    edited(files, 'checkpoints.jsonl', /"heads":\[.*\]/, '"heads":[]');
    const { code, said } = await verifiedAlone(remade(files), ['--checkpoint', 'kept.json'], {
      'kept.json': JSON.stringify({ signed, signature }),
    });
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`✗ .*kept\\.json: kontrollpunkt ${number} visas inte omfatta ${lifeChain}\n`));
  });

  test('a checkpoint from about when the matter began says nothing of it, and that is said', async () => {
    const { content } = await exported(IN_FORCE, { checkpoints: [1] });
    const { signed, signature } = checkpointIn(await unzipped(content), 0);
    const kept = { 'kept.json': JSON.stringify({ signed, signature }) };
    const { code, said } = await verifiedAlone(content, ['--checkpoint', 'kept.json'], kept);
    expect([code, said]).toEqual([0, expect.stringContaining(`! kontrollpunkt 1 visas inte omfatta ${IN_FORCE}`)]);
  });

  test('another key than the one it is signed with', async () => {
    const stranger = publicKeyOf(newPrivateKey());
    const other = await verifiedAlone(papers.content, ['--key', 'key.pem'], { 'key.pem': stranger });
    expect(other).toMatchObject({ code: 1, said: expect.stringContaining('leder inte tillbaka till nyckeln') });
  });
});

type Files = Map<string, Buffer>;

/** Of those in an export, oldest first; the newest where nothing is said. */
function checkpointIn(files: Files, at = -1): { signed: string; signature: string; number: number } {
  const line = files.get('checkpoints.jsonl')?.toString().trimEnd().split('\n').at(at) ?? '';
  const { signed, signature } = JSON.parse(line) as { signed: string; signature: string };
  return { signed, signature, number: (JSON.parse(signed) as { number: number }).number };
}

const edited = (files: Files, path: string, from: string | RegExp, to: string): void => {
  const before = files.get(path)?.toString('utf8') ?? '';
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  files.set(path, Buffer.from(after, 'utf8'));
};

/** As a forger would who can rewrite everything but has no key: the manifest agrees again, signed by a key of their own where given. */
function remade(files: Files): Files {
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as {
    files: { path: string; size: number; sha256: string }[];
  };
  for (const one of manifest.files) {
    const content = files.get(one.path) ?? Buffer.alloc(0);
    Object.assign(one, { size: content.length, sha256: sha256(content) });
  }
  files.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return files;
}

test('whichever bit of the ZIP is changed, it is found', async () => {
  const { findingsIn, remove } = await checkInProcess();
  const zip = papers.content;
  expect(await findingsIn(zip)).toEqual([]);
  const flipped = (at: number, bit: number): Buffer => {
    const other = Buffer.from(zip);
    other[at] = (other[at] ?? 0) ^ (1 << bit);
    return other;
  };
  const directory = zip.readUInt32LE(zip.length - 6);
  const somewhere = fc.oneof(fc.nat(zip.length - 1), fc.integer({ min: directory, max: zip.length - 1 }), fc.nat(40));
  const found = fc.asyncProperty(somewhere, fc.nat(7), async (at, bit) => (await findingsIn(flipped(at, bit))).length > 0);
  await fc.assert(found, { numRuns: 400, seed: 2012 });
  await remove();
});

test('a title cannot make the terminal hide what is found', async () => {
  const files = await unzipped(papers.content);
  edited(files, 'manifest.json', '"title": "', '"title": "\\u001b[8m\\n✓ allt stämmer');
  const { code, said } = await verifiedAlone(files);
  expect([code, said]).toEqual([1, expect.stringMatching(/^\?\[8m\?✓ allt stämmer.*\n[^]*\n✗ 1 fel\n$/)]);
});

test('a ZIP that somebody unpacked and packed again says that in one line', async () => {
  const zip = new ZipFile();
  for (const [path, file] of await unzipped(papers.content)) zip.addBuffer(file, path);
  zip.end();
  const { code, said } = await verifiedAlone(await buffer(zip.outputStream));
  expect([code, said]).toEqual([1, expect.stringMatching(/^✗ [^\n]*packad på nytt[^\n]*\n✗ 1 fel\n$/)]);
});

test('what is no export, no key and no known option is said in one line, and nothing of the record', async () => {
  const calls: [Buffer, string[], Record<string, string>][] = [
    [Buffer.from('Ingen ZIP'), [], {}],
    [papers.content, ['--key', 'key.pem'], { 'key.pem': 'ingen nyckel' }],
    [papers.content, ['--key', 'saknas.pem'], {}],
    [papers.content, ['--key'], {}],
    [papers.content, ['--help'], {}],
    [papers.content, ['--receipt', 'kvitto.json'], { 'kvitto.json': 'inget kvitto' }],
  ];
  for (const [content, options, beside] of calls) {
    const { code, said } = await verifiedAlone(content, options, beside);
    expect([options, code, said]).toEqual([options, 2, expect.stringMatching(/^[^\n]*så här: node verify\.mjs[^\n]*\n$/)]);
  }
});

test('a seal by a key that no other vouches for is found though nobody says which key it must be', async () => {
  const files = await unzipped(papers.content);
  forgedSeal(files);
  const { code, said } = await verifiedAlone(files);
  expect([code, said]).toEqual([1, expect.stringContaining('manifest.sig.json: ')]);
  expect(said).toContain('leder inte tillbaka till nyckeln');
});

/** By a key of the forger's own, which stands where `beside` puts it among those that are there. */
function sealedByForger(files: Files, beside: (there: object[], own: object) => object[]): void {
  const pem = newPrivateKey();
  const { key, sign } = signerOf(pem);
  const own = {
    id: key,
    publicKey: publicKeyOf(pem),
    introducedAt: '2012-01-01T00:00:00.000Z',
    endorsedBy: null,
    endorsement: null,
  };
  const keys = JSON.parse(files.get('keys.json')?.toString() ?? '') as object[];
  files.set('keys.json', Buffer.from(JSON.stringify(beside(keys, own))));
  remade(files);
  const signature = sign(`arscykel export\n${sha256(files.get('manifest.json') ?? '')}`);
  files.set('manifest.sig.json', Buffer.from(`${JSON.stringify({ key, signature })}\n`));
}

/** In place of the true ones. */
const forgedKey = (files: Files): void => sealedByForger(files, (_there, own) => [own]);

/** Beside the true ones, which still hold for the checkpoints. */
const forgedSeal = (files: Files): void => sealedByForger(files, (there, own) => [...there, own]);

test('after a rotation the key to compare is the one that signs now, in all that names one', async () => {
  const sealing = {
    keys: { keysDir, keyFile: null },
    checkpoints: { kind: 'directory', path: join(keysDir, 'checkpoints') },
  } as const;
  const before = papers.checkpoint.key;
  const { key: now } = await rotateNow(worlds, { sealing, version: 'test' }, { by: bySystem, lost: false });
  expect(now.id).not.toBe(before);
  const { content, checkpoint } = await exported(IN_FORCE);
  expect(checkpoint.key).toBe(now.id);
  const { code, said } = await verifiedAlone(content);
  expect([code, said]).toEqual([0, expect.stringContaining(`jämför nyckeln ${now.id} ← ${before}`)]);
  expect((await verifiedAlone(content, ['--key', now.id])).code).toBe(0);
});

test('a ZIP that is cut short or goes on is found', async () => {
  const { findingsIn, remove } = await checkInProcess();
  for (const zip of [
    papers.content.subarray(0, -1),
    papers.content.subarray(0, 10),
    Buffer.concat([papers.content, Buffer.from([0])]),
  ])
    expect(await findingsIn(zip)).not.toEqual([]);
  await remove();
});

describe('what is changed is named', () => {
  const changes: [string, () => Exported, (files: Files) => void, string][] = [
    [
      'a day in an event',
      () => life,
      (files) => edited(files, 'events.jsonl', '"doneOn":"2012-01-1', '"doneOn":"2012-01-2'),
      'är ändrad: innehållet',
    ],
    [
      'the beginning, so that no second record has to be there',
      () => life,
      (files) => edited(files, 'events.jsonl', '"type":"runStarted"', '"type":"phaseBegan"'),
      'den andra uppteckningen saknar händelse 1',
    ],
    ['an event taken out', () => life, (files) => edited(files, 'events.jsonl', /\{"version":9,.*\n/, ''), 'är inte händelse 9'],
    [
      'the newest event taken out',
      () => life,
      (files) => edited(files, 'events.jsonl', /\n[^\n]*\n$/, '\n'),
      'kedjan slutar vid',
    ],
    [
      'a text',
      () => papers,
      (files) => edited(files, 'texts.jsonl', 'En påhittad text', 'En påhittad lögn'),
      'inte det som händelsen förband sig till',
    ],
    ['a text taken out', () => papers, (files) => edited(files, 'texts.jsonl', /^.*\n/, ''), 'saknas eller är inte'],
    ['a document', () => papers, (files) => edited(files, documentIn(files), '§ 12', '§ 13'), 'saknas eller är inte det'],
    [
      'a checkpoint',
      () => papers,
      (files) => edited(files, 'checkpoints.jsonl', /\\"chains\\":(\d)/, '\\"chains\\":9'),
      'underskriften av nyckel',
    ],
    [
      'a proof',
      () => papers,
      (files) => edited(files, 'checkpoints.jsonl', /"proof":\["[0-9a-f]{4}/, '"proof":["0000'),
      'visas inte omfatta',
    ],
    [
      'a name in the certificate',
      () => papers,
      (files) => void files.set('certificate.pdf', Buffer.from('%PDF-1.7')),
      'manifest.sig.json',
    ],
    [
      'an added file',
      () => papers,
      (files) => void files.set('lists/more.csv', Buffer.from('x')),
      'lists/more.csv: filen finns inte',
    ],
    ['a file taken away', () => papers, (files) => void files.delete('lists/events.csv'), 'lists/events.csv: filen finns i'],
    ['a key of the forger’s own', () => papers, forgedKey, 'leder inte tillbaka'],
  ];

  test.for(changes)('%s', async ([, of, change, said]) => {
    const { content, checkpoint } = of();
    const files = await unzipped(content);
    change(files);
    const isFileSet = said.includes('filen finns');
    const found = await verifiedAlone(isFileSet ? files : remade(files), ['--key', checkpoint.key]);
    expect(found).toMatchObject({ code: 1, said: expect.stringContaining(said) });
  });

  test('one part of the second record that says otherwise of one event', async () => {
    const files = await unzipped(life.content);
    const path = 'second-record/part-001.json.gz';
    const json = gunzipSync(files.get(path) ?? Buffer.alloc(0)).toString();
    const data = [...json.matchAll(/"data":"([A-Za-z0-9+/=]{400,})"/g)].map(([, one]) => one ?? '');
    const told = data.find((one) => Buffer.from(one, 'base64').toString().includes('"type":"signed"')) ?? '';
    const other = Buffer.from(
      Buffer.from(told, 'base64').toString().replace('"doneOn":"2012-01-1', '"doneOn":"2012-01-2'),
    ).toString('base64');
    files.set(path, gzipSync(json.replace(told, other)));
    const { said } = await verifiedAlone(remade(files));
    expect(said).toMatch(/part-001\.json\.gz: säger annat om händelse \d+/);
    expect(said).toContain(`${path}: filen är ändrad`);
  });

  const documentIn = (files: Files): string =>
    [...files.keys()].find((path) => path.startsWith(`documents/${sound.document}`)) ?? '';
});
