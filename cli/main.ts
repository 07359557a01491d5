import { type Command, CommanderError } from 'commander';
import { id } from '#contracts/schemas.ts';
import type { Lang } from '#core/texts/lang.ts';
import { ConfigError, loadConfig } from '../infra/config/config.ts';
import { programVersion } from '../infra/config/version.ts';
import { CheckpointRefused } from '../infra/db/checkpointRefused.ts';
import { UnfitDatabase } from '../infra/db/migrate.ts';
import { KeyTrouble } from '../infra/db/signingKeys.ts';
import { LocalProblem } from '../infra/local/problem.ts';
import { commandFirst } from './do/argv.ts';
import { exit, type ExitCode, Failure } from './failure.ts';
import { buildProgram } from './program.ts';
import type { Context } from './session.ts';
import type { Asked } from './stack/noted.ts';
import { makeSessions } from './stack/sessions.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';
import { isUnreachable } from './unreachable.ts';
import { commandMeant, usageFailure } from './usage.ts';
import { operator } from './words/operator.ts';
import { type Words, wordsIn } from './words/words.ts';

/** Runs one command line; the exit status is left in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  // Whoever reads our output may stop reading: `arscykel log ID | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    const isUnread = error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED';
    // What was read until then is still to be noted.
    if (!isUnread || !asked.reading) process.exit(isUnread ? 0 : exit.unreachable);
  });
  const asked: Asked = { what: '', person: null, reading: false };
  const lang = langOf(argv) ?? 'sv';
  const words = wordsIn(lang);
  const version = programVersion();
  const json = argv.includes('--json');
  const terminal = openTerminal(process, { lang, json });
  const signal = stopSignal(terminal);
  const state: { exitCode: ExitCode; verbose: boolean } = { exitCode: exit.done, verbose: false };
  const run = async (work: (context: Context) => Promise<ExitCode>): Promise<void> => {
    const config = loadConfig();
    state.verbose = config.logLevel === 'debug' || config.logLevel === 'trace';
    state.exitCode = await work({
      config,
      version,
      terminal,
      words,
      sessions: makeSessions(config, terminal, signal, asked),
      signal,
    });
  };
  const program = buildProgram({ words, lang, version, run });
  try {
    if (langOf(argv) === null) throw new Failure(exit.usage, 'badLanguage', words.help.invalidLang(givenLang(argv) ?? ''));
    program.hook('preAction', (_program, command) => void Object.assign(asked, askedBy(command)));
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(commandFirst(argv), { from: 'user' });
  } catch (error) {
    // Help and version end the parser as an error does.
    if (error instanceof CommanderError && error.exitCode === 0) return;
    if (signal.aborted) {
      terminal.note(operator.interrupted);
      state.exitCode = exit.interrupted;
    } else state.exitCode = report(asFailure(error, words, commandMeant(program, commandFirst(argv)), state.verbose), terminal);
  }
  process.exitCode = state.exitCode;
}

/** The command by its words, and who is named with it. */
function askedBy(command: Command): Pick<Asked, 'what' | 'person'> {
  const words: string[] = [];
  for (let one: Command | null = command; one?.parent != null; one = one.parent) words.unshift(one.name());
  const { as } = command.opts<{ as?: unknown }>();
  return { what: words.join(' '), person: id.safeParse(as).data ?? null };
}

const givenLang = (argv: readonly string[]): string | undefined => {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  if (at < 0) return undefined;
  const word = argv[at] ?? '';
  return word === '--lang' ? (argv[at + 1] ?? '') : word.slice('--lang='.length);
};

/** Known before anything is parsed, since help and errors speak it too. Null: none that there is. */
function langOf(argv: readonly string[]): Lang | null {
  const given = givenLang(argv);
  if (given === undefined || given === 'sv') return 'sv';
  return given === 'en' ? 'en' : null;
}

/** Ctrl-C stops in order; a second one at once. */
function stopSignal(terminal: Terminal): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    if (terminal.live) terminal.note();
    controller.abort(new Error(operator.interrupted));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  return controller.signal;
}

/** Says what went wrong, on standard error; the exit status for it. */
function report({ code, message, remedy, facts, exitCode }: Failure, terminal: Terminal): ExitCode {
  if (terminal.json) terminal.note(JSON.stringify({ error: { code, message, remedy, ...facts } }));
  else {
    terminal.note(`${terminal.paintNote('bad', '✗')} ${message}`);
    if (remedy !== null) terminal.note(`  → ${remedy}`);
  }
  return exitCode;
}

function asFailure(error: unknown, words: Words, command: Command, verbose: boolean): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof CommanderError) return usageFailure(error, words, command);
  if (error instanceof ConfigError) return new Failure(exit.usage, 'badEnvironment', error.message);
  if (error instanceof LocalProblem) {
    const what = error.message.endsWith(`\n${error.remedy}`) ? error.message.slice(0, -error.remedy.length - 1) : error.message;
    return new Failure(exit.unreachable, 'localProblem', what, error.remedy);
  }
  if (error instanceof KeyTrouble) return new Failure(exit.unreachable, 'keyTrouble', error.message, error.remedy);
  if (error instanceof CheckpointRefused)
    return new Failure(exit.refused, 'checkpointRefused', error.message, error.remedy, { trouble: error.trouble });
  if (error instanceof UnfitDatabase) return new Failure(exit.unreachable, 'unfitDatabase', error.message);
  const why = error instanceof Error ? error.message : String(error);
  if (isUnreachable(error))
    return new Failure(exit.unreachable, 'unreachable', operator.unreachable(why), operator.unreachableRemedy);
  return new Failure(
    exit.unreachable,
    'unforeseen',
    verbose && error instanceof Error ? (error.stack ?? why) : why,
    operator.unforeseen,
  );
}
