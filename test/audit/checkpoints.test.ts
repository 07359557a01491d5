import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { bySystem } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { Receipt } from '#contracts/types.ts';
import type { Finding } from '../../audit/checkpoints/findings.ts';
import { verifyOutside } from '../../audit/checkpoints/outside.ts';
import { readReceipts } from '../../audit/checkpoints/receipt.ts';
import { verifySeries } from '../../audit/checkpoints/series.ts';
import { uncovered } from '../../audit/checkpoints/uncovered.ts';
import { checkpointFileOf, verifyCheckpoint } from '../../audit/checkpoints/verifyCheckpoint.ts';
import { inclusionOf, verifyReceipt } from '../../audit/checkpoints/verifyReceipt.ts';
import { headsMovedAt } from '../../infra/db/checkpoints.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { attest } from '../../infra/db/sealing/attest.ts';
import { writeOutside } from '../../infra/db/sealing/outside.ts';
import { currentSigner, rotateKey } from '../../infra/db/sealing/signer.ts';
import { signingKeys } from '../../infra/db/signingKeys.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { leafOf, readCheckpoint } from '../../infra/seal/checkpoint.ts';
import { type CheckpointFile, checkpointPath, checkpointText, readCheckpointFile } from '../../infra/seal/checkpointFile.ts';
import { newPrivateKey, publicKeyOf, signerOf } from '../../infra/seal/keys.ts';
import { directoryPlace } from '../../infra/seal/outside/directory.ts';
import { isIncluded } from '../../infra/seal/merkle.ts';
import { opened, proposal, repaid } from '../activities/record/fixtures.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { tamper } from '../support/tamperedDatabase.ts';

const CHAIN = 'agreement:provplattformen:2012';
const OTHER = 'agreement:provplattformen:2013';

let database: TestDatabase;
let worlds: Worlds;
let scratch: string;
let receipt: Receipt;
/** What an auditor kept of checkpoint 2, and of the key it was signed with. */
let file: CheckpointFile;
let kept: string[];
const clock = () => instantOfMs(Date.now());
const keys = () => ({ keysDir: scratch, keyFile: null });
const sign = () => attest(worlds, '', { keys: keys(), codeVersion: 'test' }, clock);
const codes = (findings: readonly Finding[]): string[] => findings.map(({ code }) => code);

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-kept-'));
});
afterAll(() => rm(scratch, { recursive: true }));

beforeEach(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 4 });
  const record = recordPort(worlds.live, 'test');
  const first = await record.append(proposal(CHAIN, 0, 'open', [opened(), repaid(1)]));
  if (!first.ok) throw new Error('not recorded');
  const [{ chain, version, hash } = { chain: '', version: 0, hash: '' }] = first.recorded.events;
  receipt = { chain, version, hash };
  await sign();
  await record.append(proposal(CHAIN, 2, 'more', [repaid(2), repaid(3)]));
  await record.append(proposal(OTHER, 0, 'other', [opened()]));
  await sign();
  file = (await checkpointFileOf(worlds, '', 2)) ?? fail();
  kept = (await signingKeys(worlds.live)).map(({ publicKey }) => publicKey);
  await record.append(proposal(CHAIN, 4, 'later', [repaid(4)]));
});
afterEach(async () => {
  await worlds.close();
  await database.drop();
});

function fail(): never {
  throw new Error('not there');
}

async function inSeries(trusted: readonly string[] = []): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const one of verifySeries(worlds, '', { kept: trusted })) findings.push(one);
  return findings;
}

test('an untouched record is what receipts and checkpoints say, also after a key was rotated and more was recorded', async () => {
  expect(await uncovered(worlds.live, '')).toMatchObject({ events: 1, chains: 1, waiting: 0, newest: { number: 2 } });
  await rotateKey(worlds.live, keys(), { by: bySystem, lost: false, now: clock() });
  expect(await uncovered(worlds.live, '')).toMatchObject({ events: 1, waiting: 1 });
  await sign();
  expect(await uncovered(worlds.live, '')).toMatchObject({ events: 0, chains: 0, waiting: 0, newest: { number: 3 } });
  expect(await verifyReceipt(worlds, receipt)).toEqual([]);
  expect(await verifyCheckpoint(worlds, file, kept)).toEqual([]);
  const newest = (await checkpointFileOf(worlds, '', 3)) ?? fail();
  // Its key is one that the kept key signed for.
  expect(await verifyCheckpoint(worlds, newest, kept)).toEqual([]);
  expect(await inSeries(kept)).toEqual([]);
});

test('a receipt is proved by the first checkpoint after it', async () => {
  const inclusion = (await inclusionOf(worlds, receipt)) ?? fail();
  expect(inclusion).toMatchObject({ number: 1, head: { chain: CHAIN, version: 2 }, size: 2 });
  const { root } = readCheckpoint(inclusion.checkpoint.signed);
  expect(isIncluded(leafOf(inclusion.head), { ...inclusion, root })).toBe(true);
  expect(isIncluded(leafOf({ ...inclusion.head, version: 1 }), { ...inclusion, root })).toBe(false);
  const { version } = { version: 5 };
  expect(await inclusionOf(worlds, { ...receipt, version })).toBeNull();
});

