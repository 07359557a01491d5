import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { chainAllNoted } from '../infra/db/around/chainAll.ts';
import type { Worlds } from '../infra/db/worlds.ts';

export interface ChainKeeperParts {
  worlds: Pick<Worlds, 'live' | 'rehearsal'>;
  codeVersion: string;
  log: Logger;
  everyMs: number;
}

/** Soon enough that nobody who looks misses what just happened; seldom enough that a batch is one. */
export const CHAIN_EVERY_MS = 3_000;

/**
 * Takes what happens around processes into its chains, until the signal and once more after it. What cannot be taken now waits where it
 * was noted.
 */
export async function runChainKeeper(parts: ChainKeeperParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await chainOnce(parts);
    await sleep(parts.everyMs, undefined, { signal }).catch(() => undefined);
  }
  await chainOnce(parts);
}

async function chainOnce({ worlds, codeVersion, log }: ChainKeeperParts): Promise<void> {
  try {
    await chainAllNoted(worlds, codeVersion);
  } catch (err) {
    log.error({ err }, 'what happened around processes could not be chained; it stays noted, and the next round tries again');
  }
}
