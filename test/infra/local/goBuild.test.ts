import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildOnce, goProblem } from '../../../infra/local/goBuild.ts';
import { eventually, killed, scratchDirectory } from './scratch.ts';

let scratch: Awaited<ReturnType<typeof scratchDirectory>>;
let moduleDir: string;
let targetDir: string;

beforeEach(async () => {
  scratch = await scratchDirectory();
  moduleDir = join(scratch.path, 'module');
  targetDir = join(scratch.path, 'cache', 'tiny-v1');
  await mkdir(join(moduleDir, 'tiny'), { recursive: true });
  await writeFile(join(moduleDir, 'go.mod'), 'module tiny\n\ngo 1.21\n');
  await writeFile(join(moduleDir, 'tiny', 'main.go'), 'package main\n\nfunc main() {}\n');
});
afterEach(() => scratch.remove());

const isThere = () => existsSync(join(targetDir, 'tiny'));
const aBuild = () => ({ moduleDir, packages: ['tiny/tiny'], targetDir, what: 'the tiny program' });

test('of two that start at once one builds, and the other says that it waits', async () => {
  const told: string[] = [];
  const report = (line: string) => void told.push(line);
  await Promise.all([buildOnce(aBuild(), isThere, report), buildOnce(aBuild(), isThere, report)]);
  expect(isThere()).toBe(true);
  expect(told.filter((line) => line.startsWith('Built'))).toHaveLength(1);
  expect(told.filter((line) => line.includes(`(process ${process.pid}) is building the tiny program; waiting`))).toHaveLength(1);
  expect(readdirSync(join(scratch.path, 'cache'))).toEqual(['tiny-v1']);
});

test('what is there already is not built again', async () => {
  await buildOnce(
    aBuild(),
    () => true,
    () => expect.unreachable('nothing is to be said'),
  );
  expect(existsSync(join(scratch.path, 'cache', 'tiny-v1'))).toBe(false);
});

test('a build that fails says why and leaves nothing half', async () => {
  await writeFile(join(moduleDir, 'tiny', 'main.go'), 'package main\n\nfunc main() { undefinedHere() }\n');
  await expect(buildOnce(aBuild(), isThere, () => undefined)).rejects.toThrow(/undefined: undefinedHere/);
  expect(readdirSync(join(scratch.path, 'cache'))).toEqual([]);
});

test('a build killed with -9 on the way is taken over, and its remains go', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'halfBuild.ts'), targetDir], { stdio: 'ignore' });
  await eventually('the other process has begun', () => existsSync(`${targetDir}.building-half`));
  await killed(child);
  await buildOnce(aBuild(), isThere, () => undefined);
  expect(readdirSync(join(scratch.path, 'cache'))).toEqual(['tiny-v1']);
});

test('giving up stops the build', async () => {
  const stop = new AbortController();
  const running = buildOnce(
    aBuild(),
    isThere,
    (line) => line.startsWith('Building') && stop.abort(new Error('Ctrl-C')),
    stop.signal,
  );
  await expect(running).rejects.toThrow('Ctrl-C');
  expect(readdirSync(join(scratch.path, 'cache'))).toEqual([]);
});

test('a module that asks for a Go which cannot be had is told apart', async () => {
  expect(await goProblem(moduleDir)).toBeNull();
  await writeFile(join(moduleDir, 'go.mod'), 'module tiny\n\ngo 9.99.9\n');
  expect(await goProblem(moduleDir)).toMatch(/9\.99\.9/);
});
