import type { Config } from '../config/config.ts';
import { layout } from './dataDir.ts';
import { type InboxPage, startInboxPage } from './inboxPage.ts';
import type { Ports } from './ports.ts';
import { localDatabaseUrl, type RunningPostgres, startPostgres } from './postgres.ts';
import { type SmtpCapture, startSmtpCapture } from './smtpCapture.ts';
import { supervise, type Supervised, type SuperviseHooks } from './supervise.ts';
import { type RunningTemporal, startTemporal, storedKind, worldNamespaces } from './temporal.ts';
import type { NamespaceSpec } from './temporalConfig.ts';
import { ensureNamespaces, withTemporal } from './temporalNamespaces.ts';
import { storeBeside } from './temporalSchema.ts';
import { ensureServer } from './temporalServer.ts';

export interface EngineContext {
  config: Config;
  ports: Ports;
  /** Progress of the start, for whoever waits for it. */
  report: (line: string) => void;
  hooks: SuperviseHooks;
  /** Aborted when the start is to be given up. */
  signal: AbortSignal | null;
}

/** What can be stopped, in the order in which it was started. */
export interface Stoppable {
  name: string;
  stop(): Promise<void>;
}

/** The database: the one in DATABASE_URL, with nothing started, or the embedded one. */
export async function bringUpPostgres(
  context: EngineContext,
): Promise<{ databaseUrl: string; part: Supervised<RunningPostgres> | null }> {
  const { config, ports, report, hooks } = context;
  if (config.databaseUrl !== null) return { databaseUrl: config.databaseUrl, part: null };
  report('Starting Postgres');
  const part = await supervise(
    'postgres',
    (stop) => startPostgres(config.dataDir, ports, hooks.log, stop),
    hooks,
    context.signal,
  );
  const { port, password } = part.current();
  return { databaseUrl: localDatabaseUrl(port, password), part };
}

/** Temporal: the server at TEMPORAL_ADDRESS, with nothing started, or the embedded one on our Postgres. */
export async function bringUpTemporal(
  context: EngineContext,
  databaseUrl: string,
  namespaces: readonly NamespaceSpec[] = worldNamespaces(context.config.temporal),
): Promise<{ temporalAddress: string; part: Supervised<RunningTemporal> | null }> {
  const { config, ports, report, hooks } = context;
  if (config.temporal.address !== null) {
    report(`Asking Temporal at ${config.temporal.address}`);
    const { address, connection } = config.temporal;
    await withTemporal(address, connection, (server) => ensureNamespaces(server, namespaces, 20_000));
    return { temporalAddress: config.temporal.address, part: null };
  }
  const binaries = await ensureServer(config, report, { kind: storedKind(config.dataDir), signal: context.signal });
  report("Starting Temporal's server");
  const storeIsOurs = config.databaseUrl === null;
  const setup = {
    dataDir: config.dataDir,
    binaries,
    store: storeBeside(databaseUrl, storeIsOurs),
    storeIsOurs,
    namespaces,
    ports,
  };
  const part = await supervise('temporal', (stop) => startTemporal(setup, hooks.log, stop), hooks, context.signal);
  return { temporalAddress: part.current().address, part };
}

/** Mail: the server in SMTP_URL, with nothing started, or capture with its inbox page. */
export async function bringUpMail(
  context: EngineContext,
): Promise<{ smtpUrl: string; inbox: InboxPage | null; parts: Stoppable[] }> {
  const { config, ports, hooks } = context;
  if (config.smtpUrl !== null) return { smtpUrl: config.smtpUrl, inbox: null, parts: [] };
  const directory = layout(config.dataDir).inbox;
  const smtp = (avoidLast: boolean) => ports.choose('smtp', 7425, { avoidLast });
  const capture = await onFreePort(smtp, (port): Promise<SmtpCapture> => startSmtpCapture(directory, port, hooks.log));
  const page = (avoidLast: boolean) => wishedPort(context, 'inbox', config.inboxPort, avoidLast);
  const inbox = await onFreePort(page, (port) => startInboxPage(directory, port, hooks.log));
  const parts = [
    { name: 'smtp', stop: () => capture.stop() },
    { name: 'inbox', stop: () => inbox.stop() },
  ];
  return { smtpUrl: capture.url, inbox, parts };
}

/** The port that a person asked for or has in a bookmark; where it is taken another one, and it is said. */
export async function wishedPort(
  { ports, report }: EngineContext,
  name: string,
  wish: number,
  avoidLast = false,
): Promise<number> {
  const port = await ports.choose(name, wish, { wished: true, avoidLast });
  if (port !== wish) report(`Port ${wish} is in use; ${name} gets ${port}`);
  return port;
}

/** Another program may take a port between our look and our use of it. */
async function onFreePort<T>(choose: (avoidLast: boolean) => Promise<number>, start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await choose(attempt > 1));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === 4) throw error;
    }
  }
}
