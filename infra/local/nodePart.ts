import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { childEnvironment } from '../config/config.ts';
import { logFile, logTail } from './dataDir.ts';
import { type RunningPart, startChild } from './part.ts';
import { LocalProblem } from './problem.ts';

/** A program of ours that the stack runs as a process of its own. */
export interface NodePart {
  name: string;
  /** Absolute path of its `main.ts`. */
  entry: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

const readySchema = z.looseObject({ ready: z.literal(true), url: z.string().optional() });
/** The one line of JSON that a part prints on standard output when it is ready; `url` where it serves one. */
export type ReadyLine = z.infer<typeof readySchema>;

export interface RunningNodePart extends RunningPart {
  ready: ReadyLine;
}

const readyLimitMs = 60_000;

/** Starts the part and waits for its ready line; rejects when it ends or says nothing in a minute. */
export async function startNodePart(
  dataDir: string,
  part: NodePart,
  environment: Readonly<Record<string, string>>,
  stop: AbortSignal,
): Promise<RunningNodePart> {
  const logPath = await logFile(dataDir, part.name);
  const running = startChild(process.execPath, [part.entry, ...(part.args ?? [])], {
    logPath,
    stopSignal: 'SIGTERM',
    stopWaitMs: 10_000,
    stdout: 'talk',
    spawn: { env: childEnvironment({ ...environment, ...part.env }) },
  });
  try {
    const ready = await readyLine(running, logPath, stop);
    return { ...running, ready };
  } catch (error) {
    await running.stop();
    stop.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    throw new LocalProblem(`${part.name} did not start: ${why}\n${logTail(logPath)}`, `Its whole log is in ${logPath}.`, error);
  }
}

/** Everything the part prints goes to its log as well, the ready line too. */
function readyLine({ child, ended }: ReturnType<typeof startChild>, logPath: string, stop: AbortSignal): Promise<ReadyLine> {
  const { stdout } = child;
  if (stdout === null) throw new Error('its standard output is not read');
  const log = createWriteStream(logPath, { flags: 'a', mode: 0o600 });
  stdout.pipe(log);
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`it was not ready after ${readyLimitMs / 1000} s`)), readyLimitMs);
    stop.addEventListener('abort', () => reject(new Error('its start was given up')), { once: true });
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      const parsed = line.startsWith('{') ? readySchema.safeParse(jsonOrNull(line)) : null;
      if (parsed?.success !== true) return;
      clearTimeout(limit);
      resolve(parsed.data);
    });
    void ended.then((why) => {
      clearTimeout(limit);
      reject(new Error(`it ended (${why})`));
    });
  });
}

function jsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null; // a log line that only looks like JSON
  }
}
