import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Instant } from '#core/calendar/instant.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { World } from '#contracts/ids.ts';
import { deliveryId } from '#contracts/ids.ts';
import type { Db } from '../infra/db/connect.ts';
import { outboxPort } from '../infra/db/outbox/outboxPort.ts';
import { countNudge, dueForNudge, type Sleeper } from '../infra/db/read/clock.ts';
import type { UnarchivedRun } from '../infra/db/read/archive.ts';
import { archiveClosedRuns } from '../infra/gateway/archiver.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { startDelivery } from '../infra/gateway/delivery.ts';
import type { Gateway } from '../infra/gateway/gateway.ts';

export interface MinuteClockParts {
  /** Connected to the live (or test) world's tables; rehearsals have a conductor instead. */
  db: Db;
  gateway: Gateway;
  temporal: TemporalAccess;
  world: Extract<World, { kind: 'live' | 'test' }>;
  log: Logger;
  /** Domain now − the real now, in ms; 0 in the live world. */
  clockShiftMs: number;
  /** How late an agreement may be before it is called on. */
  graceMs: number;
  everyMs: number;
}

// A server can lose a timer, and one that is only slow should not be called on: two minutes tell the two apart.
export const LIVE_GRACE_MS = 120_000;
export const LIVE_EVERY_MS = 60_000;
/** Nudges without effect that make an alarm. */
const ALARM_NUDGES = 3;
/** One that nobody answers takes ten seconds; after an outage all are late at once. */
const NUDGES_AT_ONCE = 8;
// Any number that no other part of the program locks by.
const ADVISORY_LOCK = 716_021_101;

/** Goes round until the signal: what should have woken is nudged, what should be sent is delivered, what has ended is archived. */
export async function runMinuteClock(parts: MinuteClockParts, signal: AbortSignal): Promise<void> {
  // Runs whose history nobody can bring back are told of once, not every minute.
  const told = new Set<string>();
  while (!signal.aborted) {
    await roundIfOurs(parts, told).catch((error: unknown) => reportFailure(parts, error));
    await sleep(parts.everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** One round, unless another worker process is on it: the advisory lock belongs to one connection for the round. */
async function roundIfOurs(parts: MinuteClockParts, told: Set<string>): Promise<void> {
  await parts.db.connection().execute(async (connection) => {
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_lock(${ADVISORY_LOCK}) as ours`.execute(connection);
    if (rows[0]?.ours !== true) return;
    try {
      await minuteRound(parts, told);
    } finally {
      await sql`select pg_advisory_unlock(${ADVISORY_LOCK})`.execute(connection);
    }
  });
}

/** Three things that do not wait for each other: trouble with one agreement, or with Temporal, must not keep the mails. */
async function minuteRound(parts: MinuteClockParts, told: Set<string>): Promise<void> {
  const now = instantOfMs(Date.now() + parts.clockShiftMs);
  const done = await Promise.allSettled([
    nudgeSleepers(parts, now),
    deliverWhatIsDue(parts, now),
    archiveWhatHasEnded(parts, told),
  ]);
  for (const one of done) if (one.status === 'rejected') reportFailure(parts, one.reason);
}

function reportFailure({ log }: MinuteClockParts, error: unknown): void {
  log.error({ err: error }, 'a round of the minute clock failed; the next one tries again');
}

async function nudgeSleepers(parts: MinuteClockParts, now: Instant): Promise<void> {
  const sleepers = (await dueForNudge(parts.db, now, parts.graceMs)).values();
  const lane = async (): Promise<void> => {
    for (const sleeper of sleepers) await nudgeOne(parts, sleeper);
  };
  await Promise.all(Array.from({ length: NUDGES_AT_ONCE }, lane));
}

async function nudgeOne(parts: MinuteClockParts, { chain, nextWakeAt }: Sleeper): Promise<void> {
  // Counted before it is tried: one that has an effect sets the count back, one that fails in any way stays counted.
  const nudges = await countNudge(parts.db, chain);
  const facts = { chain, nextWakeAt, nudges };
  const alarm = nudges >= ALARM_NUDGES;
  try {
    const reached = await parts.gateway.nudge(chain);
    if (alarm) parts.log.error({ ...facts, reached }, 'an agreement sleeps past its time and nudging has no effect');
    else parts.log.warn({ ...facts, reached }, 'an agreement slept past its time and was nudged');
  } catch (err) {
    // As when what is due can never be recorded: this agreement's trouble alone.
    parts.log.error({ ...facts, err }, 'an agreement sleeps past its time and cannot apply what is due');
  }
}

async function archiveWhatHasEnded(parts: MinuteClockParts, told: Set<string>): Promise<void> {
  const { archived, lost, incomplete } = await archiveClosedRuns(parts.db, parts.temporal, null, () => new Date());
  if (archived > 0) parts.log.info({ archived }, 'archived histories of runs that have ended');
  const tellOnce = (run: UnarchivedRun, what: string): void => {
    if (!told.has(run.runId)) parts.log.error(run, what);
    told.add(run.runId);
  };
  for (const run of lost)
    tellOnce(run, 'the record names a run that the Temporal server no longer has, and its history was not kept');
  for (const run of incomplete) tellOnce(run, 'the history of a run that has ended lacks events, and is not archived');
}

async function deliverWhatIsDue({ db, temporal, world, clockShiftMs }: MinuteClockParts, now: Instant): Promise<void> {
  // What waits for a mail server to come back is not due before its retry is.
  const { more } = await outboxPort(db).outlook({ rehearsal: null, owner: 'minute clock' }, now);
  if (!more) return;
  await startDelivery(temporal, deliveryId(world), { rehearsal: null, at: null, clockShiftMs });
}
