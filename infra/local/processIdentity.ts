import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from '../config/config.ts';
import { codeOf } from './problem.ts';

/** A process number is used again by others; together with the moment of its start it names one process. */
export interface ProcessIdentity {
  pid: number;
  start: string;
}

/** When process `pid` started, as an opaque text that no other process with this number shares; null when it does not run. */
function processStart(pid: number): string | null {
  return process.platform === 'linux' ? linuxStart(pid) : psStart(pid);
}

export function identityOf(pid: number): ProcessIdentity | null {
  const start = processStart(pid);
  return start === null ? null : { pid, start };
}

export const isAlive = (identity: ProcessIdentity): boolean => processStart(identity.pid) === identity.start;

function linuxStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return null;
    // Ticks count from boot: without the boot's id, the same number and ticks could come back after a restart of the machine.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTicks}`;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return null;
    throw error;
  }
}

function psStart(pid: number): string | null {
  const line = psLine(pid, 'state=,lstart=');
  return line === null || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '');
}

/** The command name of a running process, without its folder. */
export function commandName(pid: number): string | null {
  return psLine(pid, 'comm=')?.replace(/^.*\//, '') ?? null;
}

// ps writes the moment of a start in the language of whoever asks, and one who asks later may use another.
const plainLanguage = childEnvironment({ LC_ALL: 'C' });

function psLine(pid: number, columns: string): string | null {
  try {
    return (
      execFileSync('ps', ['-o', columns, '-p', String(pid)], {
        encoding: 'utf8',
        env: plainLanguage,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || null
    );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error; // no ps at all: then nothing here may be guessed
    return null;
  }
}

/** Processes whose command line contains `needle`, such as the path of a configuration file that is ours alone. */
export function findByArgument(needle: string): ProcessIdentity[] {
  const lines = execFileSync('ps', ['-axwwo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 64 << 20 }).split('\n');
  const pids = lines.filter((line) => line.includes(needle)).map((line) => Number.parseInt(line, 10));
  return pids.filter((pid) => pid !== process.pid).flatMap((pid) => identityOf(pid) ?? []);
}

/** Asks a process to stop, waits up to `waitMs`, then kills it. Does nothing to another process that got the same number. */
export async function stopProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  waitMs: number,
): Promise<'gone' | 'stopped' | 'killed'> {
  if (!send(identity, signal)) return 'gone';
  if (await ended(identity, waitMs)) return 'stopped';
  send(identity, 'SIGKILL');
  // A process in an uninterruptible wait (a slow disk) dies only when the wait ends.
  if (await ended(identity, 30_000)) return 'killed';
  throw new Error(`Process ${identity.pid} does not end, even after SIGKILL`);
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}

async function ended(identity: ProcessIdentity, waitMs: number): Promise<boolean> {
  const until = performance.now() + waitMs;
  while (isAlive(identity)) {
    if (performance.now() > until) return false;
    await sleep(25);
  }
  return true;
}
