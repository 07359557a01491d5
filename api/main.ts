import { pino } from 'pino';
import { instantOfMs } from '#core/calendar/instant.ts';
import { loadConfig } from '../infra/config/config.ts';
import { required } from '../infra/config/required.ts';
import { programVersion } from '../infra/config/version.ts';
import { openWorlds } from '../infra/db/worlds.ts';
import { commandBodyKey } from '../infra/db/write/secret.ts';
import { connectTemporal } from '../infra/gateway/connectTemporal.ts';
import { makeGateway } from '../infra/gateway/gateway.ts';
import { domainOf } from '../infra/mail/compose/messageId.ts';
import { announceReady, exitWithParent } from '../infra/local/exitWithParent.ts';
import { buildApp } from './app.ts';

/** The address that is bound: nobody logs in yet, so nobody from outside may come in. */
const HOST = '127.0.0.1';
const CONNECTIONS_PER_WORLD = 10;

// The API process: reads from the database, commands through the gateway.
exitWithParent();
const config = loadConfig();
// On standard error, since standard output carries the ready line.
const log = pino({ name: 'api', level: config.logLevel }, pino.destination(2));
const worlds = await openWorlds(required('DATABASE_URL', config.databaseUrl), 'standard', {
  max: CONNECTIONS_PER_WORLD,
  onLostConnection: (error) => log.warn({ err: error }, 'a database connection was lost'),
});
const { namespaces, connection, address } = config.temporal;
const temporal = await connectTemporal(required('TEMPORAL_ADDRESS', address), namespaces.live, connection);
const gateway = makeGateway({ worlds, temporal, clockShiftMs: () => 0, bodyKey: await commandBodyKey(worlds.live) });
const { live, rehearsal } = worlds;
const app = buildApp({
  gateway,
  live,
  rehearsal,
  now: () => instantOfMs(Date.now()),
  version: programVersion(),
  record: { databaseUrl: required('DATABASE_URL', config.databaseUrl), sealing: config.sealing, temporal },
  outside: { publicUrl: config.publicUrl, mailDomain: domainOf(config.mailFrom) },
  log,
});

let stopping = false;
const stop = async (): Promise<void> => {
  if (stopping) return;
  stopping = true;
  // What is in flight is answered first: a command may take its ten seconds.
  await app.close();
  await temporal.close();
  await worlds.close();
};
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());

const url = await app.listen({ host: HOST, port: config.apiPort });
announceReady({ url });
