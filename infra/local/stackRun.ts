import { appendFileSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { logFile } from './dataDir.ts';
import type { Stoppable } from './engine.ts';
import { messageOf } from './problem.ts';
import { identityOf, type ProcessIdentity } from './processIdentity.ts';
import { type Endpoints, removeRunInfo, type RunInfo, writeRunInfo } from './runFile.ts';
import type { Supervised } from './supervise.ts';

/** One run of the stack: what it has started, and its note in run.json. */
export interface StackRun {
  config: Config;
  endpoints: Endpoints;
  /** To the log alone. */
  log: (line: string) => void;
  /** To the log and to whoever started the stack. */
  report: (line: string) => void;
  processes: () => RunInfo['parts'];
  keepProcess(part: Supervised): Promise<void>;
  keep(part: Stoppable): void;
  noteReady: () => Promise<void>;
  /** Brings run.json up to date. Never rejects: a run whose note cannot be written goes on, and says so. */
  note: () => Promise<void>;
  /** Stops everything, last started first. */
  takeDown(): Promise<void>;
}

export interface RunOptions {
  mode: RunInfo['mode'];
  transient: boolean;
  report: (line: string) => void;
}

export async function openRun(config: Config, options: RunOptions): Promise<StackRun> {
  const self = identityOf(process.pid);
  if (self === null) throw new Error('The running process is not found in the process table');
  const logPath = await logFile(config.dataDir, 'stack');
  const log = (line: string) => appendFileSync(logPath, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
  const report = (line: string) => {
    log(line);
    options.report(line);
  };
  const endpoints: Endpoints = { databaseUrl: '' };
  const started: Stoppable[] = [];
  const supervised: Supervised[] = [];
  const processes = () => supervised.flatMap(({ name, identity }) => named(name, identity()));
  const { write, ready, close } = noteKeeper(config.dataDir, log, (isReady) => {
    const { mode, transient } = options;
    return { ...self, startedAt, mode, transient, ready: isReady, parts: processes(), endpoints };
  });
  const startedAt = new Date().toISOString();
  // Whatever ends this process while it can still act takes the parts along; after a kill -9 the next start does.
  const lastResort = () => killNow(processes());
  process.once('exit', lastResort);

  return {
    config,
    endpoints,
    log,
    report,
    processes,
    note: write,
    noteReady: ready,
    keep: (part) => void started.push(part),
    async keepProcess(part) {
      started.push(part);
      supervised.push(part);
      await write();
    },
    async takeDown() {
      await close();
      for (const part of started.splice(0).toReversed()) await stopOne(part, log);
      process.removeListener('exit', lastResort);
      await removeRunInfo(config.dataDir);
    },
  };
}

const named = (name: string, identity: ProcessIdentity | null) => (identity === null ? [] : [{ name, ...identity }]);

function killNow(parts: RunInfo['parts']): void {
  for (const { name, pid } of parts.toReversed()) {
    try {
      process.kill(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM');
    } catch {
      // It has ended already; this process ends too, and there is nobody left to tell.
    }
  }
}

async function stopOne(part: Stoppable, log: (line: string) => void): Promise<void> {
  const before = performance.now();
  try {
    await part.stop();
    log(`${part.name} stopped (${Math.round(performance.now() - before)} ms)`);
  } catch (error) {
    // The others have to be stopped all the same.
    log(`${part.name} could not be stopped: ${messageOf(error)}`);
  }
}

/** Writes one after the other, so that an older state never overwrites a newer one. */
function noteKeeper(dataDir: string, log: (line: string) => void, current: (ready: boolean) => RunInfo) {
  let queue = Promise.resolve();
  let ready = false;
  let closed = false;
  const write = () => {
    queue = queue.then(async () => {
      if (closed) return;
      try {
        await writeRunInfo(dataDir, current(ready));
      } catch (error) {
        log(`run.json could not be written: ${messageOf(error)}`);
      }
    });
    return queue;
  };
  return {
    write,
    ready: () => {
      ready = true;
      return write();
    },
    close: () => {
      closed = true;
      return queue;
    },
  };
}
