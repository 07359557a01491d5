import { ActivityFailure, ApplicationFailure, log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { ProposedEventOf } from '#core/act/event.ts';
import type { Delivered, Outgoing } from '#core/act/outgoing.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { instantOfMs } from '#core/calendar/instant.ts';
import type { AnyBody, AnyModel, AnyState } from '#core/models.ts';
import { dueCommandId, messageCommandId, runCommandId } from '#contracts/ids.ts';
import { CANNOT_RECORD, REFUSED } from '#contracts/messages.ts';
import type { CommandMessage, Outcome, ProcessInput, Recorded } from '#contracts/types.ts';
import type { RecordActivities } from '../../activities/record/index.ts';
import { makeLock } from './lock.ts';

const { record } = proxyLocalActivities<RecordActivities>({
  // One short transaction; longer than this the database is not well, and trying again is safe.
  startToCloseTimeout: '15 seconds',
  // A local retry keeps the task alive at three events every eight seconds, so longer waits are timers.
  localRetryThreshold: '1 second',
  // No limit on attempts: what was asked is recorded once the database is back. Two minutes keep an hour's outage under 300 events.
  retry: {
    initialInterval: '200 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '2 minutes',
    nonRetryableErrorTypes: [CANNOT_RECORD],
  },
});

/** One process as its workflow holds it: the fold of what has been recorded, and the lock over decide → record → evolve. */
export interface Life {
  state: () => AnyState | null;
  /** Raised by every event folded in; what the workflow's one wait watches. */
  changes: () => number;
  now: () => Instant;
  /** The next moment that time brings something; null where nothing is planned. */
  wake: () => Instant | null;
  /** Messages whose outcome is not recorded yet, oldest first. */
  outgoing: () => readonly Outgoing[];
  /** Nothing of it changes by itself any more, and every message has its outcome. One that is not opened has none to wait for. */
  hasEnded: () => boolean;
  /** First thing in a run: records that it has begun, and folds what the chain holds after the state that was carried. */
  begin: () => Promise<void>;
  perform: (message: CommandMessage) => Promise<Outcome>;
  applyDue: () => Promise<number>;
  /** Records what became of a message. */
  deliver: (delivered: Delivered) => Promise<void>;
  /** When whoever holds the lock or waits for it has finished. */
  quiet: () => Promise<void>;
  refusePlainly: (message: CommandMessage) => void;
}

export function makeLife(input: ProcessInput, model: AnyModel): Life {
  const locked = makeLock();
  let state = input.carried === null ? null : model.readState(input.carried.state);
  let version = state?.version ?? 0;
  let changes = 0;
  const now = (): Instant => instantOfMs(Date.now() + input.clockShiftMs);
  const outgoing = (): readonly Outgoing[] => (state === null ? [] : model.outgoing(state));

  /** Asked at every turn of the workflow's wait, and many deadlines take their time: reckoned once a state. */
  let planned: { of: AnyState; wake: Instant | null } | null = null;
  function wake(): Instant | null {
    if (state === null) return null;
    if (planned?.of !== state) planned = { of: state, wake: model.nextWake(state) };
    return planned.wake;
  }

  async function recordAndEvolve(
    commandId: string,
    bodyHash: string | null,
    actor: string | null,
    events: ProposedEventOf<AnyBody>[],
  ): Promise<Recorded> {
    const recorded = await record({ chain: input.chain, since: version, commandId, bodyHash, actor, events });
    for (const event of recorded.events) {
      state = model.evolve(state, event);
      version = event.version;
      changes += 1;
    }
    return recorded;
  }

  async function applyWhatIsDue(): Promise<void> {
    for (;;) {
      const events = state === null ? [] : model.due(state, now());
      if (events.length === 0) return;
      await recordAndEvolve(dueCommandId(version), null, null, events);
    }
  }

  async function performLocked({ envelope, bodyHash }: CommandMessage): Promise<Outcome> {
    for (;;) {
      await applyWhatIsDue();
      const decided = model.decide(state, envelope, now());
      // A refusal asks the record too: this very command may have been recorded by a task that was then lost.
      const recorded = await recordAndEvolve(
        envelope.commandId,
        bodyHash,
        envelope.actor.person,
        decided.ok ? decided.value : [],
      );
      if (recorded.receipt !== null) return { ok: true, receipt: recorded.receipt };
      if (!decided.ok && recorded.events.length === 0) return decided;
    }
  }

  async function deliverLocked(delivered: Delivered): Promise<void> {
    const isOpen = (): boolean => outgoing().some(({ id }) => id === delivered.id);
    while (state !== null && isOpen()) {
      const event = model.delivered(state, delivered, now());
      await recordAndEvolve(messageCommandId(input.chain, delivered.id), null, null, [event]);
    }
  }

  return {
    state: () => state,
    changes: () => changes,
    now,
    wake,
    outgoing,
    hasEnded: () => state === null || (model.isOver(state) && outgoing().length === 0),
    begin: () =>
      locked(async () => {
        const { runId } = workflowInfo();
        const started = model.runStarted(state, runId, now());
        let receipt: Recorded['receipt'] = null;
        while (receipt === null) ({ receipt } = await recordAndEvolve(runCommandId(runId), null, null, [started]));
      }),
    perform: (message) => locked(() => performLocked(message)).catch(asRefusal),
    applyDue: () => locked(applyWhatIsDue).then(() => version),
    deliver: (delivered) => locked(() => deliverLocked(delivered)),
    quiet: () => locked(() => Promise.resolve()),
    refusePlainly: ({ envelope }) => {
      const refusal = model.refusePlainly(state, envelope);
      if (refusal !== null) throw ApplicationFailure.nonRetryable(`refused: ${refusal.code}`, REFUSED, refusal);
    },
  };
}

/** What can never be recorded is answered as a refusal; anything else is a fault of ours and fails loudly. */
function asRefusal(error: unknown): Outcome<{ code: 'cannotRecord'; detail: string }> {
  if (!cannotRecord(error)) throw error;
  const detail = error.cause.message;
  log.error('an act that the rules allow cannot be recorded', { detail });
  return { ok: false, refusal: { code: 'cannotRecord', detail } };
}

export function cannotRecord(error: unknown): error is ActivityFailure & { cause: ApplicationFailure } {
  return error instanceof ActivityFailure && error.cause instanceof ApplicationFailure && error.cause.type === CANNOT_RECORD;
}
