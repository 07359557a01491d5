import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type Instant, instantOfMs, msBetween } from '#core/calendar/instant.ts';
import { newestCheckpoint } from '../infra/db/checkpoints.ts';
import { attest, type Sealing } from '../infra/db/sealing/attest.ts';
import { type ComposeCheckpointMail, queueCheckpointMails } from '../infra/db/sealing/checkpointMails.ts';
import { writeOutside } from '../infra/db/sealing/outside.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { readCheckpoint } from '../infra/seal/checkpoint.ts';
import type { OutsidePlace } from '../infra/seal/outside/place.ts';
import { told, type Teller, teller } from './teller.ts';

export interface CheckpointParts {
  worlds: Worlds;
  sealing: Sealing;
  place: OutsidePlace;
  mail: ComposeCheckpointMail;
  log: Logger;
  everyMs: number;
  /** How old the newest checkpoint of the live world may become. */
  oldestMs: number;
}

// At most ten minutes apart, and a round may come late by as long as it takes itself.
export const CHECKPOINT_OLDEST_MS = 9 * 60_000;
export const CHECKPOINT_EVERY_MS = 20_000;
/** Any number that no other part of the program locks by. */
const ADVISORY_LOCK = 716_021_102;

/**
 * Beside the minute clock, so that neither waits for the other: the live world is signed for, also when nothing happens in it, and what is not
 * yet outside the database is written there, of rehearsals too.
 */
export async function runCheckpoints(parts: CheckpointParts, signal: AbortSignal): Promise<void> {
  const tell = teller(parts.log);
  const own = { signedMs: performance.now() };
  const signing = async (): Promise<void> => {
    await told(tell, 'sign', 'no checkpoint was signed; the next round tries again', () => signIfDue(parts, own));
    await told(tell, 'mail', 'checkpoints could not be put among the mails', () => mailOut(parts));
  };
  const writing = (): Promise<void> =>
    told(tell, 'write', 'checkpoints wait to be written outside the database', () => writeOut(parts, tell, signal));
  // Apart: a place that is slow, or has missed a month of them, must not keep the next one from being signed.
  await Promise.all([signing, writing].map((round) => inRounds(round, parts.everyMs, signal)));
}

async function inRounds(round: () => Promise<void>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await round();
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

const clock = (): Instant => instantOfMs(Date.now());

/** When this process last signed, or began to, on a clock that nobody sets. */
interface Own {
  signedMs: number;
}

/** Signs unless another process does just now, or did a moment ago. */
async function signIfDue({ worlds, sealing, oldestMs, log }: CheckpointParts, own: Own): Promise<void> {
  await worlds.live.connection().execute(async (connection) => {
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_lock(${ADVISORY_LOCK}) as ours`.execute(connection);
    if (rows[0]?.ours !== true) return;
    try {
      const newest = await newestCheckpoint(connection, '');
      const ageMs = newest === null ? oldestMs : msBetween(readCheckpoint(newest.signed).at, clock());
      // A clock that was set back must not keep the next one waiting, nor bring one each round.
      const isDue = ageMs >= oldestMs || (ageMs < 0 && performance.now() - own.signedMs >= oldestMs);
      if (!isDue) return;
      const { number } = await attest(worlds, '', sealing, clock);
      own.signedMs = performance.now();
      log.debug({ number }, 'signed a checkpoint');
    } finally {
      await sql`select pg_advisory_unlock(${ADVISORY_LOCK})`.execute(connection);
    }
  });
}

async function writeOut({ worlds, place, log }: CheckpointParts, tell: Teller, signal: AbortSignal): Promise<void> {
  const { written, conflicts, trouble } = await writeOutside(worlds, place, clock, signal);
  for (const conflict of conflicts)
    log.error({ ...conflict, place: place.address }, 'another checkpoint of this number was outside already; both are kept');
  tell('away', trouble, 'the place for checkpoints outside the database is away; what waits is written when it is back');
  if (written > 1) log.info({ written, place: place.address }, 'wrote checkpoints that had waited');
}

/** Only once it is signed for: with no checkpoint there is no mail. */
async function mailOut({ worlds, mail, log }: CheckpointParts): Promise<void> {
  const queued = await queueCheckpointMails(worlds.live, mail, clock());
  if (queued > 0) log.info({ queued }, 'put the newest checkpoint among the mails');
}
