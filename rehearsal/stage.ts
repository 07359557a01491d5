import { hostname } from 'node:os';
import { ulid } from 'ulid';
import { addDays, type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, civilDateOf, startOfDay } from '#core/calendar/instant.ts';
import { agreementId } from '#contracts/ids.ts';
import type { Db } from '../infra/db/connect.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { createRehearsal } from '../infra/db/write/rehearsals.ts';
import type { LoadedAgreement } from '../infra/definition/loadAgreement.ts';
import type { ScriptStep } from '../infra/definition/loadScript.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { endRun } from '../infra/gateway/endRun.ts';
import { makeGateway } from '../infra/gateway/gateway.ts';
import { startRehearsed } from '../infra/gateway/rehearsed.ts';
import type { RehearsalClock } from './clock.ts';
import { makeClock } from './clock.ts';
import { makePlayer, type Player } from './player.ts';
import { makeReporter, type Reporter } from './reporter.ts';
import type { Progress } from './result.ts';

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

/** One rehearsal under way. */
export interface Stage extends RehearsalParts {
  id: string;
  chain: string;
  db: Db;
  clock: RehearsalClock;
  player: Player;
  reporter: Reporter;
  /** The last instant of the calendar that is played. */
  endsAt: Instant;
}

export function firstStep({ steps }: RehearsalParts): ScriptStep {
  const [first] = steps;
  if (first === undefined) throw new RangeError('a script without steps rehearses nothing');
  return first;
}

/** A new rehearsal, and all that takes part in it; its agreement is not opened yet. */
export async function setUp(parts: RehearsalParts): Promise<Stage> {
  const { worlds, temporal, loaded, steps, onProgress } = parts;
  const { framework, year, title } = loaded.definition;
  const id = ulid();
  const db = worlds.rehearsal;
  const chain = agreementId({ kind: 'rehearsal', id }, framework, year);
  const conductor = { host: hostname(), pid: process.pid };
  await createRehearsal(db, { id, title, startedAt: new Date().toISOString(), conductor });
  const startAt = firstStep(parts).at;
  const clock = makeClock({ db, temporal, rehearsal: id, startAt });
  const startFirstRun = firstRunStarter(temporal, clock);
  const gateway = makeGateway({ worlds, temporal, bodyKey: parts.bodyKey, clockShiftMs: clock.wallShiftMs, startFirstRun });
  const runsTo = lastDay(parts);
  const endsAt = addMs(startOfDay(addDays(runsTo, 1)), -1);
  const reporter = makeReporter(worlds, chain, onProgress);
  onProgress({ kind: 'began', rehearsal: id, agreement: chain, title, at: startAt, runsTo, steps: steps.length });
  return { ...parts, id, chain, db, clock, player: makePlayer(worlds, gateway, chain, loaded), reporter, endsAt };
}

function firstRunStarter(temporal: TemporalAccess, clock: RehearsalClock): (chain: string) => Promise<void> {
  let started = false;
  return async (chain) => {
    // A script may have its opening refused and try again later: the run that was not opened has stayed on its day.
    if (started) await endRun(temporal, chain, 'its opening was refused');
    started = true;
    await startRehearsed(temporal, chain, clock.wallShiftMs());
  };
}

/** The calendar runs on to the last due date, also when the script has ended. */
function lastDay(parts: RehearsalParts): CivilDate {
  const { loaded, steps } = parts;
  const lastStepOn = civilDateOf(steps.at(-1)?.at ?? firstStep(parts).at);
  return loaded.definition.deadlines.map(({ dueOn }) => dueOn).reduce(maxDate, lastStepOn);
}
