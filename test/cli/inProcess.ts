import { CommanderError } from 'commander';
import { buildProgram } from '../../cli/program.ts';
import { exit, type ExitCode, Failure } from '../../cli/failure.ts';
import type { Context, RecordReads } from '../../cli/session.ts';
import { wordsIn } from '../../cli/words/words.ts';
import { openTerminal } from '../../cli/terminal/terminal.ts';
import { loadConfig } from '../../infra/config/config.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import type { Ran } from './arscykel.ts';

/** Commands that only read, run here on a test's database: a process of their own each would take seconds. */
export function runningOn(worlds: Worlds, databaseUrl: string): (...args: string[]) => Promise<Ran> {
  const reads: RecordReads = { worlds, databaseUrl, today: new Date().toISOString().slice(0, 10) };
  const sessions: Context['sessions'] = {
    withReads: (work) => work(reads),
    withBothRecords: (work) => work({ ...reads, temporalOf: () => Promise.resolve(null) }),
    withEngine: () => Promise.reject(new Error('what is run here starts no engine')),
  };
  return async (...args) => {
    const said = { stdout: '', stderr: '' };
    const stream = (name: keyof typeof said) => ({ write: (text: string) => ((said[name] += text), true), isTTY: false });
    const streams = { stdout: stream('stdout'), stderr: stream('stderr'), env: { NO_COLOR: '1' } };
    const terminal = openTerminal(streams as never, { lang: 'sv', json: args.includes('--json') });
    const words = wordsIn('sv');
    let code: ExitCode = exit.done;
    const run = async (work: (context: Context) => Promise<ExitCode>): Promise<void> => {
      const context = { config: loadConfig(), version: 'test', terminal, words, sessions, signal: new AbortController().signal };
      code = await work(context);
    };
    try {
      await buildProgram({ words, lang: 'sv', version: 'test', run }).parseAsync(args, { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) return { code: exit.usage, ...said, stderr: error.message };
      if (!(error instanceof Failure)) throw error;
      return { code: error.exitCode, ...said, stderr: `${said.stderr}${error.message}\n${error.remedy ?? ''}` };
    }
    return { code, ...said };
  };
}
