import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../cli/arscykel.js', import.meta.url));

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The command line as a process of its own, on a data directory. */
function begin(dataDir: string, args: readonly string[]): { child: ChildProcess; ended: Promise<Ran> } {
  const env = { ...process.env, ARSCYKEL_DATA_DIR: dataDir, NO_COLOR: '1' };
  const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number | null, ...said }));
  return { child, ended };
}

export const arscykel = (dataDir: string, ...args: string[]): Promise<Ran> => begin(dataDir, args).ended;

/** The one JSON document that a command answered with. */
export function answered({ stdout, stderr }: Ran): unknown {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`not one JSON document: ${stdout}\n${stderr}`, { cause });
  }
}

/** Brings the stack up and waits until it says where it is. */
export async function bringUp(dataDir: string): Promise<{ stop(): Promise<Ran>; pid: number }> {
  const { child, ended } = begin(dataDir, ['up', '--json']);
  await Promise.race([
    once(child.stdout ?? child, 'data'),
    ended.then(({ stderr }) => {
      throw new Error(`up ended: ${stderr}`);
    }),
  ]);
  return {
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
