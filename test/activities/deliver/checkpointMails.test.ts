import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { bySystem } from '#core/around/entry.ts';
import { instantAt, instantOfMs } from '#core/calendar/instant.ts';
import { attest } from '../../../infra/db/sealing/attest.ts';
import { queueCheckpointMails } from '../../../infra/db/sealing/checkpointMails.ts';
import { checkpointSubscribers, subscribe } from '../../../infra/db/sealing/subscribers.ts';
import { checkpointMailer, type SmtpPort, smtpPort } from '../../../infra/mail/index.ts';
import { readCheckpoint } from '../../../infra/seal/checkpoint.ts';
import { readCheckpointFile } from '../../../infra/seal/checkpointFile.ts';
import { deliverAll, deliverPorts, MORNING, type OutboxWorld, outboxWorld } from '../../support/outbox.ts';
import { type SmtpSink, smtpSink, type Treatment } from '../../support/smtpSink.ts';

let world: OutboxWorld;
let sink: SmtpSink;
let mail: SmtpPort;
let treat: (to: string, before: number) => Treatment;
let scratch: string;
const { compose } = checkpointMailer({ domain: 'arscykel.example.org' });
const now = () => instantOfMs(Date.now());

beforeAll(async () => {
  world = await outboxWorld();
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-mailed-'));
});
afterAll(async () => {
  await world.close();
  await rm(scratch, { recursive: true });
});
beforeEach(async () => {
  await world.reset();
  treat = () => ({ do: 'accept' });
  sink = await smtpSink((to, before) => treat(to, before));
  mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>', connections: 2 });
});
afterEach(async () => {
  mail.close();
  await sink.close();
});

const sign = () => {
  const sealing = { keys: { keysDir: scratch, keyFile: null }, codeVersion: 'test' };
  return attest({ live: world.db, rehearsal: world.db }, '', sealing, now);
};
const wants = (person: string, lang: 'sv' | 'en' | null) => subscribe(world.db, person, lang, { by: bySystem, now: now() });
const queue = (at = MORNING) => queueCheckpointMails(world.db, compose, at);
// The sink joins lines that end in '=', and so the end of a base64 file with what follows.
const received = (): Promise<Email[]> =>
  Promise.all(sink.caught.map(({ raw }) => PostalMime.parse(raw.replaceAll(/=(?=--\S)/g, '=\r\n'))));
const deliver = (at = MORNING) => deliverAll(deliverPorts(world.db, mail), at);

test('whoever asked for it gets the newest checkpoint each business day at eight, once, as a file', async () => {
  await world.person('rune', 'rune@revision.example.org');
  expect(await wants('rune', 'sv')).toBe('done');
  expect(await wants('rune', 'sv')).toBe('unchanged');
  await sign();
  const newest = await sign();
  expect(await queue(instantAt('2013-03-28', 7, 59))).toBe(0);
  expect(await queue()).toBe(1);
  await sign();
  expect(await queue(instantAt('2013-03-28', 15))).toBe(0);
  await deliver();
  // Good Friday to Easter Monday.
  for (const day of ['2013-03-29', '2013-03-30', '2013-03-31', '2013-04-01']) expect(await queue(instantAt(day, 9))).toBe(0);
  expect(await queue(instantAt('2013-04-02', 8))).toBe(1);
  const [only] = await received();
  expect(sink.caught).toHaveLength(1);
  expect(only?.subject).toBe(`Kontrollpunkt ${newest.number}, tors 28 mar 2013`);
  const [file] = only?.attachments ?? [];
  expect([file?.filename, file?.mimeType]).toEqual(['kontrollpunkt-2013-03-28.json', 'application/json']);
  const kept = readCheckpointFile(new TextDecoder().decode(file?.content as ArrayBuffer));
  expect(kept).toMatchObject({ signed: newest.signed, signature: newest.signature });
  const { root, key } = readCheckpoint(kept.signed);
  for (const told of [root, key, 'audit verify --checkpoint kontrollpunkt-2013-03-28.json']) expect(only?.text).toContain(told);
});

test('one that could not be delivered is tried again as it was, in the language that was asked for', async () => {
  await world.person('ada', 'ada@audit.example.org');
  await wants('ada', 'en');
  const { number } = await sign();
  treat = (_to, before) => (before === 0 ? { do: 'answer', code: 451, text: 'later' } : { do: 'accept' });
  await queue();
  await deliver();
  expect(sink.caught).toEqual([]);
  await sign();
  await deliver(instantAt('2013-03-28', 8, 30));
  const [only] = await received();
  expect(only?.subject).toBe(`Checkpoint ${number}, Thu 28 Mar 2013`);
  expect(only?.attachments).toHaveLength(1);
});

test('nobody is subscribed whom the directory cannot reach, and whoever leaves gets no more', async () => {
  expect(await wants('nobody', 'sv')).toBe('unknownPerson');
  await world.person('utan', '');
  expect(await wants('utan', 'sv')).toBe('noAddress');
  await world.person('rune', 'rune@revision.example.org');
  await wants('rune', 'sv');
  await wants('rune', null);
  expect((await checkpointSubscribers(world.db)).map(({ person }) => person)).not.toContain('rune');
  const noted = await world.db.selectFrom('around').select('entry').where('rehearsal', '=', '').execute();
  expect(noted.map(({ entry }) => entry.body)).toContainEqual({ type: 'checkpointsMailed', person: 'rune', wanted: false });
});
