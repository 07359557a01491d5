import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { note } from '../../../infra/db/around/note.ts';
import { checkpointsOf, headsAt, headsMovedAt, newestCheckpoint, type StoredCheckpoint } from '../../../infra/db/checkpoints.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { recordPort } from '../../../infra/db/recordPort.ts';
import { attest } from '../../../infra/db/sealing/attest.ts';
import { writeOutside, copyStates, unwrittenOf } from '../../../infra/db/sealing/outside.ts';
import { currentSigner, rotateKey } from '../../../infra/db/sealing/signer.ts';
import { databaseName, KeyTrouble, signingKeys } from '../../../infra/db/signingKeys.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { createRehearsal } from '../../../infra/db/write/rehearsals.ts';
import { checkpointHash, isSignedBy, readCheckpoint, rootOfHeads } from '../../../infra/seal/checkpoint.ts';
import { checkpointPath } from '../../../infra/seal/checkpointFile.ts';
import { keyFileOf, nextKeyFile } from '../../../infra/seal/keyFile.ts';
import { newPrivateKey, signerOf } from '../../../infra/seal/keys.ts';
import { directoryPlace } from '../../../infra/seal/outside/directory.ts';
import { objectStorePlace } from '../../../infra/seal/outside/objectStore.ts';
import { opened, proposal, repaid } from '../../activities/record/fixtures.ts';
import { objectStore } from '../../support/objectStore.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';
import { tamper } from '../../support/tamperedDatabase.ts';

let database: TestDatabase;
let worlds: Worlds;
let scratch: string;
const clock = () => instantOfMs(Date.now());
const keysIn = (directory: string) => ({ keysDir: join(scratch, directory), keyFile: null });
const sealing = () => ({ keys: keysIn('keys'), codeVersion: 'test' });
const sign = (rehearsal = '') => attest(worlds, rehearsal, sealing(), clock);
const ownKeyFile = async () => keyFileOf(keysIn('keys'), await databaseName(worlds.live));

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-checkpoints-'));
});
afterAll(() => rm(scratch, { recursive: true }));
beforeEach(async () => {
  database = await testDatabase();
  await migrate(database.url, 'standard');
  worlds = await openWorlds(database.url, 'standard', { max: 6 });
});
afterEach(async () => {
  await worlds.close();
  await database.drop();
  await rm(join(scratch, 'keys'), { recursive: true, force: true });
});

const series = async (after: number): Promise<StoredCheckpoint[]> => {
  const all: StoredCheckpoint[] = [];
  for await (const one of checkpointsOf(worlds.live, '', { after })) all.push(one);
  return all;
};

const CHAIN = 'agreement:provplattformen:2012';
const record = async (chain = CHAIN): Promise<void> => {
  const appended = await recordPort(worlds.live, 'test').append(proposal(chain, 0, `open ${chain}`, [opened(), repaid(1)]));
  expect(appended).toMatchObject({ ok: true });
};
const prune = (rehearsals: string[]) => entryNow(systemChain(''), { type: 'rehearsalsPruned', rehearsals }, bySystem, clock());

test('a checkpoint covers every chain, also what was only noted; a quiet time is attested by one more on the same root', async () => {
  await record();
  await note(worlds.live, [prune(['A'])]);
  const first = await sign();
  const told = readCheckpoint(first.signed);
  const heads = await headsAt(worlds.live, '', 1);
  expect(heads.map(({ chain, version }) => [chain, version])).toEqual([
    [CHAIN, 2],
    // The first key, and what was noted.
    ['system', 2],
  ]);
  expect(told).toMatchObject({ world: 'live', number: 1, chains: 2, events: 4, root: rootOfHeads(heads), previous: null });
  const [key] = await signingKeys(worlds.live);
  expect(isSignedBy(first, key?.publicKey ?? '')).toBe(true);
  const quiet = readCheckpoint((await sign()).signed);
  expect(quiet).toMatchObject({ number: 2, root: told.root, previous: checkpointHash(first.signed) });
  expect(await headsMovedAt(worlds.live, '', 2)).toEqual([]);
  expect(await headsAt(worlds.live, '', 2)).toEqual(heads);
});

