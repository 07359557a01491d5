import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { type Instant, instantOfMs, msOf } from '#core/calendar/instant.ts';
import { kindOf } from '#contracts/ids.ts';
import { PROCESS_QUEUE } from '#contracts/queues.ts';
import type { ProcessInput } from '#contracts/types.ts';
import type { TemporalAccess } from './connectTemporal.ts';
import { fastForward, type Look, look, startSkipping } from './timeSkipping.ts';

const NOT_FOUND: number = 5;
const ALREADY_EXISTS: number = 6;
/** The conductor moves all clocks to one instant together, so one that is behind is on its way. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;

/**
 * Starts a rehearsed process's first run, whose clock can be moved. The server starts it on the wall's clock, so each run has its own
 * shift to the domain's; it stays with the run as its memo, for whoever moves its clock. One that runs already is left as it is.
 */
export async function startRehearsed(temporal: TemporalAccess, chain: string, clockShiftMs: number): Promise<void> {
  const input: ProcessInput = { chain, clockShiftMs, carried: null };
  const { connection, namespace } = temporal;
  const run = { namespace, workflowId: chain, workflowType: kindOf(chain), taskQueue: PROCESS_QUEUE, args: [input] };
  try {
    await startSkipping(connection, { ...run, memo: { clockShiftMs } });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
  }
}

/** Moves a rehearsed process to `at` on the domain's clock, and waits until it is at rest there. */
export async function moveRehearsed(temporal: TemporalAccess, chain: string, at: Instant): Promise<void> {
  const { connection, namespace } = temporal;
  const workflow = { namespace, workflowId: chain };
  const seen = await look(connection, workflow);
  if (!seen.ended) await fastForward(connection, workflow, { untilMs: msOf(at) - shiftOf(chain, seen) });
}

/**
 * A rehearsed process's time on the domain's clock, once it has come to `at`; null where it has ended or none runs.
 * @throws Error where it does not come there in time.
 */
export async function clockReaching(temporal: TemporalAccess, chain: string, at: Instant): Promise<Instant | null> {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
    const seen = await lookOrNull(temporal, chain);
    if (seen === null || seen.ended) return null;
    const now = instantOfMs(seen.virtualNowMs + shiftOf(chain, seen));
    if (now >= at) return now;
    if (Date.now() > giveUpAt) throw new Error(`the clock of ${chain} stands at ${now} and does not come to ${at}`);
  }
}

async function lookOrNull({ connection, namespace }: TemporalAccess, chain: string): Promise<Look | null> {
  try {
    return await look(connection, { namespace, workflowId: chain });
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return null;
    throw error;
  }
}

function shiftOf(chain: string, { memo }: Look): number {
  const { clockShiftMs } = memo;
  if (typeof clockShiftMs !== 'number') throw new Error(`${chain} does not say how far its clock is from the domain's`);
  return clockShiftMs;
}
