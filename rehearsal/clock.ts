import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, msOf } from '#core/calendar/instant.ts';
import type { Db } from '../infra/db/connect.ts';
import { chainsDue, earliestWake, messagesOnTheirWay, openChains } from '../infra/db/read/clock.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { moveRehearsed } from '../infra/gateway/rehearsed.ts';
import { fastForward, timerSlackMs } from '../infra/gateway/timeSkipping.ts';

/** Real time that a workflow has to do what was due. A server of its own settings makes a run that continues as new wait a second. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 100;

export interface RehearsalClock {
  /** What a run that starts now, or one on the wall's clock such as a later entry to what has ended, adds to its own clock, in ms. */
  wallShiftMs: () => number;
  /** It is `at` now. A workflow that has nothing to do by then stays where it is, until something turns to it. */
  moveTo: (at: Instant) => void;
  /** Brings one workflow to the time that it is, before an act on it. */
  bring: (chain: string) => Promise<void>;
  /** Moves every workflow that has something due past `at`, and returns when none has any more. */
  passWake: (at: Instant) => Promise<void>;
  /** Waits until every message between workflows has come to its receiver: on the same day, before any clock moves on. */
  settle: () => Promise<void>;
}

export interface ClockParts {
  db: Db;
  temporal: TemporalAccess;
  rehearsal: string;
  startAt: Instant;
}

/**
 * The one clock of a rehearsal. Each workflow has its own on the server, and none is ever ahead of this one; moving those that have nothing
 * to do would cost each of them ten events of its history.
 */
export function makeClock({ db, temporal, rehearsal, startAt }: ClockParts): RehearsalClock {
  let reached = startAt;
  const wallShiftMs = (): number => msOf(reached) - Date.now();

  const { connection, namespace } = temporal;

  const moveTo = (at: Instant): void => {
    if (at > reached) reached = at;
  };

  async function bring(chain: string): Promise<void> {
    if ((await openChains(db, rehearsal)).includes(chain)) await moveRehearsed(temporal, chain, reached);
  }

  async function passWake(at: Instant): Promise<void> {
    // Aimed a little past it: a timer fires later than was meant by the time that setting it took.
    moveTo(addMs(at, timerSlackMs));
    const due = await chainsDue(db, rehearsal, at);
    await Promise.all(due.map((chain) => moveRehearsed(temporal, chain, reached)));
    for (const giveUpAt = Date.now() + PATIENCE_MS; ; await sleep(PAUSE_MS)) {
      await settle();
      const wake = await earliestWake(db, rehearsal);
      if (wake === null || wake > at) return;
      if (Date.now() > giveUpAt) throw new Error(`what was due at ${at} has not happened; is a worker of this version running?`);
      const late = await chainsDue(db, rehearsal, at);
      await Promise.all(late.map((chain) => fastForward(connection, { namespace, workflowId: chain }, { durationMs: PAUSE_MS })));
    }
  }

  async function settle(): Promise<void> {
    for (const giveUpAt = Date.now() + PATIENCE_MS; (await messagesOnTheirWay(db, rehearsal)) > 0; await sleep(PAUSE_MS)) {
      // A message waits until its receiver has come to the sender's time.
      await Promise.all((await openChains(db, rehearsal)).map((chain) => moveRehearsed(temporal, chain, reached)));
      if (Date.now() > giveUpAt)
        throw new Error(`a message sent by ${reached} does not come to its receiver; see the worker's log`);
    }
  }

  return { wallShiftMs, moveTo, bring, passWake, settle };
}
