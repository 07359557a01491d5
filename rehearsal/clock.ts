import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, msOf } from '#core/calendar/instant.ts';
import type { Db } from '../infra/db/connect.ts';
import { earliestWake, openChains } from '../infra/db/read/clock.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { type FastForwardTarget, fastForward, timerSlackMs } from '../infra/gateway/timeSkipping.ts';

/** Real time that a workflow has to do what was due. A server of its own settings makes a run that continues as new wait a second. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 100;

export interface RehearsalClock {
  /** Sets the clock going for a first run that starts now; the answer is what that run adds to its own clock, in ms. */
  anchor: () => number;
  /** What a run on the wall's clock, such as a later entry to a closed agreement, adds to it now. */
  wallShiftMs: () => number;
  /** Moves every workflow to `at`. */
  moveTo: (at: Instant) => Promise<void>;
  /** Moves every workflow past `at`, and returns when none has anything due by then. */
  passWake: (at: Instant) => Promise<void>;
}

export interface ClockParts {
  db: Db;
  temporal: TemporalAccess;
  rehearsal: string;
  startAt: Instant;
}

/** The one clock of a rehearsal: each workflow has its own on the server, and none is ever ahead of another. */
export function makeClock({ db, temporal, rehearsal, startAt }: ClockParts): RehearsalClock {
  let reached = startAt;
  const wallShiftMs = (): number => msOf(reached) - Date.now();
  let shiftMs = wallShiftMs();
  const { connection, namespace } = temporal;

  async function moveEach(target: FastForwardTarget): Promise<void> {
    const workflows = await openChains(db, rehearsal);
    await Promise.all(workflows.map((workflowId) => fastForward(connection, { namespace, workflowId }, target)));
  }

  async function moveTo(at: Instant): Promise<void> {
    if (at <= reached) return;
    await moveEach({ untilMs: msOf(at) - shiftMs });
    reached = at;
  }

  async function passWake(at: Instant): Promise<void> {
    // Aimed a little past it: a timer fires later than was meant by the time that setting it took.
    await moveTo(addMs(at, timerSlackMs));
    for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
      const wake = await earliestWake(db, rehearsal);
      if (wake === null || wake > at) return;
      if (Date.now() > giveUpAt) throw new Error(`what was due at ${at} has not happened; is a worker of this version running?`);
      await moveEach({ durationMs: PAUSE_MS });
    }
  }

  return { anchor: () => (shiftMs = wallShiftMs()), wallShiftMs, moveTo, passWake };
}
