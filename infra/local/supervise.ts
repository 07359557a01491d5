import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningPart } from './part.ts';
import type { ProcessIdentity } from './processIdentity.ts';
import { messageOf } from './problem.ts';

/** A part that is started again whenever it ends by itself. */
export interface Supervised<Part extends RunningPart = RunningPart> {
  name: string;
  identity: () => ProcessIdentity | null;
  current(): Part;
  stop(): Promise<void>;
}

export interface SuperviseHooks {
  log: (line: string) => void;
  /** The part has another process now, or none. */
  changed: () => Promise<void>;
}

const firstWaitMs = 200;
const longestWaitMs = 30_000;
/** Up this long, a part counts as healthy, and the next restart is quick again. */
const healthyMs = 60_000;

/**
 * Starts the part, rejecting when that fails; from then on it is kept running until `stop`. `start` is handed a signal that
 * tells it to give up: `giveUp` for the first start, the part's own stop for the later ones.
 */
export async function supervise<Part extends RunningPart>(
  name: string,
  start: (stop: AbortSignal) => Promise<Part>,
  hooks: SuperviseHooks,
  giveUp: AbortSignal | null = null,
): Promise<Supervised<Part>> {
  const stopping = new AbortController();
  let part = await start(giveUp ?? stopping.signal);
  let alive = true;

  const keepRunning = async (): Promise<void> => {
    let waitMs = firstWaitMs;
    for (let since = performance.now(); ; since = performance.now()) {
      const why = await part.ended;
      if (stopping.signal.aborted) return;
      alive = false;
      if (performance.now() - since > healthyMs) waitMs = firstWaitMs;
      hooks.log(`${name} ended (${why}); starting it again`);
      await hooks.changed();
      do {
        if (!(await pause(waitMs, stopping.signal))) return;
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      } while (!(await restart()));
    }
  };
  const restart = async (): Promise<boolean> => {
    try {
      part = await start(stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) return true; // whoever stops does not care why this start failed
      hooks.log(`${name} could not be started: ${messageOf(error)}`);
      return false;
    }
    alive = true;
    // The stop may have come while it was starting.
    if (stopping.signal.aborted) await part.stop();
    else hooks.log(`${name} is up again`);
    await hooks.changed();
    return true;
  };
  const kept = keepRunning();

  return {
    name,
    identity: () => (alive ? part.identity : null),
    current: () => part,
    async stop() {
      stopping.abort();
      if (alive) await part.stop();
      await kept;
    },
  };
}

/** False when the wait was cut short. */
async function pause(waitMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(waitMs, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
