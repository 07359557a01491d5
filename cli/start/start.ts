import { join } from 'node:path';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { findProcess } from '../../infra/db/read/processes.ts';
import { rehearsals } from '../../infra/db/read/rehearsals.ts';
import { leading } from '../../infra/definition/cast.ts';
import { conductOn, loadPlay, type Play, rehearseOn } from '../commands/rehearse.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context, Engine } from '../session.ts';
import { withEngineOn } from '../stack/sessions.ts';
import { printHeading } from '../terminal/show.ts';
import { beginStep } from '../terminal/steps.ts';
import { displayWidth } from '../terminal/width.ts';
import { operator } from '../words/operator.ts';
import { openInvented } from './invented.ts';
import { stayUp } from './stayUp.ts';
import { printWhere } from './where.ts';

/** Everything up, with something to look at: the agreement for 2012 rehearsed, and an invented one under way. */
export async function start(context: Context, options: { once?: boolean }): Promise<ExitCode> {
  const { config, sessions } = context;
  const play = await loadPlay(join(config.projectRoot, 'examples', '2012'), undefined);
  if (options.once === true) return sessions.withEngine((engine) => rehearseOn(context, engine, play));
  return stayUp(context, (endpoints) =>
    withEngineOn(config, endpoints, async (engine) => {
      const tries = await firstThings(context, engine, play);
      printWhere(context, endpoints);
      if (!context.terminal.json) printTries(context, tries);
    }),
  );
}

/** Everything up, and nothing put into it. */
export async function up(context: Context): Promise<ExitCode> {
  return stayUp(context, (endpoints) => {
    printWhere(context, endpoints);
    return Promise.resolve();
  });
}

/** What a new data directory is given, each once; answers with the commands to try on it. */
async function firstThings(context: Context, engine: Engine, play: Play): Promise<string[]> {
  const { config } = context;
  const tries = ['npx arscykel list'];
  // A database of somebody's own is no place for invented agreements.
  if (config.databaseUrl === null) tries.push(...(await openInvented(context, engine)));
  if (await rehearseOnce(context, engine, play)) {
    const id = leading(play.cast).chainIn({ kind: 'live' });
    tries.push(`npx arscykel show ${id}`, `npx arscykel mails ${id}`);
  }
  return [...tries, 'npx arscykel rehearse examples/2012', 'npx arscykel do --help'];
}

/** False where the rehearsal is not there and cannot be had. */
async function rehearseOnce(context: Context, engine: Engine, play: Play): Promise<boolean> {
  const { terminal } = context;
  const { chainIn, title } = leading(play.cast);
  const before = await findProcess(engine.worlds, chainIn({ kind: 'live' }));
  const ended = await rehearsals(engine.worlds.rehearsal, instantOfMs(Date.now()));
  if (before !== null && ended.some((one) => one.title === title && (one.outcome === 'asWritten' || one.outcome === 'deviated')))
    return true;
  const step = beginStep(terminal, operator.start.rehearsing);
  try {
    const result = await conductOn(context, engine, play, (progress) => {
      if (progress.kind === 'phase' || progress.kind === 'mails') step.tell(formatDateShort(civilDateOf(progress.at), 'en'));
    });
    await step.end('done');
    terminal.note(`  ${operator.start.rehearsed(result.virtualFrom, result.virtualTo, (result.wallMs / 1000).toFixed(1))}`);
    return true;
  } catch (error) {
    await step.end('failed');
    if (!(error instanceof Failure) || error.exitCode !== exit.unreachable) throw error;
    terminal.note(`  ${error.message}`);
    if (error.remedy !== null) terminal.note(`  → ${error.remedy}`);
    return false;
  }
}

function printTries({ terminal }: Context, tries: readonly string[]): void {
  printHeading(terminal, operator.start.tryNext);
  for (const command of tries) for (const line of broken(command, terminal.width)) terminal.print(line);
}

/** A command that is too long for a line goes on on the next, in a way that a shell takes. */
function broken(command: string, width: number): string[] {
  const line = `  ${command}`;
  const at = line.indexOf(' --');
  return displayWidth(line) <= width || at < 0 ? [line] : [`${line.slice(0, at)} \\`, `     ${line.slice(at)}`];
}
