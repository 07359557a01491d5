import { hostname } from 'node:os';
import { ulid } from 'ulid';
import { addDays, type CivilDate, maxDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, civilDateOf, startOfDay } from '#core/calendar/instant.ts';
import type { World } from '#contracts/ids.ts';
import type { Db } from '../infra/db/connect.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { createRehearsal } from '../infra/db/write/rehearsals.ts';
import { type Cast, type CastMember, leading } from '../infra/definition/cast.ts';
import type { ScriptStep } from '../infra/definition/loadScript.ts';
import type { TemporalAccess } from '../infra/gateway/connectTemporal.ts';
import { endRun } from '../infra/gateway/endRun.ts';
import { makeGateway } from '../infra/gateway/gateway.ts';
import { startRehearsed } from '../infra/gateway/rehearsed.ts';
import type { RehearsalClock } from './clock.ts';
import { makeClock } from './clock.ts';
import { makePlayer, type Player } from './player.ts';
import { makeReporter, type Reporter } from './reporter.ts';
import type { Named, Progress } from './result.ts';

export interface RehearsalParts {
  worlds: Worlds;
  /** Of the rehearsal namespace. */
  temporal: TemporalAccess;
  bodyKey: Buffer;
  /** Written into what happens around the processes. */
  codeVersion: string;
  /** The processes that the steps are for. */
  cast: Cast;
  steps: readonly ScriptStep[];
  onProgress: (progress: Progress) => void;
  /** Ends the rehearsal early, between two moments of its time. */
  signal?: AbortSignal;
}

/** A process of the script in its rehearsal. */
export interface StagedMember extends CastMember {
  chain: string;
}

/** One rehearsal under way. */
export interface Stage extends Omit<RehearsalParts, 'cast'> {
  id: string;
  cast: readonly StagedMember[];
  db: Db;
  clock: RehearsalClock;
  player: Player;
  reporter: Reporter;
  /** The last instant of the calendar that is played. */
  endsAt: Instant;
}

export function firstStep({ steps }: Pick<RehearsalParts, 'steps'>): ScriptStep {
  const [first] = steps;
  if (first === undefined) throw new RangeError('a script without steps rehearses nothing');
  return first;
}

export const named = ({ name, kind, chain, title }: StagedMember): Named => ({ process: name, kind, id: chain, title });

/** A new rehearsal, and all that takes part in it; none of its processes is opened yet. */
export async function setUp(parts: RehearsalParts): Promise<Stage> {
  const { worlds, temporal, steps, onProgress } = parts;
  const { title } = leading(parts.cast);
  const id = ulid();
  const db = worlds.rehearsal;
  const world: World = { kind: 'rehearsal', id };
  const cast = parts.cast.map((member) => ({ ...member, chain: member.chainIn(world) }));
  const conductor = { host: hostname(), pid: process.pid };
  await createRehearsal(db, { id, title, startedAt: new Date().toISOString(), conductor });
  const startAt = firstStep(parts).at;
  const clock = makeClock({ db, temporal, rehearsal: id, startAt });
  const startFirstRun = firstRunStarter(temporal, clock);
  const gateway = makeGateway({ worlds, temporal, bodyKey: parts.bodyKey, clockShiftMs: clock.wallShiftMs, startFirstRun });
  const runsTo = lastDay(parts);
  const endsAt = addMs(startOfDay(addDays(runsTo, 1)), -1);
  const processes = cast.map(named);
  const reporter = makeReporter(worlds, processes, onProgress);
  onProgress({ kind: 'began', rehearsal: id, title, processes, at: startAt, runsTo, steps: steps.length });
  return { ...parts, id, cast, db, clock, player: makePlayer(worlds, gateway, clock, cast), reporter, endsAt };
}

function firstRunStarter(temporal: TemporalAccess, clock: RehearsalClock): (chain: string) => Promise<void> {
  const started = new Set<string>();
  return async (chain) => {
    // A script may have its opening refused and try again later: the run that was not opened has stayed on its day.
    if (started.has(chain)) await endRun(temporal, chain, 'its opening was refused');
    started.add(chain);
    await startRehearsed(temporal, chain, clock.wallShiftMs());
  };
}

/** The calendar runs on to the last due date, also when the script has ended. */
function lastDay({ cast, steps }: RehearsalParts): CivilDate {
  const lastStepOn = civilDateOf(steps.at(-1)?.at ?? firstStep({ steps }).at);
  return cast.flatMap(({ dueOn }) => dueOn).reduce(maxDate, lastStepOn);
}
