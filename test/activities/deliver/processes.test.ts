import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smtpPort } from '../../../infra/mail/index.ts';
import { addMs } from '#core/calendar/instant.ts';
import { deliverAll, deliverPorts, MORNING, type OutboxWorld, outboxWorld } from '../../support/outbox.ts';
import { smtpSink } from '../../support/smtpSink.ts';

const deliverer = fileURLToPath(new URL('../../support/delivererProcess.ts', import.meta.url));
const start = (sinkUrl: string): ChildProcess =>
  spawn(process.execPath, [deliverer, world.url, sinkUrl, MORNING], { stdio: ['ignore', 'ignore', 'inherit'] });

let world: OutboxWorld;
beforeAll(async () => {
  world = await outboxWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

test('two deliverers at once send everything, and nothing twice', async () => {
  await world.reminded(400);
  const sink = await smtpSink();
  const both = [start(sink.url), start(sink.url)];
  await Promise.all(both.map((child) => once(child, 'exit')));
  expect(both.map((child) => child.exitCode)).toEqual([0, 0]);
  expect(sink.caught).toHaveLength(400);
  expect(new Set(sink.caught.map(({ to }) => to)).size).toBe(400);
  await sink.close();
});

test('killed between sending and writing it down, the mail is unknown and goes again under the same Message-ID', async () => {
  await world.reminded(1);
  const sink = await smtpSink((_to, before) =>
    before === 0 ? { do: 'hold', until: new Promise(() => undefined) } : { do: 'accept' },
  );
  const child = start(sink.url);
  while (sink.caught.length === 0) await sleep(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>' });
  const ports = deliverPorts(world.db, mail);
  const [held] = await deliverAll(ports);
  expect(held).toMatchObject({ claimed: 0, sent: 0 });
  expect(held?.nextRetryAt).not.toBeNull();
  await world.expireLeases();
  const [again] = await deliverAll(ports);
  expect(again).toMatchObject({ unknown: 2, sent: 2 });
  expect(sink.caught).toHaveLength(2);
  expect(sink.caught[1]?.messageId).toBe(sink.caught[0]?.messageId);
  mail.close();
  await sink.close();
});

test('killed over and over at any moment, every notice is covered by a mail that left', async () => {
  await world.reminded(400);
  const sink = await smtpSink();
  for (const waitMs of [350, 400, 450, 500, 600, 700, 800]) {
    const child = start(sink.url);
    await sleep(waitMs);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await world.expireLeases();
  }
  const mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>' });
  await deliverAll(deliverPorts(world.db, mail), addMs(MORNING, 60_000));
  expect(new Set((await world.notices()).map(({ status }) => status))).toEqual(new Set(['sent']));
  expect(new Set(sink.caught.map(({ to }) => to)).size).toBe(400);
  // Whoever got it twice got the same mail twice.
  expect(new Set(sink.caught.map(({ messageId }) => messageId)).size).toBe(400);
  mail.close();
  await sink.close();
});