test('a rehearsal has its own series, under the same key', async () => {
  const id = ulid();
  await createRehearsal(worlds.rehearsal, { id, title: 'Prov', startedAt: clock(), conductor: { host: 'test', pid: 1 } });
  const chain = `rehearsal:${id}:${CHAIN}`;
  await recordPort(worlds.rehearsal, 'test').append(proposal(chain, 0, 'open', [opened()]));
  await sign();
  const rehearsed = readCheckpoint((await sign(id)).signed);
  expect(rehearsed).toMatchObject({ world: id, number: 1, chains: 1, events: 1, previous: null });
  expect(await headsAt(worlds.rehearsal, id, 1)).toMatchObject([{ chain, version: 1 }]);
  expect(await signingKeys(worlds.live)).toHaveLength(1);
});

test('many that sign at once make one key and one series without gaps', async () => {
  const second = await openWorlds(database.url, 'standard', { max: 6 });
  try {
    await record();
    await Promise.all(Array.from({ length: 8 }, (_, i) => attest(i % 2 === 0 ? worlds : second, '', sealing(), clock)));
  } finally {
    await second.close();
  }
  expect(await signingKeys(worlds.live)).toHaveLength(1);
  const all = await series(0);
  expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const [at, { signed }] of all.entries())
    expect(readCheckpoint(signed).previous).toBe(at === 0 ? null : checkpointHash(all[at - 1]?.signed ?? ''));
  expect((await series(6)).map(({ number }) => number)).toEqual([7, 8]);
});

test('a machine whose clock is behind signs for no earlier time than the one before it did', async () => {
  const first = readCheckpoint((await sign()).signed);
  const behind = await attest(worlds, '', sealing(), () => instantOfMs(Date.now() - 60_000));
  expect(readCheckpoint(behind.signed).at).toBe(first.at);
});

test('the private key is readable by its owner alone, and a second machine that has none is told where it is', async () => {
  await sign();
  const path = await ownKeyFile();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const elsewhere = { keys: keysIn('elsewhere'), codeVersion: 'test' };
  await expect(attest(worlds, '', elsewhere, clock)).rejects.toMatchObject({
    name: 'KeyTrouble',
    message: expect.stringContaining('is not in'),
    remedy: expect.stringMatching(/ARSCYKEL_SIGNING_KEY_FILE.*rotate --lost/),
  });
  await writeFile(path, newPrivateKey());
  await expect(sign()).rejects.toThrow(/is the one that signs since/);
  await writeFile(path, 'not a key');
  await expect(sign()).rejects.toThrow(/holds no private key/);
});

test('two machines that make the first key at once: one does, and the other keeps none', async () => {
  const both = [keysIn('keys'), keysIn('other')];
  const outcomes = await Promise.allSettled(both.map((keys) => currentSigner(worlds.live, keys, clock())));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'KeyTrouble' } });
  expect(await signingKeys(worlds.live)).toHaveLength(1);
});

test('a rotated key is signed for by the one before, whose private half is gone; what it signed stays verifiable', async () => {
  const before = await sign();
  const old = await readFile(await ownKeyFile(), 'utf8');
  const key = await rotateKey(worlds.live, keysIn('keys'), { by: bySystem, lost: false, now: clock() });
  const after = await sign();
  expect(readCheckpoint(after.signed).key).toBe(key.id);
  expect(await readFile(await ownKeyFile(), 'utf8')).not.toBe(old);
  await expect(readFile(nextKeyFile(await ownKeyFile(), key.id))).rejects.toThrow('ENOENT');
  const keys = await signingKeys(worlds.live);
  expect(keys.map(({ id, endorsedBy }) => [id, endorsedBy])).toEqual([
    [signerOf(old).key, null],
    [key.id, signerOf(old).key],
  ]);
  expect(isSignedBy(before, keys[0]?.publicKey ?? '')).toBe(true);
  expect(isSignedBy(after, keys[0]?.publicKey ?? '')).toBe(false);
});

test('of many that rotate at once one does, and its private key is the one that is kept', async () => {
  await sign();
  const rotated = Array.from({ length: 6 }, () =>
    rotateKey(worlds.live, keysIn('keys'), { by: bySystem, lost: false, now: clock() }),
  );
  const outcomes = await Promise.allSettled(rotated);
  const done = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
  expect(done.length).toBeGreaterThan(0);
  expect(readCheckpoint((await sign()).signed).key).toBe((await signingKeys(worlds.live)).at(-1)?.id);
});

