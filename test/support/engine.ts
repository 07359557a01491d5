import { NativeConnection, Runtime, type Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { inject } from 'vitest';
import { makePassActivities } from '../../activities/pass/index.ts';
import { makeRecordActivities } from '../../activities/record/index.ts';
import type { PassPort } from '../../activities/ports/pass.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { commandBodyKey } from '../../infra/db/write/secret.ts';
import { connectTemporal, type TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { type Gateway, makeGateway } from '../../infra/gateway/gateway.ts';
import { passPort } from '../../infra/gateway/pass.ts';
import { processWorker } from '../../worker/processWorker.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { partLog, temporalLogger } from '../../worker/log.ts';
import { type TestNamespace, testNamespaces } from './namespaces.ts';
import { testDatabase } from './postgres.ts';

const CODE_VERSION = 'test';

export interface TestEngine {
  databaseUrl: string;
  worlds: Worlds;
  temporal: TemporalAccess;
  bodyKey: Buffer;
  /** The gateway of the test world, on a clock shifted by `clockShiftMs`. */
  gateway: Gateway;
  /** A worker in this process; runs until `shutdown` or the engine stops. */
  startWorker: (options?: {
    bundle?: WorkflowBundleWithSourceMap;
    maxCachedWorkflows?: number;
    world?: 'live' | 'rehearsal';
    /** How messages between processes are passed; left out: as the product does. */
    pass?: PassPort;
  }) => Promise<RunningWorker>;
  stop: () => Promise<void>;
}

export interface RunningWorker {
  worker: Worker;
  shutdown: () => Promise<void>;
}

let bundled: Promise<WorkflowBundleWithSourceMap> | null = null;
/** The product's workflows, bundled once a test file. */
export const productBundle = (): Promise<WorkflowBundleWithSourceMap> => (bundled ??= bundleWorkflows());

let installed = false;
/** The SDK's own lines only where something is wrong; before the first worker or connection of a process. */
export function quietRuntime(): void {
  if (!installed) Runtime.install({ logger: temporalLogger(partLog('test', 'error')), shutdownSignals: [] });
  installed = true;
}

/** A fresh database and a namespace of the one real engine. `kind`: `test` for the live world's code, `standard` where rehearsals are tried. */
export async function testEngine(
  namespace: TestNamespace,
  { kind = 'test', clockShiftMs = 0 }: { kind?: 'test' | 'standard'; clockShiftMs?: number } = {},
): Promise<TestEngine> {
  quietRuntime();
  const database = await testDatabase();
  await migrate(database.url, kind);
  const worlds = await openWorlds(database.url, kind, { max: 8 });
  const { temporalAddress } = inject('engine');
  const { name } = testNamespaces[namespace];
  const temporal = await connectTemporal(temporalAddress, name);
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const bodyKey = await commandBodyKey(worlds.live);
  const running = new Set<RunningWorker>();

  async function startWorker({
    bundle,
    maxCachedWorkflows,
    world = 'live',
    pass = passPort({ worlds, temporal }),
  }: Parameters<TestEngine['startWorker']>[0] = {}): Promise<RunningWorker> {
    const record = makeRecordActivities(recordPort(worlds[world], CODE_VERSION));
    const cache = maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows };
    const worker = await processWorker({
      connection,
      namespace: name,
      bundle: bundle ?? (await productBundle()),
      record,
      pass: makePassActivities(pass),
      ...cache,
    });
    const ended = worker.run();
    const one: RunningWorker = {
      worker,
      shutdown: async () => {
        running.delete(one);
        if (worker.getState() === 'RUNNING') worker.shutdown();
        await ended;
      },
    };
    running.add(one);
    return one;
  }

  return {
    databaseUrl: database.url,
    worlds,
    temporal,
    bodyKey,
    gateway: makeGateway({ worlds, temporal, bodyKey, clockShiftMs: () => clockShiftMs }),
    startWorker,
    stop: async () => {
      await Promise.all([...running].map((worker) => worker.shutdown()));
      await temporal.close();
      await connection.close();
      await worlds.close();
      await database.drop();
    },
  };
}
