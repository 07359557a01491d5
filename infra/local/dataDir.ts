import { constants, statSync } from 'node:fs';
import { access, chmod, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeAtomically } from './files.ts';
import { codeOf, LocalProblem, messageOf } from './problem.ts';

/** Raised when the layout of the data directory changes so that an older program could not use it. */
const layoutVersion = 1;
const logLimitBytes = 10 << 20;

/** Where everything lies in a data directory. */
export function layout(dataDir: string) {
  return {
    version: join(dataDir, 'VERSION'),
    run: join(dataDir, 'run.json'),
    lock: join(dataDir, 'stack.lock'),
    postgres: join(dataDir, 'postgres'),
    postgresPassword: join(dataDir, 'postgres.password'),
    /** A cluster in the making. */
    postgresFresh: join(dataDir, 'postgres.new'),
    /** There once the first start has made the databases. */
    postgresInitialised: join(dataDir, 'postgres.initialised'),
    temporal: join(dataDir, 'temporal'),
    inbox: join(dataDir, 'inbox'),
    logs: join(dataDir, 'logs'),
  };
}

/** Makes the data directory ready for use, or says why it cannot be used. */
export async function openDataDir(dataDir: string): Promise<void> {
  const problem = await dataDirProblem(dataDir);
  if (problem !== null) throw problem;
  const paths = layout(dataDir);
  await mkdir(dataDir, { recursive: true });
  // Under root, Postgres runs as another user that has to pass through to its own directory, and needs no more than that.
  await chmod(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const directory of [paths.temporal, paths.inbox, paths.logs]) await mkdir(directory, { recursive: true, mode: 0o700 });
  if (readIfThere(paths.version) === null) await writeAtomically(paths.version, `${layoutVersion}\n`);
}

/** What stands in the way of using this data directory; null when nothing does. Changes nothing. */
export async function dataDirProblem(dataDir: string): Promise<LocalProblem | null> {
  const elsewhere = 'or choose another directory in ARSCYKEL_DATA_DIR.';
  const entries = await entriesOf(dataDir);
  if (codeOf(entries) === 'ENOTDIR') {
    return new LocalProblem(
      `The data directory ${dataDir} cannot be read: it is a file, or lies below one.`,
      'Choose a directory in ARSCYKEL_DATA_DIR, or one that does not exist yet: it is made then.',
    );
  }
  if (entries instanceof Error) {
    return new LocalProblem(
      `The data directory ${dataDir} cannot be read (${entries.message}).`,
      `Correct its rights, ${elsewhere}`,
    );
  }
  const unwritable = await writeProblem(dataDir, entries !== null);
  if (unwritable !== null) {
    return new LocalProblem(
      `The data directory ${dataDir} cannot be written (${unwritable}).`,
      `Correct its rights, ${elsewhere}`,
    );
  }
  const version = readIfThere(layout(dataDir).version)?.trim();
  if (version === undefined) {
    if (entries === null || entries.every((name) => ownBeginnings.test(name))) return null;
    if (entries.some((name) => databaseFiles.test(name))) {
      return new LocalProblem(
        `${dataDir} holds a database of Årscykel, but its VERSION file is missing.`,
        `Restore its VERSION file (it holds the layout's number) or the whole directory from a backup, ${elsewhere}`,
      );
    }
    return new LocalProblem(
      `${dataDir} is not empty and has no VERSION file, so it is not a data directory of Årscykel.`,
      `Empty it, ${elsewhere}`,
    );
  }
  return version === String(layoutVersion) ? null : wrongVersion(dataDir, version);
}

// What a first start killed before VERSION was written can leave behind.
const ownBeginnings = /^(temporal|inbox|logs|stack\.lock.*|VERSION\..*\.tmp)$/;

// Made only after VERSION was written.
const databaseFiles = /^postgres($|\.)/;

function wrongVersion(dataDir: string, version: string): LocalProblem {
  const what = `The data directory ${dataDir} has layout ${version}; this program knows layout ${layoutVersion}.`;
  const newer = /^\d+$/.test(version) && Number(version) > layoutVersion;
  return new LocalProblem(
    what,
    newer
      ? 'It was made by a newer version: run that one, or choose another directory in ARSCYKEL_DATA_DIR.'
      : 'Restore its VERSION file from a backup, or choose another directory in ARSCYKEL_DATA_DIR.',
  );
}

async function entriesOf(directory: string): Promise<string[] | null | Error> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    return error as Error;
  }
}

async function writeProblem(dataDir: string, exists: boolean): Promise<string | null> {
  try {
    if (exists) await access(dataDir, constants.W_OK | constants.X_OK);
    else await mkdir(dataDir, { recursive: true });
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** The log file of a part; one that has grown large is set aside, and the one before it goes. */
export async function logFile(dataDir: string, name: string): Promise<string> {
  const path = join(layout(dataDir).logs, `${name}.log`);
  if (logBytes(path) > logLimitBytes) await rename(path, `${path}.1`);
  return path;
}

/** The last lines of a log, to be shown when its part did not start; `fromByte` leaves out those of earlier starts. */
export function logTail(path: string, lines = 8, fromByte = 0): string {
  const text = Buffer.from(readIfThere(path) ?? '')
    .subarray(fromByte)
    .toString();
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/** How long a log is now, in bytes; 0 when there is none. */
export const logBytes = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
