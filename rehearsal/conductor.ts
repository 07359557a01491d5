import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { deliveryId } from '#contracts/ids.ts';
import { chainNoted } from '../infra/db/around/chainNoted.ts';
import { earliestWake, nextSendAfter } from '../infra/db/read/clock.ts';
import { beatRehearsal, finishRehearsal } from '../infra/db/write/rehearsals.ts';
import type { ScriptStep } from '../infra/definition/loadScript.ts';
import { archiveClosedRuns } from '../infra/gateway/archiver.ts';
import { runDelivery } from '../infra/gateway/delivery.ts';
import { endRun } from '../infra/gateway/endRun.ts';
import type { RehearsalResult, StepResult } from './result.ts';
import { firstStep, type RehearsalParts, setUp, type Stage } from './stage.ts';
import { resultOf } from './summary.ts';

const HEARTBEAT_MS = 5_000;

/**
 * Plays a script on the real engine, in time that is skipped: always to the earliest of what any of its processes waits for, a notice
 * that may leave, and the script's next act. No process is ever ahead of another, and what one sends another has come before time
 * moves on. The calendar runs on to the last due date, also when everything has closed.
 * @throws Error where the engine itself fails; a step that it refuses is a result.
 */
export async function rehearse(parts: RehearsalParts): Promise<RehearsalResult> {
  const wallStart = Date.now();
  const stage = await setUp(parts);
  const beat = setInterval(
    // One that is missed is made up for by the next; half a minute of them missed shows the rehearsal as abandoned.
    () => void beatRehearsal(stage.db, stage.id, new Date().toISOString()).catch(() => undefined),
    HEARTBEAT_MS,
  );
  try {
    const played = await play(stage);
    await endRuns(stage, 'the rehearsal is over');
    const { lost, incomplete } = await archiveClosedRuns(stage.db, parts.temporal, stage.id, () => new Date());
    if (lost.length + incomplete.length > 0)
      throw new Error('the Temporal server no longer has the whole history of the rehearsal');
    await chainWhatWasNoted(stage);
    const result = await resultOf({ ...stage, startAt: firstStep(parts).at, played, wallMs: Date.now() - wallStart });
    await finish(stage, result, result.asWritten ? 'asWritten' : 'deviated');
    parts.onProgress({ kind: 'ended', result });
    return result;
  } catch (error) {
    // What failed first is what is told, whatever fails while tidying up after it.
    await Promise.allSettled([
      finish(stage, { failed: error instanceof Error ? error.message : String(error) }, 'failed'),
      endRuns(stage, 'the rehearsal failed'),
      chainWhatWasNoted(stage),
    ]);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

const chainWhatWasNoted = ({ db, id, codeVersion }: Stage): Promise<number> => chainNoted(db, id, codeVersion);

/** Ends what still runs, all of it whatever fails on the way. */
async function endRuns({ temporal, cast }: Stage, why: string): Promise<void> {
  const ended = await Promise.allSettled(cast.map(({ chain }) => endRun(temporal, chain, why)));
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

type Next = { kind: 'wake' | 'delivery' | 'end'; at: Instant } | { kind: 'step'; at: Instant; step: ScriptStep };

/** What comes first. At the same instant: what the processes do by themselves, then what leaves, then what people do. */
async function nextMoment({ db, id, steps, endsAt }: Stage, played: number): Promise<Next> {
  const wake = await earliestWake(db, id);
  const sendAfter = await nextSendAfter(db, id);
  const step = steps[played];
  const moments: Next[] = [];
  if (wake !== null) moments.push({ kind: 'wake', at: wake });
  if (sendAfter !== null) moments.push({ kind: 'delivery', at: sendAfter });
  if (step !== undefined) moments.push({ kind: 'step', at: step.at, step });
  moments.push({ kind: 'end', at: endsAt });
  return moments.reduce((first, moment) => (moment.at < first.at ? moment : first));
}

async function play(stage: Stage): Promise<StepResult[]> {
  const { clock, player, reporter, signal } = stage;
  const played: StepResult[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const next = await nextMoment(stage, played.length);
    reporter.time(next.at);
    if (next.kind === 'end') return played;
    if (next.kind === 'wake') await clock.passWake(next.at);
    if (next.kind === 'delivery') await deliverAt(stage, next.at);
    if (next.kind === 'step') {
      clock.moveTo(next.at);
      const result = await player.play(next.step);
      played.push(result);
      reporter.step(next.at, result);
    }
    await clock.settle();
    await reporter.whatHappened(next.at);
  }
}

async function deliverAt(stage: Stage, at: Instant): Promise<void> {
  const { db, id, temporal, clock } = stage;
  clock.moveTo(at);
  await runDelivery(temporal, deliveryId({ kind: 'rehearsal', id }), { rehearsal: id, at, clockShiftMs: clock.wallShiftMs() });
  await chainWhatWasNoted(stage);
  const left = await nextSendAfter(db, id);
  if (left !== null && left <= at) throw new Error(`delivery at ${at} left notices that were due; see the deliverer's log`);
}

async function finish(
  { db, id, steps, endsAt }: Stage,
  result: object,
  outcome: 'asWritten' | 'deviated' | 'failed',
): Promise<void> {
  const virtualFrom = civilDateOf(steps[0]?.at ?? endsAt);
  await finishRehearsal(db, id, {
    finishedAt: new Date().toISOString(),
    outcome,
    virtualFrom,
    virtualTo: civilDateOf(endsAt),
    result,
  });
}
