// A worker to be killed. Where it has committed what a named command or wake-up records, it says so and goes no further:
//   node faultWorker.ts DATABASE_URL TEMPORAL_ADDRESS NAMESPACE '[["<chain>", "<command id, or how it begins>"]]'
import { NativeConnection, Runtime } from '@temporalio/worker';
import { makePassActivities } from '../../activities/pass/index.ts';
import { makeRecordActivities } from '../../activities/record/index.ts';
import type { RecordPort } from '../../activities/ports/record.ts';
import { recordPort } from '../../infra/db/recordPort.ts';
import { openWorlds } from '../../infra/db/worlds.ts';
import { connectTemporal } from '../../infra/gateway/connectTemporal.ts';
import { passPort } from '../../infra/gateway/pass.ts';
import { processWorker } from '../../worker/processWorker.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import { partLog, temporalLogger } from '../../worker/log.ts';

const [databaseUrl = '', address = '', namespace = '', stalls = '[]'] = process.argv.slice(2);
const stallAfter = JSON.parse(stalls) as [chain: string, commandId: string][];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const stalling = (port: RecordPort): RecordPort => ({
  async append(proposal) {
    const appended = await port.append(proposal);
    const { chain, commandId } = proposal;
    const isMeant = stallAfter.some(([stalled, begins]) => stalled === chain && commandId.startsWith(begins));
    if (!isMeant || !appended.ok || appended.recorded.receipt === null) return appended;
    say(`stalled ${chain}`);
    return new Promise(() => undefined);
  },
});

Runtime.install({ logger: temporalLogger(partLog('fault worker', 'error')), shutdownSignals: [] });
const worlds = await openWorlds(databaseUrl, 'test', { max: 4 });
const worker = await processWorker({
  connection: await NativeConnection.connect({ address }),
  namespace,
  bundle: await bundleWorkflows(),
  record: makeRecordActivities(stalling(recordPort(worlds.live, 'test'))),
  pass: makePassActivities(passPort({ worlds, temporal: await connectTemporal(address, namespace) })),
});
const running = worker.run();
say('ready');
await running;
