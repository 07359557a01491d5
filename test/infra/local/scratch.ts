import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, type ProcessIdentity } from '../../../infra/local/processIdentity.ts';

/** A directory of the test's own, with how to remove it. */
export async function scratchDirectory(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'arscykel-local-'));
  await chmod(path, 0o711); // under root, Postgres is another user and has to pass through
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A process that does nothing until it is stopped. */
export async function idleProcess(): Promise<ProcessIdentity & { child: ChildProcess }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const identity = identityOf(child.pid ?? 0);
  if (identity === null) throw new Error('The idle process did not start');
  return { ...identity, child };
}

export async function killed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Waits until `condition` holds; fails, saying what was waited for, when it does not in time. */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>, limitMs = 20_000): Promise<void> {
  const until = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`Waited ${limitMs} ms in vain: ${what}`);
    await sleep(50);
  }
}
