import { allHandlersFinished, condition, continueAsNew, log, setHandler, workflowInfo } from '@temporalio/workflow';
import { nextWake } from '#core/agreement/due.ts';
import { isOver } from '#core/agreement/phases.ts';
import { commandTypes } from '#core/agreement/tables.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { msBetween } from '#core/calendar/instant.ts';
import { commandUpdate, nudge } from '#contracts/messages.ts';
import type { AgreementInput } from '#contracts/types.ts';
import type { Life } from './life.ts';
import { cannotRecord, makeLife } from './life.ts';

// Continuing as new once a year keeps that path in use in every agreement's life.
const RUN_MS = 365 * 24 * 3_600_000;
// An agreement that nobody opens was never meant: its start was cut off before the command came.
const UNOPENED_MS = 3_600_000;
// Something due that cannot be recorded needs a person; meanwhile it is tried again now and then, not in a loop.
const STUCK_MS = 3_600_000;

/** Waits until `changed` or until `wake` has come; null: until `changed`. */
export type Wait = (changed: () => boolean, wake: Instant | null, now: Instant) => Promise<void>;

export const waitForChangeOrTime: Wait = async (changed, wake, now) => {
  if (wake === null) await condition(changed);
  else await condition(changed, Math.max(1, msBetween(now, wake)));
};

/** One annual agreement, from its opening to the entry that closes it, or one later entry to an agreement that is closed. */
export async function agreement(input: AgreementInput): Promise<void> {
  await liveOut(input, waitForChangeOrTime);
}

/** The story of a life; `wait` is a parameter so that a wake-up can be lost on purpose. */
export async function liveOut(input: AgreementInput, wait: Wait): Promise<void> {
  const life = makeLife(input);
  const begun = life.begin(); // holds the lock before any command can
  for (const type of commandTypes) setHandler(commandUpdate(type), life.perform, { validator: life.refusePlainly });
  setHandler(nudge, life.applyDue);
  await begun;
  const startedAt = input.carried?.continuedAt ?? life.now();
  // When the time is out, the opening itself may still wait for a database that is away.
  if (!(await condition(() => life.state() !== null, UNOPENED_MS))) await condition(allHandlersFinished);

  while (!hasEnded(life)) {
    const wake = soonest(life);
    // What leaves the next moment as it was needs no new timer.
    await wait(() => soonest(life) !== wake || hasEnded(life) || workflowInfo().continueAsNewSuggested, wake, life.now());
    const seen = life.changes();
    if (!(await applyDueOrSayWhyNot(life))) await condition(() => life.changes() !== seen, STUCK_MS);
    const quietlyOld = msBetween(startedAt, life.now()) >= RUN_MS;
    if (!hasEnded(life) && (quietlyOld || workflowInfo().continueAsNewSuggested)) await continueLife(input, life);
  }
  await condition(allHandlersFinished);
}

function hasEnded(life: Life): boolean {
  const state = life.state();
  return state === null || isOver(state.phase);
}

function soonest(life: Life): Instant | null {
  const state = life.state();
  return state === null ? null : nextWake(state);
}

async function applyDueOrSayWhyNot(life: Life): Promise<boolean> {
  try {
    await life.applyDue();
    return true;
  } catch (error) {
    if (!cannotRecord(error)) throw error;
    log.error('what is due cannot be recorded', { detail: error.cause.message });
    return false;
  }
}

/** Returns where what was still being handled has ended the life. */
async function continueLife(input: AgreementInput, life: Life): Promise<void> {
  await condition(allHandlersFinished);
  const state = life.state();
  if (state === null || hasEnded(life)) return;
  await continueAsNew<typeof agreement>({ ...input, carried: { state, continuedAt: life.now() } });
}
