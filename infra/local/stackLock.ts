import { setTimeout as sleep } from 'node:timers/promises';
import { layout } from './dataDir.ts';
import { type LockOwner, tryLock } from './ownerLock.ts';
import { LocalProblem } from './problem.ts';
import { readRunInfo, type RunInfo } from './runFile.ts';

/** Another stack is up, or coming up (`run` is null then), on the data directory. */
export class AlreadyRunning extends LocalProblem {
  readonly run: RunInfo | null;
  constructor(dataDir: string, owner: LockOwner, run: RunInfo | null) {
    const addresses =
      run === null
        ? []
        : [run.endpoints.apiUrl, run.endpoints.inboxUrl, run.endpoints.temporalAddress].filter((url) => url !== undefined);
    const state = run === null ? 'is being started' : 'is up already';
    super(
      `Årscykel ${state} on ${dataDir} (process ${owner.pid}, since ${owner.since})${addresses.length > 0 ? `: ${addresses.join(', ')}` : ''}.`,
      'Use that one, stop it with Ctrl-C where it runs, or choose another directory in ARSCYKEL_DATA_DIR.',
    );
    this.run = run;
  }
}

/** How long we wait for a command that has the data directory to itself; a rehearsal takes half a minute. */
const commandLimitMs = 180_000;

/** Takes the data directory for us; returns how to give it back. Waits for a command to end, but not for a stack that stays up. */
export async function lockDataDir(
  dataDir: string,
  options: { transient?: boolean; report: (line: string) => void; signal?: AbortSignal },
): Promise<() => Promise<void>> {
  const startedAt = performance.now();
  for (let told = false; ; told = true) {
    const attempt = await tryLock(layout(dataDir).lock, options.transient === true ? 'command' : 'stack');
    if (attempt.taken) return attempt.release;
    const { owner } = attempt;
    const run = readRunInfo(dataDir);
    const current = run?.pid === owner.pid && run.start === owner.start && run.ready ? run : null;
    if (owner.purpose !== 'command' || performance.now() - startedAt > commandLimitMs)
      throw new AlreadyRunning(dataDir, owner, current);
    if (!told) options.report(`Waiting for another command (process ${owner.pid}) that uses ${dataDir}`);
    options.signal?.throwIfAborted();
    await sleep(100);
  }
}
