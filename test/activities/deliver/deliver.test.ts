import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxPort } from '../../../infra/db/outbox/outboxPort.ts';
import type { SmtpPort } from '../../../infra/mail/index.ts';
import { smtpPort } from '../../../infra/mail/index.ts';
import type { Recipient } from '#core/act/event.ts';
import type { EventBody } from '#core/agreement/events.ts';
import type { PhaseSpan, State } from '#core/agreement/state.ts';
import { addMs, instantAt } from '#core/calendar/instant.ts';
import { CHAIN, stateInForce, storedEvent } from '../../support/mailWorld.ts';
import { deliverAll, deliverPorts, MORNING, type OutboxWorld, outboxWorld } from '../../support/outbox.ts';
import { type SmtpSink, smtpSink, type Treatment } from '../../support/smtpSink.ts';

let world: OutboxWorld;
let sink: SmtpSink;
let mail: SmtpPort;
let newest = 0;
let treat: (to: string, before: number) => Treatment;

beforeAll(async () => {
  world = await outboxWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.reset();
  treat = () => ({ do: 'accept' });
  sink = await smtpSink((to, before) => treat(to, before));
  mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>', connections: 4 });
});

afterEach(async () => {
  mail.close();
  await sink.close();
});

const deliver = (at = MORNING) => deliverAll(deliverPorts(world.db, mail), at);
const statuses = async () => (await world.notices()).map(({ status }) => status);

/** An event on record and the formal notice about it. */
const formalNotice = (recipient: Recipient, version?: number): Promise<void> =>
  eventNotice(recipient, { type: 'terminated', party: 'skl' }, { formal: true }, version);

async function eventNotice(
  recipient: Recipient,
  body: EventBody,
  { formal }: { formal: boolean },
  version = (newest +=
    1),
): Promise<void> {
  const { hash: _, ...event } = storedEvent(body, '2013-03-27', version);
  const canonical = JSON.stringify(event);
  const previousHash = '0'.repeat(64);
  const chained = createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(canonical).digest('hex');
  const { doneOn, recordedAt, wallTime, commandId } = event;
  await world.db
    .insertInto('event')
    .values({
      rehearsal: '',
      chain: CHAIN,
      version,
      hash: chained,
      previousHash,
      type: body.type,
      canonical,
      doneOn,
      recordedAt,
      wallTime,
      commandId,
    })
    .execute();
  const nothing = { deadline: null, dueOn: null, occasion: null, occasions: [] };
  await world.notice(recipient, { kind: 'event', about: body.type, causedBy: version, formal, ...nothing });
}

