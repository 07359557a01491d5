import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { chainAllNoted } from '../infra/db/around/chainAll.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { told, teller } from './teller.ts';

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
  const { worlds, codeVersion, log, everyMs } = parts;
  const tell = teller(log);
  const message = 'what happened around processes could not be chained; it stays noted, and is tried again each round';
  const chainOnce = (): Promise<void> =>
    told(tell, 'chain', message, async () => void (await chainAllNoted(worlds, codeVersion)));
  while (!signal.aborted) {
    await chainOnce();
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
  await chainOnce();
}
