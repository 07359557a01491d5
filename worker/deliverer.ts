import { NativeConnection, Runtime } from '@temporalio/worker';
import { instantOfMs } from '#core/calendar/instant.ts';
import { makeDeliverActivities } from '../activities/deliver/deliver.ts';
import { loadConfig } from '../infra/config/config.ts';
import { required } from '../infra/config/required.ts';
import { outboxPort } from '../infra/db/outbox/outboxPort.ts';
import { openWorlds } from '../infra/db/worlds.ts';
import { announceReady, exitWithParent } from '../infra/local/exitWithParent.ts';
import { capturePort, domainOf, mailComposer, smtpPort } from '../infra/mail/index.ts';
import { deliverWorker } from './deliverWorker.ts';
import { partLog, temporalLogger } from './log.ts';
import { runUntilStopped } from './runUntilStopped.ts';

// The deliverer: composing mail is work for a processor of its own, and a slow mail server must not hold up a command.
exitWithParent();
const config = loadConfig();
const log = partLog('deliverer', config.logLevel);
Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });
const { namespaces, connection: settings } = config.temporal;

const worlds = await openWorlds(required('DATABASE_URL', config.databaseUrl), 'standard', {
  max: 6,
  onLostConnection: (error) => log.warn({ err: error }, 'a database connection was lost'),
});
const connection = await NativeConnection.connect({
  address: required('TEMPORAL_ADDRESS', config.temporal.address),
  ...settings,
});
const smtp = smtpPort({ url: required('SMTP_URL', config.smtpUrl), from: config.mailFrom });
const common = {
  composer: mailComposer({ lang: 'sv', domain: domainOf(config.mailFrom) }),
  publicUrl: config.publicUrl,
  clock: () => instantOfMs(Date.now()),
  warn: (message: string, details: Record<string, unknown>) => log.warn(details, message),
};
const live = makeDeliverActivities({ ...common, outbox: outboxPort(worlds.live), mail: smtp });
// A rehearsal's mail port can only capture.
const rehearsal = makeDeliverActivities({ ...common, outbox: outboxPort(worlds.rehearsal), mail: capturePort() });
const workers = [
  await deliverWorker(connection, namespaces.live, live),
  await deliverWorker(connection, namespaces.rehearsal, rehearsal),
];

await runUntilStopped(workers, { onReady: () => announceReady() });
smtp.close();
await connection.close();
await worlds.close();
