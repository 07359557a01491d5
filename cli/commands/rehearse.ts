import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortId } from '#contracts/ids.ts';
import { attestNow } from '../../audit/checkpoints/attest.ts';
import { findProcess } from '../../infra/db/read/processes.ts';
import type { Cast } from '../../infra/definition/cast.ts';
import { agreementOfScript, loadScript, type ScriptStep } from '../../infra/definition/loadScript.ts';
import { canSkipTime } from '../../infra/gateway/timeSkipping.ts';
import { rehearse as conduct } from '../../rehearsal/conductor.ts';
import type { Progress, RehearsalResult } from '../../rehearsal/result.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Engine } from '../session.ts';
import { agreementFileIn, faultyFile, isFolder } from './files.ts';
import { printSummary } from './rehearsalSummary.ts';
import { operator } from '../words/operator.ts';
import { openTimeline } from './timeline.ts';

/** A script and the processes that it plays, read and found right. */
export interface Play {
  cast: Cast;
  steps: readonly ScriptStep[];
  scriptFile: string;
}

/** Plays a script on the real engine and shows it as it goes; the exit status says whether it went as written. */
export async function rehearse(context: Context, path: string, options: { script?: string }): Promise<ExitCode> {
  const { sessions } = context;
  const play = await loadPlay(path, options.script);
  return sessions.withEngine((engine) => rehearseOn(context, engine, play));
}

/** The same on an engine that is at hand. */
export async function rehearseOn(context: Context, engine: Engine, play: Play): Promise<ExitCode> {
  const { terminal } = context;
  const timeline = openTimeline(context, play);
  const result = await conductOn(context, engine, play, (progress) => timeline.show(progress)).finally(() => timeline.end());
  if (terminal.json) terminal.printJson(result);
  else {
    printSummary(context, result, { play, id: await shortestId(engine, result) });
  }
  return result.asWritten ? exit.done : exit.refused;
}

/** The short id where it means this rehearsal: no live agreement has it, and no newer rehearsal that came to its end. */
async function shortestId({ worlds }: Engine, { agreement }: RehearsalResult): Promise<string> {
  const found = await findProcess(worlds, shortId(agreement));
  return found?.chain === agreement ? found.shortId : agreement;
}

/** @throws Failure where the server cannot skip time, or nothing could be rehearsed. */
export async function conductOn(
  { signal, config, version }: Context,
  engine: Engine,
  { cast, steps }: Play,
  onProgress: (progress: Progress) => void,
): Promise<RehearsalResult> {
  const temporal = await engine.rehearsalTemporal();
  if (!(await canSkipTime(temporal.connection, temporal.namespace))) {
    throw new Failure(
      exit.unreachable,
      'cannotSkipTime',
      operator.cannotSkip(temporal.namespace),
      operator.cannotSkipRemedy(temporal.namespace),
    );
  }
  const { worlds, bodyKey } = engine;
  const result = await conduct({ worlds, temporal, bodyKey, codeVersion: version, cast, steps, onProgress, signal });
  // Signed at its end, for itself: what is rehearsed can be held against what was shown.
  await attestNow(worlds, result.rehearsal, { sealing: config.sealing, version });
  return result;
}

/** Reads a script and the files of what it plays. @throws Failure with every mistake at once. */
export async function loadPlay(path: string, script: string | undefined): Promise<Play> {
  const scriptFile = script ?? (isFolder(path) ? join(path, 'script.yaml') : join(dirname(path), 'script.yaml'));
  const read = await loadScript(scriptFile, existsSync(scriptFile) ? ownAgreement(path, scriptFile) : null);
  if (!read.ok) throw faultyFile(read.mistakes);
  const { cast, steps } = read;
  if (steps.length === 0)
    throw new Failure(exit.usage, 'emptyScript', operator.files.emptyScript(scriptFile), operator.files.emptyScriptRemedy);
  return { cast, steps, scriptFile };
}

/** The folder's own agreement file takes the place of the one that a script for a single agreement names; null where it has none. */
function ownAgreement(path: string, scriptFile: string): string | null {
  const own = agreementFileIn(path);
  const isForOne = agreementOfScript(readFileSync(scriptFile, 'utf8')) !== null;
  return isForOne && existsSync(own) ? own : null;
}