test('a receipt is read from what commands answer with --json, from the API, and from itself', () => {
  const answer = { outcome: 'recorded', commandId: 'x', repeated: false, receipt };
  for (const text of [receipt, answer, { answers: [answer, answer] }])
    expect(readReceipts(JSON.stringify(text))).toEqual([receipt]);
  expect(() => readReceipts('{"chain": "x"}')).toThrow(/no receipt/);
});

test('what is kept outside reads as it was written', async () => {
  const moved = await headsMovedAt(worlds.live, '', 2);
  const text = checkpointText(file, moved);
  expect(readCheckpointFile(text)).toEqual(file);
  expect(readCheckpointFile(JSON.stringify({ checkpoint: JSON.parse(text) }))).toEqual(file);
  expect(() => readCheckpointFile('{}')).toThrow(/"signed" and "signature"/);
});

const event = (version: number, set: string) => `update live.event set ${set} where chain = '${CHAIN}' and version = ${version}`;
const changed = String.raw`canonical = replace(canonical, '"engine":1', '"engine":9')`;

test.for<[what: string, statements: string[], byReceipt: string[], byCheckpoint: string[]]>([
  ['a changed payload', [event(1, changed)], ['eventChanged'], []],
  ['a changed payload of the newest event that was signed', [event(4, changed)], [], ['eventChanged']],
  [
    'a removed chain',
    [`delete from live.event where chain = '${CHAIN}'`, `delete from live.chain where chain = '${CHAIN}'`],
    ['chainMissing'],
    ['chainMissing'],
  ],
  [
    'removed newest events',
    [
      `delete from live.event where chain = '${CHAIN}' and version > 3`,
      `update live.chain set head_version = 3 where chain = '${CHAIN}'`,
    ],
    [],
    ['chainShorter'],
  ],
  ['a removed middle event', [`delete from live.event where chain = '${CHAIN}' and version = 2`], ['eventMissing'], []],
  ['the event of a receipt removed', [`delete from live.event where chain = '${CHAIN}' and version = 1`], ['eventMissing'], []],
  ['another event in its place', [event(1, "hash = repeat('ab', 32)")], ['chainForked'], []],
  ['another event where it was signed', [event(4, "hash = repeat('ab', 32)")], [], ['chainForked']],
  ['a link that leads elsewhere', [event(2, "previous_hash = repeat('ab', 32)")], ['linkBroken'], []],
  [
    'a recomputed tail',
    [event(2, `hash = repeat('ab', 32), ${changed}`), event(3, "previous_hash = repeat('ab', 32)")],
    ['eventChanged'],
    [],
  ],
  [
    'edited heads of a checkpoint',
    [`update live.checkpoint_head set version = 1 where chain = '${CHAIN}' and number = 1`],
    ['rootUnlike'],
    [],
  ],
  ['a removed checkpoint', ['delete from live.checkpoint where number = 2'], [], ['checkpointMissing']],
  [
    'another checkpoint under its number',
    ['update live.checkpoint set signed = (select signed from live.checkpoint where number = 1) where number = 2'],
    [],
    ['checkpointOther'],
  ],
])('%s is found and named', async ([, statements, byReceipt, byCheckpoint]) => {
  await tamper(database.url, ...statements);
  expect([...new Set(codes(await verifyReceipt(worlds, receipt)))]).toEqual(byReceipt);
  expect([...new Set(codes(await verifyCheckpoint(worlds, file, kept)))]).toEqual(byCheckpoint);
});

test.for<[what: string, statements: string[], found: string[]]>([
  ['a removed checkpoint', ['delete from live.checkpoint where number = 1'], ['checkpointMissing', 'rootUnlike']],
  [
    'a changed signature',
    ['update live.checkpoint set signature = (select signature from live.checkpoint where number = 1) where number = 2'],
    ['signatureWrong'],
  ],
  [
    'an unknown key',
    [
      `update live.checkpoint set signed = replace(signed, (select id from meta.signing_key), '${'0'.repeat(16)}') where number = 2`,
    ],
    ['keyUnknown'],
  ],
  [
    'a key called what it is not',
    [`update meta.signing_key set public_key = '${publicKeyOf(newPrivateKey())}'`],
    ['keyForged', 'signatureWrong', 'signatureWrong'],
  ],
  ['edited heads', [`update live.checkpoint_head set hash = repeat('ab', 32) where chain = '${OTHER}'`], ['rootUnlike']],
  [
    'a removed chain',
    [`delete from live.chain where chain = '${OTHER}'`, `delete from live.event where chain = '${OTHER}'`],
    ['chainMissing'],
  ],
  ['another event where it was signed', [event(2, "hash = repeat('ab', 32)")], ['chainForked']],
])('going over the checkpoints, %s is found and named', async ([, statements, expected]) => {
  await tamper(database.url, ...statements);
  expect(codes(await inSeries())).toEqual(expected);
});

