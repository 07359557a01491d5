import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import { layout } from './dataDir.ts';
import { lockOwner } from './ownerLock.ts';
import { AlreadyRunning, type Endpoints, findRunning, startStack, type StackOptions } from './stack.ts';

/**
 * Works with the stack that is up on the data directory, waiting for one that is being started; else starts the parts for
 * the work's own duration. Where the configuration gives every address that is needed, nothing is looked for or started.
 */
export async function withStack<T>(
  config: Config,
  options: Omit<StackOptions, 'transient'>,
  work: (endpoints: Endpoints) => Promise<T>,
): Promise<T> {
  const given = endpointsGiven(config, options.parts);
  if (given !== null && (options.nodeParts ?? []).length === 0) return work(given);
  for (;;) {
    const running = await findRunning(config.dataDir);
    if (running !== null) return work(running.endpoints);
    try {
      return await withOwnStack(config, options, work);
    } catch (error) {
      if (!(error instanceof AlreadyRunning)) throw error;
      if (error.run === null) await untilUp(config, options);
    }
  }
}

async function withOwnStack<T>(config: Config, options: StackOptions, work: (endpoints: Endpoints) => Promise<T>): Promise<T> {
  const stack = await startStack(config, { ...options, transient: true });
  try {
    return await work(stack.endpoints);
  } finally {
    await stack.stop();
  }
}

/** Waits for a start in progress, which may be building; ends as well when that start has given up. */
async function untilUp(config: Config, options: StackOptions): Promise<void> {
  options.report('Waiting for the start in progress');
  while ((await findRunning(config.dataDir)) === null && lockOwner(layout(config.dataDir).lock) !== null) {
    options.signal?.throwIfAborted();
    await sleep(250);
  }
}

function endpointsGiven(config: Config, parts: StackOptions['parts']): Endpoints | null {
  const { databaseUrl, smtpUrl } = config;
  const { address } = config.temporal;
  if (databaseUrl === null) return null;
  if (parts === 'postgres') return { databaseUrl };
  return smtpUrl === null || address === null ? null : { databaseUrl, temporalAddress: address, smtpUrl };
}