describe('a morning', () => {
  test('everything that one person is to be told is one mail, and each person has their own', async () => {
    const vera = await world.person('vera');
    const nils = await world.person('nils');
    for (const [deadline, dueOn] of [
      ['rapport', '2013-03-31'],
      ['kursrapport', '2013-03-22'],
      ['slutrapport', '2013-04-05'],
    ] as const) {
      await world.notice(vera, { deadline, dueOn });
      await world.notice(nils, { deadline, dueOn });
    }
    const rounds = await deliver();
    expect(rounds).toEqual([{ claimed: 6, sent: 6, failed: 0, dropped: 0, unknown: 0, nextRetryAt: null, more: false }]);
    expect(sink.caught.map(({ to }) => to).toSorted()).toEqual(['nils@prov.example.org', 'vera@prov.example.org']);
    expect(await statuses()).toEqual(Array(6).fill('sent'));
    expect(sink.caught[0]?.raw).toMatch(/^Auto-Submitted: auto-generated$/m);
  });

  test('nothing leaves before its time, and nothing leaves twice', async () => {
    const vera = await world.person('vera');
    await world.notice(vera);
    await deliver(addMs(MORNING, -1));
    expect(sink.caught).toEqual([]);
    await deliver();
    await deliver();
    expect(sink.caught).toHaveLength(1);
  });

  test('a reminder that is no longer so is dropped; a formal notice never is', async () => {
    const vera = await world.person('vera');
    const state = stateInForce();
    const met = { ...state.deadlines['rapport'], status: 'met' } as (typeof state.deadlines)[string];
    await world.agreement(CHAIN, { ...state, phase: 'closed', deadlines: { ...state.deadlines, rapport: met } });
    await world.notice(vera);
    await formalNotice(vera);
    const [round] = await deliver();
    expect(round).toMatchObject({ sent: 1, dropped: 1 });
    expect(sink.caught).toHaveLength(1);
    expect(sink.caught[0]?.raw).not.toContain('Databaser');
  });

  test('a phase that goes on too long is told of while it does, and no more once it has ended', async () => {
    const lastDay = '2011-06-30';
    const began = { to: null, recordedAt: MORNING };
    const late: PhaseSpan = { ...began, phase: 'consultation', from: '2011-02-01', overdueTold: [lastDay] };
    const next: PhaseSpan = { ...began, phase: 'preparation', from: '2011-07-01', overdueTold: [] };
    const overdue: State = { ...stateInForce(), phase: 'consultation', phases: [late] };
    const ended: State = { ...overdue, phase: 'preparation', phases: [late, next] };
    const notice = (): Promise<void> =>
      eventNotice(
        'person:samordnaren',
        { type: 'phaseOverdue', phase: 'consultation', lastDay, sendAfter: MORNING, recipients: [] },
        { formal: false },
      );
    await world.agreement(CHAIN, overdue);
    await notice();
    expect(await deliver()).toMatchObject([{ sent: 1, dropped: 0 }]);
    await world.agreement(CHAIN, ended);
    await notice();
    expect(await deliver()).toMatchObject([{ sent: 0, dropped: 1 }]);
  });

  test('more than one round holds is delivered round by round', async () => {
    await world.reminded(350);
    const rounds = await deliver();
    expect(rounds.map(({ sent }) => sent)).toEqual([300, 300, 100]);
    expect(new Set(sink.caught.map(({ to }) => to)).size).toBe(350);
  });

  test('a deliverer whose lease ran out while it composed sends nothing of what another has taken over', async () => {
    await world.notice(await world.person('vera'));
    const outbox = outboxPort(world.db);
    const [slow, quick] = [
      { rehearsal: null, owner: 'slow' },
      { rehearsal: null, owner: 'quick' },
    ];
    const { notices } = await outbox.claim(slow, MORNING, 10);
    const content = { recipient: 'person:vera', morning: '2013-03-28', sendAfter: MORNING, to: 'vera@prov.example.org' } as const;
    const mails = await outbox.freeze(slow, [
      {
        ...content,
        subject: 's',
        text: 't',
        html: 'h',
        calendar: null,
        calendarCancelled: null,
        links: [],
        entries: [],
        notices: notices.map(({ id }) => id),
        messageId: (n) => `<${n}@example.org>`,
      },
    ]);
    const ids = mails.map(({ id }) => id);
    expect((await outbox.claim(quick, MORNING, 10)).notices).toEqual([]);
    await world.expireLeases();
    expect((await outbox.claim(quick, MORNING, 10)).notices.map(({ mailId }) => mailId)).toEqual(ids);
    expect(await outbox.beginSending(slow, ids, MORNING)).toEqual(new Map());
    expect(await outbox.beginSending(quick, ids, MORNING)).toEqual(new Map(ids.map((id) => [id, MORNING])));
  });

  test('deliverers that claim at once never share one person, so nobody gets two mails of one morning', async () => {
    await world.reminded(300);
    const outbox = outboxPort(world.db);
    const owners = Array.from({ length: 30 }, (_, index) => `owner${index}`);
    const claims = await Promise.all(owners.map((owner) => outbox.claim({ rehearsal: null, owner }, MORNING, 10)));
    const shares = claims.map(({ notices }) => new Set(notices.map(({ recipient }) => recipient)));
    expect(shares.reduce((sum, share) => sum + share.size, 0)).toBe(new Set(shares.flatMap((share) => [...share])).size);
    expect(claims.flatMap(({ notices }) => notices)).toHaveLength(300);
  });

  test('whoever has no address fails, and the coordinator is told once', async () => {
    await world.notice('person:okand');
    await world.notice('person:okand', { deadline: 'slutrapport', dueOn: '2013-04-05' });
    await deliver();
    expect(await statuses()).toEqual(['sent', 'failed', 'failed']);
    expect(sink.caught.map(({ to }) => to)).toEqual(['samordnaren@prov.example.org']);
  });
});

