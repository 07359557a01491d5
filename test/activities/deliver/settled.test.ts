import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AroundEvent } from '#core/around/events.ts';
import { addMs } from '#core/calendar/instant.ts';
import { accessChain } from '#contracts/ids.ts';
import { chainNoted } from '../../../infra/db/around/chainNoted.ts';
import { canonicalJson, eventHash } from '../../../infra/db/hash.ts';
import { outboxPort } from '../../../infra/db/outbox/outboxPort.ts';
import { allEvents } from '../../../infra/db/read/log.ts';
import { judgeMail, type Judgement } from '../../../infra/db/write/judgements.ts';
import { type SmtpPort, smtpPort } from '../../../infra/mail/index.ts';
import { CHAIN, stateInForce, storedEvent } from '../../support/mailWorld.ts';
import { deliverAll, deliverPorts, MORNING, type OutboxWorld, outboxWorld } from '../../support/outbox.ts';
import { type SmtpSink, smtpSink, type Treatment } from '../../support/smtpSink.ts';

// What became of what somebody was to be told stands beside the process, whatever it was.

let world: OutboxWorld;
let sink: SmtpSink;
let mail: SmtpPort;
let treat: (to: string, before: number) => Treatment;
let seen = 0;

beforeAll(async () => {
  world = await outboxWorld();
  await world.db.insertInto('event').values(terminated()).execute();
});
afterAll(() => world.close());
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

const deliver = (at = MORNING) => deliverAll(deliverPorts(world.db, mail), at);
const VERSION = 7;
const nothing = { deadline: null, dueOn: null, occasion: null, occasions: [] };
const formal = { kind: 'event', about: 'terminated', causedBy: VERSION, formal: true, ...nothing } as const;

/** The event that the formal notices tell of. */
function terminated() {
  const { hash: previousHash, ...event } = storedEvent({ type: 'terminated', party: 'skl' }, '2013-03-27', VERSION);
  const { chain, version, doneOn, recordedAt, wallTime, commandId } = event;
  const canonical = canonicalJson(event);
  const hash = eventHash(previousHash, canonical);
  const { type } = event.body;
  return { rehearsal: '', chain, version, hash, previousHash, type, doneOn, recordedAt, wallTime, commandId, canonical };
}

/** What has been chained since it was last asked. */
async function entries(): Promise<AroundEvent[]> {
  await chainNoted(world.db, '', 'test');
  const all = await allEvents({ live: world.db, rehearsal: world.db }, accessChain(CHAIN));
  return all.slice(seen, (seen = all.length)) as unknown as AroundEvent[];
}
const outcomes = async () =>
  (await entries()).flatMap(({ body }) => (body.type === 'noticeSettled' ? [`${body.recipient} ${body.outcome}`] : []));

test('a mail that left is told of for each notice in it, with its Message-ID and the morning’s time', async () => {
  const vera = await world.person('vera');
  const notice = await world.notice(vera);
  await world.notice(vera, { deadline: 'slutrapport', dueOn: '2013-04-05' });
  await deliver();
  const [first, second, ...more] = await entries();
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    doneOn: '2013-03-28',
    recordedAt: MORNING,
    recordedBy: { person: null, role: 'time' },
    body: { type: 'noticeSettled', notice, recipient: 'person:vera', deadline: 'rapport', outcome: 'sent' },
  });
  expect(first?.body).toMatchObject({ messageId: (await world.mails())[0]?.messageId });
  expect(second?.body).toMatchObject({ deadline: 'slutrapport', outcome: 'sent' });
});

