import type { Config } from '../config/config.ts';
import { openDataDir } from './dataDir.ts';
import { bringUpMail, bringUpPostgres, bringUpTemporal, type EngineContext, wishedPort } from './engine.ts';
import { type NodePart, type ReadyLine, type RunningNodePart, startNodePart } from './nodePart.ts';
import { openPorts } from './ports.ts';
import { messageOf } from './problem.ts';
import { type Endpoints, type RunInfo, stopLeftovers } from './runFile.ts';
import { lockDataDir } from './stackLock.ts';
import { openRun, type StackRun } from './stackRun.ts';
import { supervise, type Supervised } from './supervise.ts';
import type { NamespaceSpec } from './temporalConfig.ts';

export type { NodePart, ReadyLine } from './nodePart.ts';
export { type Endpoints, findRunning, type RunInfo } from './runFile.ts';
export { AlreadyRunning } from './stackLock.ts';
export type { NamespaceSpec } from './temporalConfig.ts';

export interface StackOptions {
  /** `postgres`: the database alone, for reading. `engine`: Postgres, Temporal, mail. */
  parts: 'postgres' | 'engine';
  /** Progress of the start, and later what happens to the parts, line by line, for a person. */
  report: (line: string) => void;
  /** Runs when the engine is up, before any node part: migrations. Answers with the address that everybody is to find the database at. */
  prepare?: (endpoints: Endpoints) => Promise<string>;
  /** Our own programs, started side by side once `prepare` is done; stopped first, last one first. */
  nodeParts?: readonly NodePart[];
  /** The namespaces to have; those of the live and the rehearsal world if not given. */
  namespaces?: readonly NamespaceSpec[];
  /** One command's own stack: others neither find it nor fail over it, they wait for its end. */
  transient?: boolean;
  /** Aborted by Ctrl-C while starting: what is up is stopped, and the start rejects. */
  signal?: AbortSignal;
}

export interface Stack {
  endpoints: Endpoints;
  /** What runs as a process of its own, as of now. */
  parts: () => RunInfo['parts'];
  /** Starts one more node part; it is kept running like the others. */
  startPart(part: NodePart): Promise<ReadyLine>;
  /** Stops everything in reverse order, each part within a bounded time. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Brings the parts up on the data directory and keeps them up: one that ends is started again with growing waits.
 * What the configuration gives an address for is not started. Throws AlreadyRunning when another stack is up here,
 * LocalProblem with a remedy when something stands in the way; then nothing is left running.
 */
export async function startStack(config: Config, options: StackOptions): Promise<Stack> {
  await openDataDir(config.dataDir);
  const transient = options.transient ?? false;
  const release = await lockDataDir(config.dataDir, options);
  let stopped: Promise<void> | null = null;
  try {
    await stopLeftovers(config.dataDir, options.report);
    const run = await openRun(config, { mode: options.parts, transient, report: options.report });
    const stop = () => (stopped ??= takeDown(run, release));
    try {
      await bringUp(run, options);
    } catch (error) {
      run.log(`The start failed: ${messageOf(error)}`);
      await stop();
      throw error;
    }
    return {
      endpoints: run.endpoints,
      parts: run.processes,
      stop,
      startPart: async (part) => (await addNodeParts(run, config, [part]))[0] as ReadyLine,
    };
  } catch (error) {
    if (stopped === null) await release();
    throw error;
  }
}

async function takeDown(run: StackRun, release: () => Promise<void>): Promise<void> {
  try {
    await run.takeDown();
  } finally {
    await release();
  }
}

async function bringUp(run: StackRun, options: StackOptions): Promise<void> {
  const { config, endpoints, report } = run;
  const hooks = { log: report, changed: run.note };
  const context: EngineContext = { config, ports: openPorts(config.dataDir), report, hooks, signal: options.signal ?? null };
  const checkpoint = () => options.signal?.throwIfAborted();

  const postgres = await bringUpPostgres(context);
  endpoints.databaseUrl = postgres.databaseUrl;
  if (postgres.part !== null) await run.keepProcess(postgres.part);
  checkpoint();
  if (options.parts === 'engine') {
    const temporal = await bringUpTemporal(context, postgres.databaseUrl, options.namespaces);
    endpoints.temporalAddress = temporal.temporalAddress;
    if (temporal.part !== null) await run.keepProcess(temporal.part);
    checkpoint();
    const mail = await bringUpMail(context);
    endpoints.smtpUrl = mail.smtpUrl;
    if (mail.inbox !== null) endpoints.inboxUrl = mail.inbox.url;
    for (const part of mail.parts) run.keep(part);
    endpoints.apiPort = await wishedPort(context, 'api', config.apiPort);
  }
  context.ports.settle();
  if (options.prepare !== undefined) endpoints.databaseUrl = await options.prepare(endpoints);
  checkpoint();
  await addNodeParts(run, config, options.nodeParts ?? []);
  checkpoint();
  await run.noteReady();
}

/** Starts them side by side. When one fails, those that came up are kept, to be stopped with the rest. */
async function addNodeParts(run: StackRun, config: Config, parts: readonly NodePart[]): Promise<ReadyLine[]> {
  const environment = partEnvironment(config, run.endpoints);
  const hooks = { log: run.report, changed: run.note };
  const starts = parts.map((part) => {
    run.report(`Starting ${part.name}`);
    return supervise(part.name, (stop) => startNodePart(config.dataDir, part, environment, stop), hooks);
  });
  const outcomes = await Promise.allSettled(starts);
  const up = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  for (const part of up) await run.keepProcess(part);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return up.map((part) => noteReady(run, part));
}

function noteReady(run: StackRun, part: Supervised<RunningNodePart>): ReadyLine {
  const { ready } = part.current();
  if (part.name === 'api' && ready.url !== undefined) run.endpoints.apiUrl = ready.url;
  return ready;
}

/** A part finds the others by the same variables that a person would set, so that it runs alike beside real ones. */
function partEnvironment(config: Config, endpoints: Endpoints): Record<string, string> {
  const addresses: Record<string, string | undefined> = {
    ARSCYKEL_DATA_DIR: config.dataDir,
    ARSCYKEL_PORT: endpoints.apiPort?.toString(),
    DATABASE_URL: endpoints.databaseUrl,
    TEMPORAL_ADDRESS: endpoints.temporalAddress,
    SMTP_URL: endpoints.smtpUrl,
  };
  return Object.fromEntries(Object.entries(addresses).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
