import { NativeConnection } from '@temporalio/worker';
import { inject } from 'vitest';
import { makeDeliverActivities } from '../../activities/deliver/deliver.ts';
import { outboxPort } from '../../infra/db/outbox/outboxPort.ts';
import { capturePort, mailComposer } from '../../infra/mail/index.ts';
import { deliverWorker } from '../../worker/deliverWorker.ts';
import type { TestEngine } from './engine.ts';

/** A deliverer in this process whose mails are captured and never leave. Ends with the function it answers with. */
export async function startDeliverer(engine: TestEngine, world: 'live' | 'rehearsal' = 'live'): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address: inject('engine').temporalAddress });
  const activities = makeDeliverActivities({
    outbox: outboxPort(engine.worlds[world]),
    mail: capturePort(),
    composer: mailComposer({ lang: 'sv', domain: 'arscykel.example.org' }),
    publicUrl: 'https://arscykel.example.org',
    clock: () => new Date().toISOString(),
    warn: () => undefined,
  });
  const worker = await deliverWorker(connection, engine.temporal.namespace, activities);
  const ended = worker.run();
  return async () => {
    worker.shutdown();
    await ended;
    await connection.close();
  };
}
