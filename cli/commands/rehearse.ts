import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { shortId } from '#contracts/ids.ts';
import { findAgreement } from '../../infra/db/read/agreements.ts';
import { loadAgreement, type LoadedAgreement } from '../../infra/definition/loadAgreement.ts';
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

/** An agreement and its script, read and found right. */
export interface Play {
  loaded: LoadedAgreement;
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
    const { scriptFile, loaded } = play;
    printSummary(context, result, { scriptFile, definition: loaded.definition, id: await shortestId(engine, result) });
  }
  return result.asWritten ? exit.done : exit.refused;
}

/** The short id where it means this rehearsal: no live agreement has it, and no newer rehearsal that came to its end. */
async function shortestId({ worlds }: Engine, { agreement }: RehearsalResult): Promise<string> {
  const found = await findAgreement(worlds, shortId(agreement));
  return found?.chain === agreement ? found.shortId : agreement;
}

/** @throws Failure where the server cannot skip time, or nothing could be rehearsed. */
export async function conductOn(
  { signal }: Context,
  engine: Engine,
  { loaded, steps }: Play,
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
  return conduct({ worlds: engine.worlds, temporal, bodyKey: engine.bodyKey, loaded, steps, onProgress, signal });
}

/** Reads both files. @throws Failure with every mistake at once. */
export async function loadPlay(path: string, script: string | undefined): Promise<Play> {
  const scriptFile = script ?? (isFolder(path) ? join(path, 'script.yaml') : join(dirname(path), 'script.yaml'));
  const loaded = await loadAgreement(agreementFor(path, scriptFile));
  if (!loaded.ok) throw faultyFile(loaded.mistakes);
  const read = await loadScript(scriptFile, loaded);
  if (!read.ok) throw faultyFile(read.mistakes);
  if (read.steps.length === 0)
    throw new Failure(exit.usage, 'emptyScript', operator.files.emptyScript(scriptFile), operator.files.emptyScriptRemedy);
  return { loaded, steps: read.steps, scriptFile };
}

/** The folder's own agreement file; where it has none, the one that the script names. */
function agreementFor(path: string, scriptFile: string): string {
  const own = agreementFileIn(path);
  if (existsSync(own) || !existsSync(scriptFile)) return own;
  const named = agreementOfScript(readFileSync(scriptFile, 'utf8'));
  return named === null ? own : resolve(dirname(scriptFile), named);
}
