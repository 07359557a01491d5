import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockOwner, tryLock } from '../../../infra/local/ownerLock.ts';
import { identityOf, isAlive, stopProcess } from '../../../infra/local/processIdentity.ts';
import { findRunning, readRunInfo, type RunInfo, stopLeftovers, writeRunInfo } from '../../../infra/local/runFile.ts';
import { idleProcess, killed, scratchDirectory } from './scratch.ts';

let scratch: Awaited<ReturnType<typeof scratchDirectory>>;

beforeEach(async () => {
  scratch = await scratchDirectory();
});
afterEach(() => scratch.remove());

const aRun = (fields: Partial<RunInfo>): RunInfo => ({
  pid: process.pid,
  start: identityOf(process.pid)?.start ?? '',
  startedAt: '2026-11-22T08:00:00.000Z',
  mode: 'engine',
  transient: false,
  ready: true,
  parts: [],
  endpoints: { databaseUrl: 'postgres://127.0.0.1/arscykel' },
  ...fields,
});

test('a process is known by its number and its start, and is gone once it has ended', async () => {
  const { pid, start, child } = await idleProcess();
  expect(isAlive({ pid, start })).toBe(true);
  expect(isAlive({ pid, start: `${start}0` })).toBe(false);
  await killed(child);
  expect(isAlive({ pid, start })).toBe(false);
});

test('a process is stopped only when it is the one that was meant', async () => {
  const { pid, start, child } = await idleProcess();
  expect(await stopProcess({ pid, start: 'another' }, 'SIGKILL', 1000)).toBe('gone');
  expect(child.exitCode ?? child.signalCode).toBeNull();
  expect(await stopProcess({ pid, start }, 'SIGTERM', 5000)).toBe('stopped');
});

test('one of many takes the lock, the others are told who has it', async () => {
  const path = join(scratch.path, 'the.lock');
  const attempts = await Promise.all(Array.from({ length: 5 }, () => tryLock(path, 'testing')));
  expect(attempts.filter((attempt) => attempt.taken)).toHaveLength(1);
  for (const attempt of attempts)
    if (!attempt.taken) expect(attempt.owner).toMatchObject({ pid: process.pid, purpose: 'testing' });
  const winner = attempts.find((attempt) => attempt.taken);
  await winner?.release();
  expect(lockOwner(path)).toBeNull();
});

test('the lock of a process that was killed is taken over at once, and so is a damaged one', async () => {
  const path = join(scratch.path, 'the.lock');
  const { pid, start, child } = await idleProcess();
  await writeFile(path, JSON.stringify({ pid, start, since: 'then', purpose: 'testing' }));
  expect((await tryLock(path, 'mine')).taken).toBe(false);
  await killed(child);
  expect((await tryLock(path, 'mine')).taken).toBe(true);
  await writeFile(path, '{"pid": 1');
  expect((await tryLock(path, 'mine')).taken).toBe(true);
});

test('a stack is found when it is up and ready, and not when its note is stale, foreign or damaged', async () => {
  const found = async (info: RunInfo) => {
    await writeRunInfo(scratch.path, info);
    return findRunning(scratch.path);
  };
  expect(await findRunning(scratch.path)).toBeNull();
  expect(await found(aRun({}))).toMatchObject({ pid: process.pid });
  expect(await found(aRun({ ready: false }))).toBeNull();
  expect(await found(aRun({ transient: true }))).toBeNull();
  expect(await found(aRun({ start: 'the number belongs to another now' }))).toBeNull();
  await writeFile(join(scratch.path, 'run.json'), '{"pid":');
  expect(await findRunning(scratch.path)).toBeNull();
});

test('leftovers of a killed start are stopped; a process that merely got the same number is spared', async () => {
  const [left, stranger] = [await idleProcess(), await idleProcess()];
  const parts = [
    { name: 'worker', pid: left.pid, start: left.start },
    { name: 'api', pid: stranger.pid, start: 'before the machine restarted' },
  ];
  await writeRunInfo(scratch.path, aRun({ start: 'dead', parts }));
  const told: string[] = [];
  await stopLeftovers(scratch.path, (line) => told.push(line));
  expect(isAlive(left)).toBe(false);
  expect(isAlive(stranger)).toBe(true);
  expect(told).toEqual([`Stopping worker (process ${left.pid}), left running by an earlier start`]);
  expect(readRunInfo(scratch.path)).toBeNull();
  await killed(stranger.child);
});
