import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './problem.ts';
import { identityOf, type ProcessIdentity, stopProcess } from './processIdentity.ts';

/** A part that runs. `ended` is fulfilled, never rejected, with what a log should say about its end. */
export interface RunningPart {
  identity: ProcessIdentity | null;
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  logPath: string;
  stopSignal: NodeJS.Signals;
  stopWaitMs: number;
  spawn?: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'>;
  /** `talk`: standard output is read by us, and the child notices by a channel when we are gone. */
  stdout?: 'log' | 'talk';
}

/** Starts a program as a child of its own process group, so that Ctrl-C in the terminal reaches us alone and we choose the order. */
export function startChild(command: string, args: string[], options: ChildOptions): RunningPart & { child: ChildProcess } {
  const log = openSync(options.logPath, 'a', 0o600);
  const stdio: SpawnOptions['stdio'] = options.stdout === 'talk' ? ['ignore', 'pipe', log, 'ipc'] : ['ignore', log, log];
  const child = spawn(command, args, { ...options.spawn, detached: true, stdio });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal === null ? `exit status ${code}` : `signal ${signal}`));
  });
  const identity = child.pid === undefined ? null : identityOf(child.pid);
  return {
    child,
    identity,
    ended,
    async stop() {
      if (identity !== null) await stopProcess(identity, options.stopSignal, options.stopWaitMs);
    },
  };
}

/** Waits until `probe` is fulfilled; fails when the part ends first or the time is up. Until then its errors mean "not yet". */
export async function waitUntilReady(
  part: RunningPart,
  probe: () => Promise<void>,
  { limitMs, stop }: { limitMs: number; stop: AbortSignal },
): Promise<void> {
  const until = performance.now() + limitMs;
  const ended = part.ended.then((why) => ({ why }));
  for (;;) {
    const attempt = probe().then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const outcome = await Promise.race([attempt, ended]);
    if (outcome === null) return;
    stop.throwIfAborted();
    if ('why' in outcome) throw new Error(`it ended while starting (${outcome.why})`);
    if (performance.now() > until)
      throw new Error(`it does not answer after ${Math.round(limitMs / 1000)} s (${messageOf(outcome.error)})`, {
        cause: outcome.error,
      });
    await sleep(30);
  }
}
