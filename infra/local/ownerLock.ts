import { rm } from 'node:fs/promises';
import { lock } from 'proper-lockfile';
import { z } from 'zod';
import { readJsonLeniently, writeAtomically } from './files.ts';
import { identityOf, isAlive } from './processIdentity.ts';

const ownerSchema = z.object({ pid: z.number().int(), start: z.string(), since: z.string(), purpose: z.string() });
export type LockOwner = z.infer<typeof ownerSchema>;

export type LockAttempt = { taken: true; release: () => Promise<void> } | { taken: false; owner: LockOwner };

/**
 * Takes the lock in the file `path`, unless a living process holds it; a dead one's lock is taken over at once.
 * The holder is known by process number and start, not by a clock, so a laptop may sleep while it is held.
 */
export async function tryLock(path: string, purpose: string): Promise<LockAttempt> {
  return guarded(path, async () => {
    const owner = lockOwner(path);
    if (owner !== null) return { taken: false, owner };
    const self = identityOf(process.pid);
    if (self === null) throw new Error('The running process is not found in the process table');
    await writeAtomically(path, JSON.stringify({ ...self, since: new Date().toISOString(), purpose } satisfies LockOwner));
    return { taken: true, release: () => rm(path, { force: true }) };
  });
}

/** Who holds the lock; null when nobody alive does. */
export function lockOwner(path: string): LockOwner | null {
  const parsed = ownerSchema.safeParse(readJsonLeniently(path));
  return parsed.success && isAlive(parsed.data) ? parsed.data : null;
}

/** Reading, judging and replacing the owner has to be one step: two that see a dead owner must not both win. */
async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  const unlock = await lock(path, {
    lockfilePath: `${path}.guard`,
    realpath: false,
    // The step takes milliseconds; a guard this old was left by a process killed within it.
    stale: 3000,
    retries: { retries: 100, factor: 1, minTimeout: 50, maxTimeout: 100 },
  });
  try {
    return await work();
  } finally {
    await unlock();
  }
}
