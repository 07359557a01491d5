import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { makePassActivities } from '../../activities/pass/index.ts';
import { makeRecordActivities } from '../../activities/record/index.ts';
import { loadConfig } from '../../infra/config/config.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds } from '../../infra/db/worlds.ts';
import { commandBodyKey } from '../../infra/db/write/secret.ts';
import { connectTemporal } from '../../infra/gateway/connectTemporal.ts';
import { passPort } from '../../infra/gateway/pass.ts';
import { startStack } from '../../infra/local/stack.ts';
import { processWorker } from '../../worker/processWorker.ts';
import type { Reached } from './actedLife.ts';
import { productBundle, quietRuntime } from './engine.ts';
import { until } from './until.ts';

const NAMESPACE = 'test-own';

/** A Postgres and a Temporal server of one test's own, which may be killed. */
export interface OwnEngine extends Reached {
  databaseUrl: string;
  temporalAddress: string;
  /** Kills the Temporal server with -9, and waits until it is back: what it held in memory alone is gone. */
  killTemporal: () => Promise<void>;
  /** The same with Postgres, which holds the record and all that Temporal's server stores. */
  killPostgres: () => Promise<void>;
  startWorker: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function startOwnEngine(): Promise<OwnEngine> {
  quietRuntime();
  const dataDir = await mkdtemp(join(tmpdir(), 'arscykel-own-'));
  await chmod(dataDir, 0o711);
  const stack = await startStack(
    { ...loadConfig(), dataDir },
    { parts: 'engine', transient: true, namespaces: [{ name: NAMESPACE, timeSkipping: false }], report: () => undefined },
  );
  const { databaseUrl, temporalAddress = '' } = stack.endpoints;
  await migrate(databaseUrl, 'test');
  const worlds = await openWorlds(databaseUrl, 'test', { max: 6 });
  const temporal = await connectTemporal(temporalAddress, NAMESPACE);
  const closing: (() => Promise<void>)[] = [];
  const answers = {
    temporal: () => temporal.connection.workflowService.describeNamespace({ namespace: NAMESPACE }),
    postgres: () => worlds.live.selectFrom('chain').select('chain').limit(1).execute(),
  };
  async function kill(part: keyof typeof answers): Promise<void> {
    const pid = (): number | null => stack.parts().find(({ name }) => name === part)?.pid ?? null;
    const killed = pid();
    if (killed === null) throw new Error(`no ${part} to kill`);
    process.kill(killed, 'SIGKILL');
    const isBack = async (): Promise<boolean> => {
      if ([null, killed].includes(pid())) return false;
      return answers[part]().then(
        () => true,
        () => false,
      );
    };
    await until(`${part} is back`, isBack, { withinMs: 60_000 });
  }
  return {
    databaseUrl,
    temporalAddress,
    worlds,
    temporal,
    bodyKey: await commandBodyKey(worlds.live),
    killTemporal: () => kill('temporal'),
    killPostgres: () => kill('postgres'),
    startWorker: async () => {
      const connection = await NativeConnection.connect({ address: temporalAddress });
      const record = makeRecordActivities(recordPort(worlds.live, 'test'));
      const pass = makePassActivities(passPort({ worlds, temporal }));
      const worker = await processWorker({ connection, namespace: NAMESPACE, bundle: await productBundle(), record, pass });
      const ended = worker.run();
      closing.push(async () => {
        worker.shutdown();
        await ended;
        await connection.close();
      });
    },
    stop: async () => {
      for (const close of closing) await close();
      await temporal.close();
      await worlds.close();
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