test('what was refused for ever, what had no address and what was no longer so are told of', async () => {
  treat = (to) => (to.startsWith('vera') ? { do: 'answer', code: 550, text: 'no such user' } : { do: 'accept' });
  await world.notice(await world.person('vera'));
  await world.notice('person:okand');
  await deliver();
  expect((await outcomes()).toSorted()).toEqual([
    'person:okand failed',
    'person:samordnaren sent',
    'person:samordnaren sent',
    'person:vera failed',
  ]);
  const state = stateInForce();
  const met = { ...state.deadlines['rapport'], status: 'met' } as (typeof state.deadlines)[string];
  await world.agreement(CHAIN, { ...state, deadlines: { ...state.deadlines, rapport: met } });
  await world.notice(await world.person('nils'));
  await deliver();
  expect(await outcomes()).toEqual(['person:nils dropped']);
});

test('what waits for another attempt has no outcome yet', async () => {
  treat = (_to, before) => (before === 0 ? { do: 'answer', code: 451, text: 'greylisted' } : { do: 'accept' });
  await world.notice(await world.person('vera'));
  await deliver();
  expect(await outcomes()).toEqual([]);
  await deliver(addMs(MORNING, 60_000));
  expect(await outcomes()).toEqual(['person:vera sent']);
});

test('a formal notice that nobody knows of is told as unknown, also where its deliverer died; a reminder that goes again is not', async () => {
  treat = () => ({ do: 'cutAfterData' });
  await world.notice(await world.person('vera'), formal);
  await world.notice(await world.person('nils'));
  await deliver();
  expect(await outcomes()).toEqual(['person:vera unknown']);
  await world.reset();
  await world.notice(await world.person('vera'), formal);
  await diesWhileSending();
  treat = () => ({ do: 'accept' });
  await deliver(addMs(MORNING, 60_000));
  expect(await outcomes()).toEqual(['person:vera unknown']);
});

test('a person’s judgement is told with its reason by reference, and with what follows from it', async () => {
  for (const [judged, outcome] of [
    ['resend', null],
    ['accept', 'sent'],
    ['bounced', 'failed'],
  ] as const) {
    treat = () => ({ do: 'cutAfterData' });
    await world.reset();
    await world.notice(await world.person('vera'), formal);
    await deliver();
    await entries();
    await judge(judged);
    const [judgement, settled] = await entries();
    expect(judgement?.body).toMatchObject({ type: 'mailJudged', judged, why: { textId: expect.any(String) as string } });
    expect(judgement?.recordedBy).toMatchObject({ person: 'samordnaren' });
    expect(settled?.body ?? null).toEqual(outcome === null ? null : expect.objectContaining({ type: 'noticeSettled', outcome }));
  }
  const noted = await world.db.selectFrom('event').select('canonical').where('chain', '=', accessChain(CHAIN)).execute();
  expect(noted.filter(({ canonical }) => canonical.includes('Registratorn'))).toEqual([]);
  const texts = await world.db.selectFrom('text').select('text').execute();
  expect(texts).toEqual([{ text: 'Registratorn har ringt.' }]);
});

async function judge(judged: Judgement): Promise<void> {
  const { id } = await world.db.selectFrom('mail').select('id').where('recipient', '=', 'person:vera').executeTakeFirstOrThrow();
  const judgement = { mail: id, judged, person: 'samordnaren', reason: 'Registratorn har ringt.', at: MORNING };
  await judgeMail(world.db, '', judgement, new Map([[CHAIN, 'samordnaren']]));
}

/** Claims, freezes and begins to send, and is never heard of again. */
async function diesWhileSending(): Promise<void> {
  const outbox = outboxPort(world.db);
  const lease = { rehearsal: null, owner: 'gone' };
  const { notices } = await outbox.claim(lease, MORNING, 10);
  const [frozen] = await outbox.freeze(lease, [
    {
      recipient: 'person:vera',
      morning: '2013-03-28',
      sendAfter: MORNING,
      to: 'vera@prov.example.org',
      subject: 's',
      text: 't',
      html: 'h',
      calendar: null,
      calendarCancelled: null,
      links: [],
      entries: [],
      notices: notices.map(({ id }) => id),
      messageId: (n) => `<gone-${n}@example.org>`,
    },
  ]);
  await outbox.beginSending(lease, [frozen?.id ?? ''], MORNING);
  await world.expireLeases();
}
