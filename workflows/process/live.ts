import { allHandlersFinished, condition, continueAsNew, log, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Instant } from '#core/calendar/instant.ts';
import { msBetween } from '#core/calendar/instant.ts';
import type { AnyBody, AnyCommand, AnyModel, AnyRefusal, AnyState } from '#core/models.ts';
import type { Model } from '#core/act/model.ts';
import { commandUpdate, nudge } from '#contracts/messages.ts';
import type { ProcessInput } from '#contracts/types.ts';
import type { Life } from './life.ts';
import { cannotRecord, makeLife } from './life.ts';
import { passOn } from './passing.ts';

// Continuing as new once a year keeps that path in use in every process's life.
const RUN_MS = 365 * 24 * 3_600_000;
// A process that nobody opens was never meant: its start was cut off before the command came.
const UNOPENED_MS = 3_600_000;
// Something due that cannot be recorded needs a person; meanwhile it is tried again now and then, not in a loop.
const STUCK_MS = 3_600_000;

/** Waits until `changed` or until `wake` has come; null: until `changed`. */
export type Wait = (changed: () => boolean, wake: Instant | null, now: Instant) => Promise<void>;

export const waitForChangeOrTime: Wait = async (changed, wake, now) => {
  if (wake === null) await condition(changed);
  else await condition(changed, Math.max(1, msBetween(now, wake)));
};

/**
 * The story of a life, from the opening to the entry that ends it, or of one later entry to a process that has ended. `wait` is a
 * parameter so that a wake-up can be lost on purpose.
 */
export async function liveOut<S extends AnyState, C extends AnyCommand, B extends AnyBody, R extends AnyRefusal>(
  input: ProcessInput,
  model: Model<S, C, B, R>,
  wait: Wait = waitForChangeOrTime,
): Promise<void> {
  // The life tells the model states, commands and events of its own chain only.
  const life = makeLife(input, model as unknown as AnyModel);
  const begun = life.begin(); // holds the lock before any command can
  for (const type of model.commandTypes) setHandler(commandUpdate(type), life.perform, { validator: life.refusePlainly });
  setHandler(nudge, life.applyDue);
  await begun;
  const startedAt = input.carried?.continuedAt ?? life.now();
  // When the time is out, the opening itself may still wait for a database that is away.
  if (!(await condition(() => life.state() !== null, UNOPENED_MS))) await condition(allHandlersFinished);

  // A later entry to what has ended may itself send a message, or give it something to wait for again.
  do {
    const passing = passOn(input, life);
    await liveUntilEnded(input, life, startedAt, wait);
    await passing;
    await condition(allHandlersFinished);
  } while (!life.hasEnded());
}

async function liveUntilEnded(input: ProcessInput, life: Life, startedAt: Instant, wait: Wait): Promise<void> {
  while (!life.hasEnded()) {
    const wake = life.wake();
    // What leaves the next moment as it was needs no new timer.
    await wait(() => life.wake() !== wake || life.hasEnded() || workflowInfo().continueAsNewSuggested, wake, life.now());
    const seen = life.changes();
    if (!(await applyDueOrSayWhyNot(life))) await condition(() => life.changes() !== seen, STUCK_MS);
    const quietlyOld = msBetween(startedAt, life.now()) >= RUN_MS;
    if (!life.hasEnded() && (quietlyOld || workflowInfo().continueAsNewSuggested)) await continueLife(input, life);
  }
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

/** Returns where what was still being handled has ended the life. A message on its way is passed again by the next run, under the same id. */
async function continueLife(input: ProcessInput, life: Life): Promise<void> {
  await life.quiet();
  await condition(allHandlersFinished);
  const state = life.state();
  if (state === null || life.hasEnded()) return;
  await continueAsNew({ ...input, carried: { state, continuedAt: life.now() } });
}
