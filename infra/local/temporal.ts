import { join } from 'node:path';
import type { TemporalTarget } from '../config/temporalTarget.ts';
import { layout, logFile, logTail } from './dataDir.ts';
import { readIfThere, writeAtomically } from './files.ts';
import { type RunningPart, startChild, waitUntilReady } from './part.ts';
import { listens, type Ports } from './ports.ts';
import { LocalProblem, messageOf } from './problem.ts';
import { findByArgument, stopProcess } from './processIdentity.ts';
import {
  dynamicConfig,
  type NamespaceSpec,
  serverConfig,
  type ServicePorts,
  serviceNames,
  type TemporalStore,
} from './temporalConfig.ts';
import { ensureNamespaces, withTemporal } from './temporalNamespaces.ts';
import { ensureTemporalSchema, forgetMembers } from './temporalSchema.ts';
import type { ServerBinaries } from './temporalServer.ts';

export interface RunningTemporal extends RunningPart {
  address: string;
}

export interface TemporalSetup {
  dataDir: string;
  binaries: ServerBinaries;
  store: TemporalStore;
  /** The store is the embedded Postgres, so no other Temporal server can be on it. */
  storeIsOurs: boolean;
  namespaces: readonly NamespaceSpec[];
  ports: Ports;
}

/** The namespaces of the two worlds, as an embedded server has them. */
export const worldNamespaces = (target: TemporalTarget): NamespaceSpec[] => [
  { name: target.namespaces.live, timeSkipping: false },
  { name: target.namespaces.rehearsal, timeSkipping: true },
];

/** Which kind of server a data directory was begun with; null for a new one. */
export function storedKind(dataDir: string): ServerBinaries['kind'] | null {
  const kind = readIfThere(join(layout(dataDir).temporal, 'KIND'))?.trim();
  return kind === 'server' || kind === 'cli' ? kind : null;
}

/** Starts Temporal's server on its store, with schema and namespaces ready for use. */
export async function startTemporal(
  setup: TemporalSetup,
  report: (line: string) => void,
  stop: AbortSignal,
): Promise<RunningTemporal> {
  await stopStrayServers(setup.dataDir, report);
  if (setup.binaries.kind === 'server') await ensureTemporalSchema(setup.binaries.sql, setup.store, report);
  if (storedKind(setup.dataDir) === null) {
    await writeAtomically(join(layout(setup.dataDir).temporal, 'KIND'), `${setup.binaries.kind}\n`);
  }
  const logPath = await logFile(setup.dataDir, 'temporal');
  let portTaken = false;
  for (let attempt = 1; ; attempt++) {
    const { command, args, address } = await prepareLaunch(setup, portTaken);
    if (setup.binaries.kind === 'server' && setup.storeIsOurs) await forgetMembers(setup.store);
    const part = startChild(command, args, {
      logPath,
      stopSignal: 'SIGTERM',
      stopWaitMs: 15_000,
      spawn: { cwd: layout(setup.dataDir).temporal },
    });
    try {
      // A refused connection makes the client wait a second before the next attempt; looking at the port does not.
      await waitUntilReady(part, () => listens(Number(address.split(':')[1])), { limitMs: 60_000, stop });
      await waitUntilReady(
        part,
        () => withTemporal(address, {}, (connection) => ensureNamespaces(connection, setup.namespaces, 30_000)),
        { limitMs: 60_000, stop },
      );
      return { ...part, address };
    } catch (error) {
      await part.stop();
      stop.throwIfAborted();
      const tail = logTail(logPath, 20);
      portTaken = tail.includes('address already in use');
      if (portTaken && attempt < 4) continue;
      throw new LocalProblem(
        `Temporal's server did not start: ${messageOf(error)}\n${logTail(logPath, 2).slice(-1000)}`,
        `Its whole log is in ${logPath}.`,
        error,
      );
    }
  }
}

interface Launch {
  command: string;
  args: string[];
  address: string;
}

function prepareLaunch(setup: TemporalSetup, portTaken: boolean): Promise<Launch> {
  const { binaries } = setup;
  return binaries.kind === 'server'
    ? serverLaunch(binaries.server, setup, portTaken)
    : cliLaunch(binaries.executable, setup, portTaken);
}

async function serverLaunch(command: string, setup: TemporalSetup, portTaken: boolean): Promise<Launch> {
  const configPath = configFile(setup.dataDir);
  const dynamicPath = join(layout(setup.dataDir).temporal, 'dynamic.yaml');
  const ports = {} as Record<(typeof serviceNames)[number], ServicePorts>;
  for (const [index, name] of serviceNames.entries()) {
    const grpcPort = await setup.ports.choose(`temporal-${name}`, 7433 + index, { avoidLast: portTaken });
    const membershipPort = await setup.ports.choose(`temporal-${name}-membership`, 7443 + index, { avoidLast: portTaken });
    ports[name] = { grpcPort, membershipPort };
  }
  await writeAtomically(dynamicPath, dynamicConfig(setup.namespaces));
  await writeAtomically(configPath, serverConfig(setup.store, ports, dynamicPath)); // holds the database's password: 0600
  return {
    command,
    args: ['--config-file', configPath, '--allow-no-auth', 'start'],
    address: `127.0.0.1:${ports.frontend.grpcPort}`,
  };
}

/**
 * The development server in the official CLI keeps its own SQLite file, and its dynamic configuration knows no limit to one
 * namespace: time skipping stays off, because on would mean on for real agreements too.
 */
async function cliLaunch(command: string, setup: TemporalSetup, portTaken: boolean): Promise<Launch> {
  const port = await setup.ports.choose('temporal-frontend', 7433, { avoidLast: portTaken });
  return {
    command,
    args: [
      'server',
      'start-dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--db-filename',
      cliStore(setup.dataDir),
      '--headless',
      '--log-level',
      'warn',
    ],
    address: `127.0.0.1:${port}`,
  };
}

/** A server of this data directory that was started but not yet noted in run.json when its parent was killed. */
async function stopStrayServers(dataDir: string, report: (line: string) => void): Promise<void> {
  // With its flag, so that an editor or a pager on the same file is not taken for a server.
  for (const needle of [`--config-file ${configFile(dataDir)}`, `--db-filename ${cliStore(dataDir)}`]) {
    for (const stray of findByArgument(needle)) {
      report(`Stopping Temporal's server (process ${stray.pid}), left running by an earlier start`);
      await stopProcess(stray, 'SIGTERM', 15_000);
    }
  }
}

const cliStore = (dataDir: string) => join(layout(dataDir).temporal, 'cli.sqlite');
const configFile = (dataDir: string) => join(layout(dataDir).temporal, 'server.yaml');