test('killed between introducing a key and putting it in its place, the next one to sign finds it', async () => {
  await sign();
  const path = await ownKeyFile();
  const old = await readFile(path, 'utf8');
  const { id } = await rotateKey(worlds.live, keysIn('keys'), { by: bySystem, lost: false, now: clock() });
  await writeFile(nextKeyFile(path, id), await readFile(path));
  await writeFile(path, old);
  expect(readCheckpoint((await sign()).signed).key).toBe(id);
  expect(signerOf(await readFile(path, 'utf8')).key).toBe(id);
});

test('a lost key is followed by one that nobody signed for', async () => {
  await sign();
  await rm(await ownKeyFile());
  await expect(rotateKey(worlds.live, keysIn('keys'), { by: bySystem, lost: false, now: clock() })).rejects.toThrow(KeyTrouble);
  await rotateKey(worlds.live, keysIn('keys'), { by: bySystem, lost: true, now: clock() });
  expect((await signingKeys(worlds.live)).map(({ endorsedBy }) => endorsedBy)).toEqual([null, null]);
  expect((await sign()).number).toBe(2);
});

const refusals = [
  ['chainMissing', (chain: string) => `delete from live.chain where chain = '${chain}'`],
  ['chainShorter', (chain: string) => `update live.chain set head_version = 1 where chain = '${chain}'`],
  ['chainForked', (chain: string) => `update live.event set hash = repeat('ab', 32) where chain = '${chain}' and version = 2`],
  ['chainForked', (chain: string) => `delete from live.event where chain = '${chain}' and version = 2`],
  ['headUnlike', (chain: string) => `update live.chain set head_version = 3 where chain = '${chain}'`],
] as const;

test('nothing is signed that contradicts what was signed before, and the refusal names the chain', async () => {
  for (const [at, [code, statement]] of refusals.entries()) {
    const chain = `agreement:prov-${at}:2012`;
    await record(chain);
    await sign();
    await tamper(database.url, statement(chain));
    await expect(sign()).rejects.toMatchObject({ name: 'CheckpointRefused', world: 'live', trouble: [{ code, chain }] });
    // Undone by taking the whole chain out of what was signed.
    const tables = ['chain', 'event', 'checkpoint_head'];
    await tamper(database.url, ...tables.map((table) => `delete from live.${table} where chain = '${chain}'`));
  }
  expect((await newestCheckpoint(worlds.live, ''))?.number).toBe(refusals.length);
});

test('while the place outside is away nothing is lost: everything is written when it is back', async () => {
  const store = await objectStore();
  try {
    const place = objectStorePlace(store.settings);
    store.away.is = true;
    for (let i = 0; i < 3; i += 1) {
      await sign();
      expect((await writeOutside(worlds, place, clock)).trouble).toContain('503');
    }
    expect(await unwrittenOf(worlds, place)).toEqual([{ rehearsal: '', upTo: 0 }]);
    expect(await copyStates(worlds.live, place.address)).toMatchObject([
      { world: 'live', upTo: 0, troubleSince: expect.any(String) },
    ]);
    store.away.is = false;
    expect(await writeOutside(worlds, place, clock)).toEqual({ written: 3, conflicts: [], trouble: null });
    expect(await unwrittenOf(worlds, place)).toEqual([]);
    expect(await copyStates(worlds.live, place.address)).toMatchObject([{ upTo: 3, trouble: null, troubleSince: null }]);
    const name = await databaseName(worlds.live);
    const [key] = await signingKeys(worlds.live);
    const day = clock().slice(0, 10);
    const files = [`keys/${key?.id}.json`, ...[1, 2, 3].map((number) => `live/${day}/${number}.json`)];
    expect([...store.objects.keys()].toSorted()).toEqual(files.map((file) => `/granskning/prov/${name}/${file}`).toSorted());
  } finally {
    await store.stop();
  }
});

test('a place that was given another checkpoint of the same number keeps both, and the record says so', async () => {
  const place = directoryPlace(join(scratch, 'outside'));
  const { signed } = await sign();
  await place.put(checkpointPath(signed), 'what was signed before a backup was restored');
  expect(await writeOutside(worlds, place, clock)).toEqual({
    written: 1,
    conflicts: [{ world: 'live', number: 1 }],
    trouble: null,
  });
  expect(await place.get(checkpointPath(signed))).toContain('before a backup');
  expect(await place.get(checkpointPath(signed, { instead: true }))).toContain('"signature"');
  expect(await copyStates(worlds.live, place.address)).toMatchObject([{ conflicts: [1], upTo: 1 }]);
});
