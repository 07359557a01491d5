import { stringify } from 'yaml';

/** A namespace that the embedded server is to have. Time skipping is for rehearsals, never for real agreements. */
export interface NamespaceSpec {
  name: string;
  timeSkipping: boolean;
  /** After so many events a run is told to continue as new; left out: when the server itself would say so, after 4,096. */
  eventsARun?: number;
}

export const serviceNames = ['frontend', 'history', 'matching', 'worker'] as const;

export interface ServicePorts {
  grpcPort: number;
  membershipPort: number;
}

/** Where Temporal keeps its workflows. */
export interface TemporalStore {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  visibilityDatabase: string;
  tls: { verifyHost: boolean } | null;
}

/** Can never be changed in a store, so it is chosen once: plenty for one machine, and quick to start. */
const historyShards = 4;

export function serverConfig(
  store: TemporalStore,
  ports: Record<(typeof serviceNames)[number], ServicePorts>,
  dynamicConfigPath: string,
): string {
  const services = serviceNames.map((name) => [name, { rpc: { ...ports[name], bindOnLocalHost: true } }] as const);
  const rpcAddress = `127.0.0.1:${ports.frontend.grpcPort}`;
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: historyShards,
      datastores: {
        default: { sql: sqlStore(store, store.database, 20) },
        visibility: { sql: sqlStore(store, store.visibilityDatabase, 5) },
      },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(services),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicConfigPath, pollInterval: '60s' },
  });
}

function sqlStore(store: TemporalStore, databaseName: string, connections: number) {
  return {
    pluginName: 'postgres12_pgx',
    databaseName,
    connectAddr: `${store.host}:${store.port}`,
    connectProtocol: 'tcp',
    user: store.user,
    password: store.password,
    maxConns: connections,
    maxIdleConns: connections,
    maxConnLifetime: '1h',
    ...(store.tls === null
      ? {}
      : { tls: { enabled: true, enableHostVerification: store.tls.verifyHost, serverName: store.host } }),
  };
}

export function dynamicConfig(namespaces: readonly NamespaceSpec[]): string {
  const skipping = namespaces.filter((namespace) => namespace.timeSkipping);
  const shortRuns = namespaces.flatMap(({ name, eventsARun }) =>
    eventsARun === undefined ? [] : [{ value: eventsARun, constraints: { namespace: name } }],
  );
  return stringify({
    'frontend.WorkflowTimeSkippingEnabled': skipping.map(({ name }) => ({ value: true, constraints: { namespace: name } })),
    // A run that continues as new waits up to a second of real time, unless it is told not to: years of rehearsal do not tell it apart
    // from a loop.
    'history.workflowIdReuseMinimalInterval': skipping.map(({ name }) => ({ value: '0s', constraints: { namespace: name } })),
    ...(shortRuns.length === 0 ? {} : { 'limit.historyCount.suggestContinueAsNew': shortRuns }),
    // Look-ahead of the timer queue, 1 s by default: every skip would wait for it, a rehearsal of three years half a minute in all.
    'history.timerProcessorMaxTimeShift': [{ value: '1ms' }],
    // 20 polls a second a shard by default: 100 wakes in one jump took 19 s, and take 2 s so.
    'history.timerProcessorMaxPollRPS': [{ value: 2000 }],
    'history.transferProcessorMaxPollRPS': [{ value: 2000 }],
    'history.visibilityProcessorMaxPollRPS': [{ value: 2000 }],
    // One machine gains nothing from spreading a task queue, and forwarding between its partitions costs time.
    'matching.numTaskqueueReadPartitions': [{ value: 1 }],
    'matching.numTaskqueueWritePartitions': [{ value: 1 }],
  });
}
