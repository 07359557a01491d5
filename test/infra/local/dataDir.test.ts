import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataDirProblem, openDataDir } from '../../../infra/local/dataDir.ts';
import { openPorts } from '../../../infra/local/ports.ts';
import { findRunning } from '../../../infra/local/runFile.ts';
import { scratchDirectory } from './scratch.ts';

let scratch: Awaited<ReturnType<typeof scratchDirectory>>;

beforeEach(async () => {
  scratch = await scratchDirectory();
});
afterEach(() => scratch.remove());

test('a data directory is made, closed to others, and opens again', async () => {
  const path = join(scratch.path, 'new', 'data');
  await openDataDir(path);
  await openDataDir(path);
  expect((await stat(path)).mode & 0o066).toBe(0);
  expect(await dataDirProblem(path)).toBeNull();
});

test('a directory with other things in it is refused, and they are left alone', async () => {
  await writeFile(join(scratch.path, 'thesis.odt'), 'years of work');
  await expect(openDataDir(scratch.path)).rejects.toThrow(/not a data directory.*\n.*ARSCYKEL_DATA_DIR/);
});

test.each(['postgres', 'postgres.password'])('with %s there but no VERSION, nobody is told to empty it', async (name) => {
  await openDataDir(scratch.path);
  await writeFile(join(scratch.path, name), '');
  await rm(join(scratch.path, 'VERSION'));
  const problem = await dataDirProblem(scratch.path);
  expect(problem?.remedy).toMatch(/^Restore its VERSION file \(it holds the layout's number\) or .* backup/);
  expect(problem?.message).not.toMatch(/empty/i);
});

test('a newer layout asks for the newer program, an unreadable one for a backup', async () => {
  await openDataDir(scratch.path);
  await writeFile(join(scratch.path, 'VERSION'), '2\n');
  await expect(openDataDir(scratch.path)).rejects.toThrow(/layout 2.*\n.*newer version: run that one/);
  await writeFile(join(scratch.path, 'VERSION'), 'garbage');
  await expect(openDataDir(scratch.path)).rejects.toThrow(/Restore its VERSION file/);
});

test('a file in the place of the data directory is a clear problem', async () => {
  const path = join(scratch.path, 'file');
  await writeFile(path, '');
  for (const taken of [path, join(path, 'below')]) {
    await expect(openDataDir(taken)).rejects.toThrow(
      /it is a file, or lies below one\.\nChoose a directory in ARSCYKEL_DATA_DIR/,
    );
    expect(await findRunning(taken)).toBeNull();
  }
});

test('a port is the same at every start, another when it is taken, and stays once told to others', async () => {
  await mkdir(scratch.path, { recursive: true });
  const first = await openPorts(scratch.path).choose('postgres', 21_432);
  const again = openPorts(scratch.path);
  expect(await again.choose('postgres', 1)).toBe(first);
  expect(await again.choose('temporal', first)).not.toBe(first);

  const other = createServer();
  await new Promise<void>((resolve) => other.listen(first, '127.0.0.1', resolve));
  const moved = await openPorts(scratch.path).choose('postgres', first);
  expect(moved).not.toBe(first);
  // Temporal keeps membership ports in 16 bits with a sign.
  expect(moved).toBeLessThan(32_768);
  again.settle();
  expect(await again.choose('postgres', 1)).toBe(first);
  other.close();
});
