import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { childEnvironment } from '../config/config.ts';
import { tryLock } from './ownerLock.ts';
import { messageOf } from './problem.ts';

const run = promisify(execFile);

export interface GoBuild {
  /** The folder of the go.mod that pins what is built. */
  moduleDir: string;
  /** Import paths of the main packages; each becomes an executable named after its last part. */
  packages: string[];
  /** Where the executables end up, all of them or none. */
  targetDir: string;
  /** What is built, for people: "Temporal's server". */
  what: string;
}

/**
 * Whether Go here can build this module: null if so, else why not. Go's own choice of toolchain decides, which may
 * fetch the version that go.mod asks for where that is allowed.
 */
export async function goProblem(moduleDir: string): Promise<string | null> {
  try {
    await run('go', ['list', '-m'], { cwd: moduleDir });
    return null;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') return 'Go is not installed';
    return stderr?.trim().split('\n')[0] || messageOf(error);
  }
}

/**
 * Builds into a folder beside the target and moves that into place when whole. Only one process builds at a time;
 * others wait, saying so, and find the result. `isThere` tells whether the target is complete.
 */
export async function buildOnce(
  build: GoBuild,
  isThere: () => boolean,
  report: (line: string) => void,
  signal: AbortSignal | null = null,
): Promise<void> {
  await mkdir(dirname(build.targetDir), { recursive: true });
  const lockPath = `${build.targetDir}.lock`;
  const startedAt = performance.now();
  for (let lastReport = Number.NEGATIVE_INFINITY; !isThere(); ) {
    const attempt = await tryLock(lockPath, `building ${build.what}`);
    if (attempt.taken) {
      try {
        if (!isThere()) await buildIntoPlace(build, report, signal);
      } finally {
        await attempt.release();
      }
      return;
    }
    if (performance.now() - lastReport > 5000) {
      lastReport = performance.now();
      report(`Another start (process ${attempt.owner.pid}) is building ${build.what}; waiting for it (${seconds(startedAt)} s)`);
    }
    signal?.throwIfAborted();
    await sleep(500);
  }
}

async function buildIntoPlace(build: GoBuild, report: (line: string) => void, signal: AbortSignal | null): Promise<void> {
  const prefix = `${build.targetDir}.building-`;
  const parent = dirname(build.targetDir);
  // The lock is ours, so any of these was left by a build that was interrupted.
  for (const name of await readdir(parent)) {
    if (join(parent, name).startsWith(prefix)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const temporary = await mkdtemp(prefix);
  try {
    await compile(build, temporary, report, signal);
    await chmod(temporary, 0o755);
    await rm(build.targetDir, { recursive: true, force: true });
    await rename(temporary, build.targetDir);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function compile(
  build: GoBuild,
  outDir: string,
  report: (line: string) => void,
  signal: AbortSignal | null,
): Promise<void> {
  const startedAt = performance.now();
  report(`Building ${build.what}, once for this machine (several minutes); fetching its sources`);
  const total = await countPackages(build, signal);
  const messages: string[] = [];
  let compiled = 0;
  const ticker = setInterval(() => {
    report(`Building ${build.what}: ${compiled} of at most ${total} packages compiled, ${seconds(startedAt)} s`);
  }, 2000);
  try {
    const status = await goBuild(build, outDir, signal, (line) => {
      // With -v Go prints each package's path as it compiles it; everything else is a message.
      if (/^[\w.~/-]+$/.test(line)) compiled += 1;
      else messages.push(line);
    });
    signal?.throwIfAborted();
    if (status !== 0) throw new Error(`go build ended with ${status}\n${messages.slice(-10).join('\n')}`);
  } finally {
    clearInterval(ticker);
  }
  report(`Built ${build.what} in ${seconds(startedAt)} s`);
}

/** Fetches what is missing of the sources on the way, which may take a while. */
async function countPackages(build: GoBuild, signal: AbortSignal | null): Promise<number> {
  const options = { cwd: build.moduleDir, maxBuffer: 64 << 20, ...(signal === null ? {} : { signal }) };
  try {
    const listed = await run('go', ['list', '-deps', ...build.packages], options);
    return listed.stdout.trimEnd().split('\n').length;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function goBuild(
  build: GoBuild,
  outDir: string,
  signal: AbortSignal | null,
  onLine: (line: string) => void,
): Promise<number | string> {
  // cgo off: no C compiler is needed, and the executable does not depend on the system's C library.
  const env = childEnvironment({ CGO_ENABLED: '0' });
  const args = ['build', '-v', '-ldflags=-s -w', '-o', `${outDir}/`, ...build.packages];
  // A process group of its own, so that stopping us stops the compilers that Go started too.
  const child = spawn('go', args, { cwd: build.moduleDir, env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  createInterface({ input: child.stderr }).on('line', onLine);
  const stopGroup = () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', stopGroup);
  signal?.addEventListener('abort', stopGroup, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject).once('close', (code, killedBy) => resolve(killedBy ?? code ?? 'no status'));
    });
  } finally {
    process.removeListener('exit', stopGroup);
    signal?.removeEventListener('abort', stopGroup);
  }
}

const seconds = (sinceMs: number) => Math.round((performance.now() - sinceMs) / 1000);
