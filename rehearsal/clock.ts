import type { Instant } from '#core/calendar/instant.ts';
import { addMs, msOf } from '#core/calendar/instant.ts';
import type { Db } from '../infra/db/connect.ts';
import { earliestWake } from '../infra/db/read/clock.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { fastForward, timerSlackMs } from '../infra/gateway/timeSkipping.ts';

/** How often a workflow that has not done its work by the time is given another second before that is an error. */
const MAX_TRIES = 30;

export interface RehearsalClock {
  /** Domain now − the server's now, in ms. */
  readonly shiftMs: number;
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
  /** The workflows that are to move together. */
  workflows: readonly string[];
}

/** The one clock of a rehearsal: each workflow has its own on the server, and none is ever ahead of another. */
export function makeClock({ db, temporal, rehearsal, startAt, workflows }: ClockParts): RehearsalClock {
  const shiftMs = msOf(startAt) - Date.now();
  let reached = startAt;
  const { connection, namespace } = temporal;

  async function moveTo(at: Instant): Promise<void> {
    if (at <= reached) return;
    const untilMs = msOf(at) - shiftMs;
    await Promise.all(workflows.map((workflowId) => fastForward(connection, { namespace, workflowId }, { untilMs })));
    reached = at;
  }

  async function passWake(at: Instant): Promise<void> {
    // Aimed a little past it: a timer fires later than was meant by the time that setting it took.
    await moveTo(addMs(at, timerSlackMs));
    for (let tries = 0; ; tries += 1) {
      const wake = await earliestWake(db, rehearsal);
      if (wake === null || wake > at) return;
      if (tries === MAX_TRIES) throw new Error(`what was due at ${at} has not happened; is a worker of this version running?`);
      await Promise.all(workflows.map((workflowId) => fastForward(connection, { namespace, workflowId }, { durationMs: 1000 })));
    }
  }

  return { shiftMs, moveTo, passWake };
}
