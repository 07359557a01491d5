import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { makeDeliverActivities } from '../../../activities/deliver/deliver.ts';
import { type SmtpPort, smtpPort } from '../../../infra/mail/index.ts';
import { startDelivery } from '../../../infra/gateway/delivery.ts';
import { connectTemporal, type TemporalAccess } from '../../../infra/gateway/connectTemporal.ts';
import { deliverWorker } from '../../../worker/deliverWorker.ts';
import { addMs } from '#core/calendar/instant.ts';
import { PROCESS_QUEUE } from '#contracts/queues.ts';
import { productBundle } from '../../support/engine.ts';
import { testNamespaces } from '../../support/namespaces.ts';
import { deliverPorts, MORNING, type OutboxWorld, outboxWorld } from '../../support/outbox.ts';
import { type SmtpSink, smtpSink } from '../../support/smtpSink.ts';

let world: OutboxWorld;
let sink: SmtpSink;
let mail: SmtpPort;
let temporal: TemporalAccess;
let stop: () => Promise<void>;

beforeAll(async () => {
  world = await outboxWorld();
  sink = await smtpSink();
  mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>' });
  const { temporalAddress: address } = inject('engine');
  const namespace = testNamespaces.delivery.name;
  temporal = await connectTemporal(address, namespace);
  const connection = await NativeConnection.connect({ address });
  const workers = [
    await Worker.create({ connection, namespace, taskQueue: PROCESS_QUEUE, workflowBundle: await productBundle() }),
    await deliverWorker(connection, namespace, makeDeliverActivities(deliverPorts(world.db, mail))),
  ];
  const running = workers.map((worker) => worker.run());
  stop = async () => {
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
    await temporal.close();
    await connection.close();
  };
});

beforeEach(() => world.reset());

afterAll(async () => {
  await stop();
  mail.close();
  await sink.close();
  await world.close();
});

/** Replays what has happened in a workflow so far. */
async function replayed(workflowId: string): Promise<number> {
  const history = await temporal.client.workflow.getHandle(workflowId).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: await productBundle() }, history, workflowId);
  return history.events?.length ?? 0;
}

test('delivery empties the outbox round by round and ends, also when it is started twice', async () => {
  await world.reminded(320);
  const input = { rehearsal: null, at: MORNING, clockShiftMs: 0 };
  await Promise.all([1, 2].map(() => startDelivery(temporal, 'delivery-rounds', input)));
  await temporal.client.workflow.getHandle('delivery-rounds').result();
  expect(new Set(sink.caught.map(({ to }) => to)).size).toBe(320);
  expect(sink.caught).toHaveLength(320);
  expect(await replayed('delivery-rounds')).toBeLessThan(40);
});

test('delivery waits for what was put off, and sends it when its time has come', async () => {
  const retryAfter = addMs(new Date().toISOString(), 3_000);
  await world.notice(await world.person('vera'), { retryAfter });
  await startDelivery(temporal, 'delivery-waits', { rehearsal: null, at: null, clockShiftMs: 0 });
  await temporal.client.workflow.getHandle('delivery-waits').result();
  expect(new Date().toISOString() >= retryAfter).toBe(true);
  expect((await world.notices()).map(({ status }) => status)).toEqual(['sent']);
  await replayed('delivery-waits');
});

test('delivery does not wait for what was put off for long: the minute clock starts it again', async () => {
  await world.notice(await world.person('vera'), { retryAfter: addMs(new Date().toISOString(), 3_600_000) });
  await startDelivery(temporal, 'delivery-leaves', { rehearsal: null, at: null, clockShiftMs: 0 });
  await temporal.client.workflow.getHandle('delivery-leaves').result();
  expect((await world.notices()).map(({ status }) => status)).toEqual(['queued']);
});