/** Whoever has the database alone: signs anew with a key of their own, which they put into the database. */
async function forgeWith(pem: string, more: Record<string, unknown> = {}): Promise<CheckpointFile> {
  const signer = signerOf(pem);
  const told = { ...readCheckpoint(file.signed), ...more, key: signer.key };
  const signed = JSON.stringify(Object.fromEntries(Object.entries(told).toSorted(([a], [b]) => (a < b ? -1 : 1))));
  return { ...file, key: signer.key, signed, signature: signer.sign(signed) };
}

test('a checkpoint signed by a key that nobody vouches for is known by the key that the auditor kept', async () => {
  const pem = newPrivateKey();
  const forged = await forgeWith(pem);
  expect(codes(await verifyCheckpoint(worlds, forged, kept))).toEqual(['keyUnknown', 'checkpointOther']);
  const { key } = forged;
  const insert = (by: string, endorsement: string) =>
    `insert into meta.signing_key values ('${key}', '${publicKeyOf(pem)}', now(), ${by}, ${endorsement})`;
  const text = forged.signed.replaceAll("'", "''");
  await tamper(
    database.url,
    insert('null', 'null'),
    `update live.checkpoint set signed = '${text}', signature = '${forged.signature}' where number = 2`,
  );
  // Whoever kept nothing has only the database's own word.
  expect(codes(await verifyCheckpoint(worlds, forged))).toEqual([]);
  expect(codes(await verifyCheckpoint(worlds, forged, kept))).toEqual(['keyNotTrusted']);
  expect(codes(await verifyCheckpoint(worlds, file, kept))).toEqual(['checkpointOther']);
  expect(codes(await inSeries(kept))).toEqual(['keyNotTrusted']);
});

test('an endorsement that was never given is found', async () => {
  const pem = newPrivateKey();
  const { key } = signerOf(pem);
  const old = (await currentSigner(worlds.live, keys(), clock())).key;
  await tamper(
    database.url,
    `insert into meta.signing_key values ('${key}', '${publicKeyOf(pem)}', now(), '${old}', '${signerOf(pem).sign('anything')}')`,
  );
  expect(codes(await verifyCheckpoint(worlds, file, kept))).toEqual(['endorsementForged']);
  expect(codes(await verifyCheckpoint(worlds, await forgeWith(pem), kept))).toEqual([
    'endorsementForged',
    'keyNotTrusted',
    'checkpointOther',
  ]);
});

test('a checkpoint of another database is not held against this one', async () => {
  const pem = newPrivateKey();
  const foreign = await forgeWith(pem, { database: '00000000-0000-4000-8000-000000000000' });
  expect(codes(await verifyCheckpoint(worlds, foreign, [publicKeyOf(pem)]))).toEqual(['otherDatabase']);
});

test('a checkpoint that is gone or another outside the database is found and named', async () => {
  const root = join(scratch, 'outside');
  const place = directoryPlace(root);
  await writeOutside(worlds, place, clock);
  const outside = async (): Promise<Finding[]> => {
    const findings: Finding[] = [];
    for await (const one of verifyOutside(worlds, '', place, { upTo: 2, now: clock() })) findings.push(one);
    return findings;
  };
  expect(await outside()).toEqual([]);
  const second = checkpointPath(file.signed);
  await writeFile(join(root, second), '{}');
  expect(await outside()).toMatchObject([{ code: 'outsideOther', place: { checkpoint: 2, item: second } }]);
  await rm(join(root, second));
  expect(codes(await outside())).toEqual(['outsideMissing']);
});

test('a record that was set back is known by what lies outside the database', async () => {
  const root = join(scratch, 'setBack');
  const place = directoryPlace(root);
  await writeOutside(worlds, place, clock);
  const outside = async (): Promise<Finding[]> => {
    const findings: Finding[] = [];
    for await (const one of verifyOutside(worlds, '', place, { upTo: 1, now: clock() })) findings.push(one);
    return findings;
  };
  // Made yesterday under the number that was given again today.
  await tamper(database.url, `update event set wall_time = wall_time - interval '1 day'`);
  const first = readCheckpoint(((await checkpointFileOf(worlds, '', 1)) ?? fail()).signed);
  const earlier = checkpointPath(JSON.stringify({ ...first, at: instantOfMs(Date.parse(first.at) - 24 * 3_600_000) }));
  await place.put(earlier, '{}');
  expect(await outside()).toMatchObject([{ code: 'outsideOther', place: { checkpoint: 1, item: earlier } }]);
  await tamper(database.url, 'delete from checkpoint where number = 2', 'delete from checkpoint_head where number = 2');
  expect(codes(await outside())).toEqual(['outsideOther', 'checkpointMissing']);
});
