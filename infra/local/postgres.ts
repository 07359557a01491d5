import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { layout, logBytes, logFile, logTail } from './dataDir.ts';
import { type RunningPart, startChild, waitUntilReady } from './part.ts';
import type { Ports } from './ports.ts';
import { ensureCluster, postgresBinaries, postgresUser, stopForeignPostmaster } from './postgresFiles.ts';
import { noteInitialised, restoreRemedy } from './postgresState.ts';
import { codeOf, LocalProblem, messageOf } from './problem.ts';

export interface RunningPostgres extends RunningPart {
  port: number;
  password: string;
}

// For one machine of modest size. fsync, full_page_writes and synchronous_commit stay on: what was answered as done stays done.
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '150',
  shared_buffers: '96MB',
  max_wal_size: '512MB',
  wal_compression: 'on',
  password_encryption: 'scram-sha-256',
  log_line_prefix: '%m [%p] %d ',
  timezone: 'UTC',
};

export const localDatabaseUrl = (port: number, password: string, database = 'arscykel') =>
  `postgres://arscykel:${password}@127.0.0.1:${port}/${database}`;

/** Starts the embedded Postgres on `<dataDir>/postgres`, made when missing, with a database `arscykel`. */
export async function startPostgres(
  dataDir: string,
  ports: Ports,
  report: (line: string) => void,
  stop: AbortSignal,
): Promise<RunningPostgres> {
  const binaries = await postgresBinaries();
  const user = postgresUser();
  const password = await ensureCluster(dataDir, binaries, user, report);
  const directory = layout(dataDir).postgres;
  await stopForeignPostmaster(directory, report);
  const logPath = await logFile(dataDir, 'postgres');
  let portTaken = false;
  for (let attempt = 1; ; attempt++) {
    const port = await ports.choose('postgres', 7432, { avoidLast: portTaken });
    const args = [
      '-D',
      directory,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    const logStart = logBytes(logPath);
    // SIGINT is Postgres's fast shutdown: it does not wait for clients to leave.
    const spawn = { ...user, cwd: '/' };
    const part = startChild(binaries.postgres, args, { logPath, stopSignal: 'SIGINT', stopWaitMs: 20_000, spawn });
    try {
      await waitUntilReady(part, () => query(localDatabaseUrl(port, password, 'postgres'), 'select 1').then(() => undefined), {
        limitMs: 60_000,
        stop,
      });
      await ensureDatabase(localDatabaseUrl(port, password, 'postgres'), 'arscykel');
      await noteInitialised(dataDir);
      return { ...part, port, password };
    } catch (error) {
      await part.stop();
      stop.throwIfAborted();
      // Another program may take the port between our look and Postgres's start, and the shared memory of one
      // that was killed is free only when its last child has gone.
      const tail = logTail(logPath, 15, logStart);
      portTaken = tail.includes('Address already in use');
      if (attempt < 5 && (portTaken || tail.includes('shared memory block'))) {
        await sleep(500);
        continue;
      }
      throw new LocalProblem(
        `Postgres did not start: ${messageOf(error)}\n${tail}`,
        `Its whole log is in ${logPath}. Where it tells of missing or damaged files: ${restoreRemedy}`,
        error,
      );
    }
  }
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // Without a listener a connection that breaks while idle would end the whole process; the query in flight rejects anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(statement, values)).rows;
  } finally {
    await client.end().catch(() => undefined); // broken connections cannot be ended politely
  }
}

export async function databaseExists(url: string, name: string): Promise<boolean> {
  return (await query(url, 'select 1 from pg_database where datname = $1', [name])).length > 0;
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  if (await databaseExists(url, name)) return;
  try {
    await query(url, `create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (codeOf(error) !== '42P04') throw error; // another made it in the meantime
  }
}
