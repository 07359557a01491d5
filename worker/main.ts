import { NativeConnection, Runtime } from '@temporalio/worker';
import { makePassActivities } from '../activities/pass/index.ts';
import { makeRecordActivities } from '../activities/record/index.ts';
import { loadConfig } from '../infra/config/config.ts';
import { required } from '../infra/config/required.ts';
import { programVersion } from '../infra/config/version.ts';
import { noteStarted } from '../infra/db/around/started.ts';
import { recordPort } from '../infra/db/recordPort.ts';
import { openWorlds } from '../infra/db/worlds.ts';
import { commandBodyKey } from '../infra/db/write/secret.ts';
import { connectTemporal } from '../infra/gateway/connectTemporal.ts';
import { makeGateway } from '../infra/gateway/gateway.ts';
import { passPort } from '../infra/gateway/pass.ts';
import { announceReady, exitWithParent } from '../infra/local/exitWithParent.ts';
import { checkpointMailer, domainOf } from '../infra/mail/index.ts';
import { placeOf } from '../infra/seal/outside/place.ts';
import { CHECKPOINT_EVERY_MS, CHECKPOINT_OLDEST_MS, runCheckpoints } from './checkpoints.ts';
import { processWorker } from './processWorker.ts';
import { bundleWorkflows, codeVersionOf } from './bundle.ts';
import { CHAIN_EVERY_MS, runChainKeeper } from './chainKeeper.ts';
import { partLog, temporalLogger } from './log.ts';
import { LIVE_EVERY_MS, LIVE_GRACE_MS, runMinuteClock } from './minuteClock.ts';
import { runUntilStopped } from './runUntilStopped.ts';

// The worker process: both worlds' processes, their records and the messages between them, and the live world's minute clock and checkpoints.
exitWithParent();
const config = loadConfig();
const log = partLog('worker', config.logLevel);
Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
const address = required('TEMPORAL_ADDRESS', config.temporal.address);
const { namespaces, connection: settings } = config.temporal;

const bundle = await bundleWorkflows();
const worlds = await openWorlds(required('DATABASE_URL', config.databaseUrl), 'standard', {
  max: 12,
  onLostConnection: (error) => log.warn({ err: error }, 'a database connection was lost'),
});
const connection = await NativeConnection.connect({ address, ...settings });
const temporal = await connectTemporal(address, namespaces.live, settings);
const rehearsed = await connectTemporal(address, namespaces.rehearsal, settings);
const codeVersion = codeVersionOf(bundle, programVersion());
const parts = { connection, bundle };
const live = await processWorker({
  ...parts,
  namespace: namespaces.live,
  record: makeRecordActivities(recordPort(worlds.live, codeVersion)),
  pass: makePassActivities(passPort({ worlds, temporal })),
});
const rehearsal = await processWorker({
  ...parts,
  namespace: namespaces.rehearsal,
  record: makeRecordActivities(recordPort(worlds.rehearsal, codeVersion)),
  pass: makePassActivities(passPort({ worlds, temporal: rehearsed })),
});
const gateway = makeGateway({ worlds, temporal, clockShiftMs: () => 0, bodyKey: await commandBodyKey(worlds.live) });

await noteStarted(worlds.live, codeVersion);
const stopping = new AbortController();
const chaining = new AbortController();
const chains = runChainKeeper({ worlds, codeVersion, log, everyMs: CHAIN_EVERY_MS }, chaining.signal);
const clock = runMinuteClock(
  {
    db: worlds.live,
    gateway,
    temporal,
    world: { kind: 'live' },
    log,
    clockShiftMs: 0,
    graceMs: LIVE_GRACE_MS,
    everyMs: LIVE_EVERY_MS,
  },
  stopping.signal,
);
const checkpoints = runCheckpoints(
  {
    worlds,
    sealing: { keys: config.sealing.keys, codeVersion },
    place: placeOf(config.sealing.checkpoints),
    mail: checkpointMailer({ domain: domainOf(config.mailFrom) }).compose,
    log,
    everyMs: CHECKPOINT_EVERY_MS,
    oldestMs: CHECKPOINT_OLDEST_MS,
  },
  stopping.signal,
);
await runUntilStopped([live, rehearsal], { onReady: () => announceReady({ codeVersion }), onStop: () => stopping.abort() });
await clock;
await checkpoints;
// Last, so that what was noted to the end is chained too.
chaining.abort();
await chains;
await temporal.close();
await rehearsed.close();
await connection.close();
await worlds.close();
