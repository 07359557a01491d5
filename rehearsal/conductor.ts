import { hostname } from 'node:os';
import { ulid } from 'ulid';
import { maxDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, civilDateOf, startOfDay } from '#core/calendar/instant.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { agreementId, deliveryId } from '#contracts/ids.ts';
import { AGREEMENT_QUEUE } from '#contracts/queues.ts';
import type { Db } from '../infra/db/connect.ts';
import { earliestWake, nextSendAfter } from '../infra/db/read/clock.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { beatRehearsal, createRehearsal, finishRehearsal } from '../infra/db/write/rehearsals.ts';
import type { LoadedAgreement } from '../infra/definition/loadAgreement.ts';
import type { ScriptStep } from '../infra/definition/loadScript.ts';
import { archiveClosedRuns } from '../infra/gateway/archiver.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { runDelivery } from '../infra/gateway/delivery.ts';
import { endRun } from '../infra/gateway/endRun.ts';
import { makeGateway } from '../infra/gateway/gateway.ts';
import { startSkipping } from '../infra/gateway/timeSkipping.ts';
import type { RehearsalClock } from './clock.ts';
import { makeClock } from './clock.ts';
import { makePlayer, type Player } from './player.ts';
import { makeReporter, type Reporter } from './reporter.ts';
import type { Progress, RehearsalResult, StepResult } from './result.ts';
import { resultOf } from './summary.ts';

export interface RehearsalParts {
  worlds: Worlds;
  /** Of the rehearsal namespace. */
  temporal: TemporalAccess;
  bodyKey: Buffer;
  loaded: LoadedAgreement;
  steps: readonly ScriptStep[];
  onProgress: (progress: Progress) => void;
  /** Ends the rehearsal early, between two moments of its time. */
  signal?: AbortSignal;
}

const HEARTBEAT_MS = 5_000;

/** One rehearsal under way. */
interface Stage extends RehearsalParts {
  id: string;
  chain: string;
  db: Db;
  clock: RehearsalClock;
  player: Player;
  reporter: Reporter;
  /** The last instant of the calendar that is played. */
  endsAt: Instant;
}

/**
 * Plays an agreement's script on the real engine, in time that is skipped: always to the earliest of what the agreement waits for,
 * a notice that may leave, and the script's next act. The calendar runs on to the last due date, also when the agreement has closed.
 * @throws Error where the engine itself fails; a step that it refuses is a result.
 */
export async function rehearse(parts: RehearsalParts): Promise<RehearsalResult> {
  const wallStart = Date.now();
  const stage = await setUp(parts);
  const beat = setInterval(
    () => void beatRehearsal(stage.db, stage.id, new Date().toISOString()).catch(() => undefined),
    HEARTBEAT_MS,
  );
  try {
    const played = await play(stage);
    await endRun(parts.temporal, stage.chain, 'the rehearsal is over');
    const { lost, incomplete } = await archiveClosedRuns(stage.db, parts.temporal, stage.id, () => new Date());
    if (lost.length + incomplete.length > 0)
      throw new Error('the Temporal server no longer has the whole history of the rehearsal');
    const result = await resultOf({ ...stage, startAt: firstStep(parts).at, played, wallMs: Date.now() - wallStart });
    await finish(stage, result, result.asWritten ? 'asWritten' : 'deviated');
    parts.onProgress({ kind: 'ended', result });
    return result;
  } catch (error) {
    // What failed first is what is told, whatever fails while tidying up after it.
    await Promise.allSettled([
      finish(stage, { failed: error instanceof Error ? error.message : String(error) }, 'failed'),
      endRun(parts.temporal, stage.chain, 'the rehearsal failed'),
    ]);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

function firstStep({ steps }: RehearsalParts): ScriptStep {
  const [first] = steps;
  if (first === undefined) throw new RangeError('a script without steps rehearses nothing');
  return first;
}

async function setUp(parts: RehearsalParts): Promise<Stage> {
  const { worlds, temporal, loaded, steps, onProgress } = parts;
  const { definition } = loaded;
  const id = ulid();
  const db = worlds.rehearsal;
  const chain = agreementId({ kind: 'rehearsal', id }, definition.framework, definition.year);
  await createRehearsal(db, {
    id,
    title: definition.title,
    startedAt: new Date().toISOString(),
    conductor: { host: hostname(), pid: process.pid },
  });
  const startAt = firstStep(parts).at;
  const clock = makeClock({ db, temporal, rehearsal: id, startAt });
  // A script may have its opening refused first and try again: the run waits for it.
  let started = false;
  const gateway = makeGateway({
    worlds,
    temporal,
    bodyKey: parts.bodyKey,
    clockShiftMs: clock.wallShiftMs,
    startFirstRun: async () => {
      if (started) return;
      started = true;
      const input = { chain, clockShiftMs: clock.shiftMs, carried: null };
      await startSkipping(temporal.connection, {
        namespace: temporal.namespace,
        workflowId: chain,
        workflowType: 'agreement',
        taskQueue: AGREEMENT_QUEUE,
        args: [input],
      });
    },
  });
  const lastDueOn = definition.deadlines
    .map((deadline) => deadline.dueOn)
    .reduce(maxDate, civilDateOf(steps.at(-1)?.at ?? startAt));
  const endsAt = addMs(startOfDay(addDays(lastDueOn, 1)), -1);
  const reporter = makeReporter(worlds, chain, onProgress);
  onProgress({
    kind: 'began',
    rehearsal: id,
    agreement: chain,
    title: definition.title,
    at: startAt,
    runsTo: lastDueOn,
    steps: steps.length,
  });
  return { ...parts, id, chain, db, clock, player: makePlayer(worlds, gateway, chain, loaded), reporter, endsAt };
}

type Next = { kind: 'wake' | 'delivery' | 'end'; at: Instant } | { kind: 'step'; at: Instant; step: ScriptStep };

/** What comes first. At the same instant: what the agreement does by itself, then what leaves, then what people do. */
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
      await clock.moveTo(next.at);
      const result = await player.play(next.step);
      played.push(result);
      reporter.step(next.at, result);
    }
    await reporter.whatHappened(next.at);
  }
}

async function deliverAt({ db, id, temporal, clock }: Stage, at: Instant): Promise<void> {
  await clock.moveTo(at);
  await runDelivery(temporal, deliveryId({ kind: 'rehearsal', id }), { rehearsal: id, at, clockShiftMs: clock.shiftMs });
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
