import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { directoryPlace } from '../../../infra/seal/outside/directory.ts';
import { objectStorePlace } from '../../../infra/seal/outside/objectStore.ts';
import { objectStore, type TestStore } from '../../support/objectStore.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

async function store(): Promise<TestStore> {
  const started = await objectStore();
  undo.push(started.stop);
  return started;
}

async function scratch(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'arscykel-outside-'));
  undo.push(() => rm(path, { recursive: true }));
  return path;
}

test('a file in a directory is written once, whole, and never changed', async () => {
  const root = await scratch();
  const place = directoryPlace(join(root, 'kontrollpunkter'));
  expect(await place.get('live/1.json')).toBeNull();
  const both = await Promise.all([place.put('live/1.json', 'one'), place.put('live/1.json', 'one')]);
  expect(both.toSorted()).toEqual(['same', 'written']);
  expect(await place.put('live/1.json', 'two')).toBe('other');
  expect(await readFile(join(root, 'kontrollpunkter', 'live', '1.json'), 'utf8')).toBe('one');
  expect(await readdir(join(root, 'kontrollpunkter', 'live'))).toEqual(['1.json']);
});

test('a file in an object store is written once, with a signature that the store checks', async () => {
  const { settings, objects } = await store();
  const place = objectStorePlace(settings);
  expect(await place.get('live/2026-11-22/1.json')).toBeNull();
  expect(await place.put('live/2026-11-22/1.json', '{"å": 1}')).toBe('written');
  expect(await place.put('live/2026-11-22/1.json', '{"å": 1}')).toBe('same');
  expect(await place.put('live/2026-11-22/1.json', '{}')).toBe('other');
  expect([...objects]).toEqual([['/granskning/prov/live/2026-11-22/1.json', '{"å": 1}']]);
  expect(await place.get('live/2026-11-22/1.json')).toBe('{"å": 1}');
});

test('two that write the same file at once to an object store do not write over each other', async () => {
  const { settings, objects, between } = await store();
  between.put = () => objects.set('/granskning/prov/a.json', 'the other');
  expect(await objectStorePlace(settings).put('a.json', 'ours')).toBe('other');
  expect(objects.get('/granskning/prov/a.json')).toBe('the other');
});

test('a store refuses another secret, and says so', async () => {
  const { settings, objects } = await store();
  const place = objectStorePlace({ ...settings, secretAccessKey: 'another' });
  await expect(place.put('a.json', 'x')).rejects.toThrow(/403.*SignatureDoesNotMatch/);
  expect(objects.size).toBe(0);
});