describe('a mail server that says no', () => {
  test('"try later" is tried later with the same mail; what has come since is a mail of its own', async () => {
    const vera = await world.person('vera');
    treat = (_to, before) => (before === 0 ? { do: 'answer', code: 451, text: 'greylisted' } : { do: 'accept' });
    await world.notice(vera);
    const [put] = await deliver();
    expect(put).toMatchObject({ sent: 0, failed: 0, nextRetryAt: addMs(MORNING, 60_000), more: false });
    const [frozen] = await world.mails();
    expect(frozen?.status).toBe('waiting');
    await world.notice(vera, { deadline: 'slutrapport', dueOn: '2013-04-05', sendAfter: instantAt('2013-04-02', 8) });
    await deliver(instantAt('2013-04-02', 8));
    expect(sink.caught).toHaveLength(2);
    const again = sink.caught.find(({ messageId }) => messageId === frozen?.messageId);
    expect(again?.raw).not.toContain('slutrapport');
    expect(await statuses()).toEqual(['sent', 'sent']);
  });

  test('a mail that waited is not sent when its reminder is no longer so', async () => {
    const vera = await world.person('vera');
    treat = (_to, before) => (before === 0 ? { do: 'answer', code: 451, text: 'greylisted' } : { do: 'accept' });
    await world.notice(vera);
    await world.notice(vera, { deadline: 'slutrapport', dueOn: '2013-04-05' });
    await deliver();
    const state = stateInForce();
    const met = { ...state.deadlines['rapport'], status: 'met' } as (typeof state.deadlines)[string];
    await world.agreement(CHAIN, { ...state, deadlines: { ...state.deadlines, rapport: met } });
    await deliver(addMs(MORNING, 120_000));
    expect(sink.caught).toHaveLength(1);
    expect(sink.caught[0]?.raw).not.toContain('Databaser');
    expect(await statuses()).toEqual(['dropped', 'sent']);
  });

  test('"never" is final, and the coordinator of the agreement is told once', async () => {
    const vera = await world.person('vera');
    treat = (to) => (to.startsWith('vera') ? { do: 'answer', code: 550, text: 'no such user' } : { do: 'accept' });
    await world.notice(vera);
    await world.notice(vera, { deadline: 'slutrapport', dueOn: '2013-04-05' });
    await deliver();
    await deliver(addMs(MORNING, 600_000));
    expect(await statuses()).toEqual(['sent', 'failed', 'failed']);
    expect(sink.caught.map(({ to }) => to)).toEqual(['samordnaren@prov.example.org']);
    expect(sink.caught[0]?.raw).toContain('no such user');
  });

  test("where it is the coordinator's own address it is only recorded", async () => {
    treat = () => ({ do: 'answer', code: 550, text: 'no such user' });
    await world.notice('person:samordnaren');
    await deliver();
    expect(await statuses()).toEqual(['failed']);
  });

  test('while no server answers everything waits, and leaves when one does', async () => {
    const { port } = sink;
    await sink.close();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await world.notice(await world.person(id));
    const [down] = await deliver();
    expect(down).toMatchObject({ sent: 0, failed: 0, unknown: 0, more: false, nextRetryAt: addMs(MORNING, 60_000) });
    expect(await statuses()).toEqual(Array(7).fill('queued'));
    sink = await smtpSink(() => ({ do: 'accept' }), port);
    await deliver(addMs(MORNING, 60_000));
    expect(await statuses()).toEqual(Array(7).fill('sent'));
  });

  test('a connection that breaks before the content is simply tried again', async () => {
    const vera = await world.person('vera');
    treat = (_to, before) => (before === 0 ? { do: 'cutBeforeData' } : { do: 'accept' });
    await formalNotice(vera);
    await deliver();
    expect(await statuses()).toEqual(['queued']);
    await deliver(addMs(MORNING, 60_000));
    expect(await statuses()).toEqual(['sent']);
    expect(sink.caught).toHaveLength(1);
  });
});

describe('an answer that never came', () => {
  test('a reminder goes again, the same mail to the letter', async () => {
    const vera = await world.person('vera');
    treat = (_to, before) => (before === 0 ? { do: 'cutAfterData' } : { do: 'accept' });
    await world.notice(vera);
    const [lost] = await deliver();
    expect(lost).toMatchObject({ sent: 0, unknown: 1 });
    expect((await world.mails()).map(({ status }) => status)).toEqual(['unknown']);
    await deliver(addMs(MORNING, 60_000));
    expect(await statuses()).toEqual(['sent']);
    const [first, second] = sink.caught;
    expect(second?.messageId).toBe(first?.messageId);
    const withoutBoundaries = (raw = ''): string => raw.replaceAll(/--_NmP-[\w-]+/g, '');
    expect(withoutBoundaries(second?.raw)).toBe(withoutBoundaries(first?.raw));
  });

  test('a formal notice is held for a person; reminders of the same mail go in one of their own', async () => {
    const vera = await world.person('vera');
    treat = (_to, before) => (before === 0 ? { do: 'cutAfterData' } : { do: 'accept' });
    await formalNotice(vera);
    await world.notice(vera);
    await deliver();
    await deliver(addMs(MORNING, 60_000));
    expect((await world.notices()).map(({ kind, status }) => `${kind} ${status}`)).toEqual(['event unknown', 'reminder sent']);
    const [first, second] = sink.caught;
    expect(second?.messageId).not.toBe(first?.messageId);
    expect(second?.raw).not.toContain('sade upp');
  });

  test('after five of them it stays unknown, for all to see', async () => {
    const vera = await world.person('vera');
    treat = () => ({ do: 'cutAfterData' });
    await world.notice(vera);
    for (let hour = 0; hour < 8; hour += 1) await deliver(addMs(MORNING, hour * 3_600_000));
    expect(sink.caught).toHaveLength(5);
    expect(new Set(sink.caught.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await world.notices()).toMatchObject([
      { status: 'unknown', reason: expect.stringContaining('kan ha kommit fram') as string },
    ]);
  });
});
