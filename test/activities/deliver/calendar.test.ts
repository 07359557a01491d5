import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { addMs } from '#core/calendar/instant.ts';
import { judgeMail } from '../../../infra/db/write/judgements.ts';
import { judgementsOf } from '../../../infra/db/read/judgements.ts';
import { smtpPort, type SmtpPort } from '../../../infra/mail/index.ts';
import { CHAIN, stateInForce } from '../../support/mailWorld.ts';
import { deliverAll, deliverPorts, MORNING, type OutboxWorld, outboxWorld } from '../../support/outbox.ts';
import { type SmtpSink, smtpSink, type Treatment } from '../../support/smtpSink.ts';

// What a recipient's calendar is told, mail by mail, and what a person says of a mail that nobody knows of.

let world: OutboxWorld;
let sink: SmtpSink;
let mail: SmtpPort;
let treatment: Treatment;
let at = MORNING;

beforeAll(async () => {
  world = await outboxWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  at = MORNING;
  treatment = { do: 'accept' };
  sink = await smtpSink(() => treatment);
  mail = smtpPort({ url: sink.url, from: 'Årscykel <arscykel@example.org>', connections: 2 });
});
afterEach(async () => {
  mail.close();
  await sink.close();
});

const deliver = () => deliverAll(deliverPorts(world.db, mail), at);
const day = 24 * 60 * 60_000;

async function change(id: string, more: Partial<Deadline>): Promise<void> {
  const state = stateInForce();
  const deadlines = { ...state.deadlines, [id]: { ...state.deadlines[id], ...more } as Deadline };
  await world.agreement(CHAIN, { ...state, deadlines });
}

/** Every calendar part of a mail, decoded: its method, and per event the day, the sequence and the status. */
function calendars(raw: string): { method: string; events: Record<string, string>[] }[] {
  const parts = [...raw.matchAll(/Content-Type: text\/calendar[\s\S]*?\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/g)];
  return parts.map(([, encoded = '']) => {
    const text = Buffer.from(encoded, 'base64').toString('utf8').replaceAll('\r\n ', '');
    const events = text.split('BEGIN:VEVENT').slice(1);
    const field = (event: string, name: string): string =>
      new RegExp(`^${name}[^:]*:(.*)\r?$`, 'm').exec(event)?.[1]?.trim() ?? '';
    return {
      method: field(text, 'METHOD'),
      events: events.map((event) => ({
        uid: field(event, 'UID'),
        day: field(event, 'DTSTART'),
        sequence: field(event, 'SEQUENCE'),
        status: field(event, 'STATUS'),
      })),
    };
  });
}

const newest = () => calendars(sink.caught.at(-1)?.raw ?? '');

describe('the calendar part', () => {
  test('publishes a date, raises its sequence when it moves, and cancels it when it is met, always under one UID', async () => {
    const vera = await world.person('vera');
    await world.notice(vera);
    await deliver();
    const [first] = newest();
    expect(first).toMatchObject({ method: 'PUBLISH', events: [{ day: '20130331', sequence: '0', status: 'CONFIRMED' }] });
    const uid = first?.events[0]?.['uid'];

    await change('rapport', { dueOn: '2013-04-15' });
    at = addMs(MORNING, day);
    await world.notice(vera, { deadline: 'rapport', dueOn: '2013-04-15', sendAfter: at });
    await deliver();
    expect(newest()).toMatchObject([{ method: 'PUBLISH', events: [{ uid, day: '20130415', sequence: '1' }] }]);

    await change('rapport', { dueOn: '2013-04-15', status: 'met' });
    at = addMs(MORNING, 2 * day);
    await world.notice(vera, { deadline: 'slutrapport', dueOn: '2013-04-05', sendAfter: at });
    await deliver();
    expect(newest()).toMatchObject([
      { method: 'PUBLISH', events: [{ day: '20130405', sequence: '0' }] },
      { method: 'CANCEL', events: [{ uid, sequence: '2', status: 'CANCELLED' }] },
    ]);

    at = addMs(MORNING, 3 * day);
    await world.notice(vera, { deadline: 'slutrapport', dueOn: '2013-04-05', occasion: 1, sendAfter: at });
    await deliver();
    expect(newest()).toMatchObject([{ method: 'PUBLISH', events: [{ day: '20130405', sequence: '0' }] }]);
  });

  test('says nothing of a date to whoever was never told of it', async () => {
    const nils = await world.person('nils');
    await change('rapport', { status: 'met' });
    await world.notice(nils, { deadline: 'slutrapport', dueOn: '2013-04-05' });
    await deliver();
    expect(newest()).toMatchObject([{ method: 'PUBLISH', events: [{ day: '20130405' }] }]);
  });
});

describe('a formal notice that nobody knows of', () => {
  const coordinators = new Map([[CHAIN, 'samordnaren']]);

  async function held(): Promise<string> {
    treatment = { do: 'cutAfterData' };
    await world.notice(await world.person('vera'), { formal: true });
    await deliver();
    const [notice] = await world.notices();
    expect(notice?.status).toBe('unknown');
    return notice?.mailId ?? '';
  }
  const judge = (mailId: string, judged: 'resend' | 'accept' | 'bounced') =>
    judgeMail(world.db, '', { mail: mailId, judged, person: 'samordnaren', reason: 'Registratorn har ringt.', at }, coordinators);

  test('is sent again as it was when a person says so, and the judgement is on record', async () => {
    const mailId = await held();
    treatment = { do: 'accept' };
    expect(await judge(mailId, 'resend')).toEqual({ kind: 'judged', notices: 1 });
    await deliver();
    expect(sink.caught.map(({ messageId }) => messageId)).toEqual(Array(2).fill(sink.caught[0]?.messageId));
    expect((await world.notices()).map(({ status }) => status)).toEqual(['sent']);
    expect(await judgementsOf(world.db, '', mailId)).toMatchObject([
      { judged: 'resend', person: 'samordnaren', reason: 'Registratorn har ringt.' },
    ]);
  });

  test('is taken to have arrived when a person says so, once', async () => {
    const mailId = await held();
    expect(await judge(mailId, 'accept')).toEqual({ kind: 'judged', notices: 1 });
    expect(await world.notices()).toMatchObject([{ status: 'sent', reason: expect.stringContaining('Registratorn har ringt.') }]);
    expect(await judge(mailId, 'resend')).toEqual({ kind: 'notUnknown', status: 'sent' });
    await deliver();
    expect(sink.caught).toHaveLength(1);
  });

  test('that came back is failed, and its coordinator is told why', async () => {
    const mailId = await held();
    treatment = { do: 'accept' };
    expect(await judge(mailId, 'bounced')).toEqual({ kind: 'judged', notices: 1 });
    await deliver();
    expect(sink.caught.at(-1)).toMatchObject({ to: 'samordnaren@prov.example.org', raw: expect.stringContaining('har ringt') });
  });
});

test('a mail that has left no longer holds what opens its tasks', async () => {
  await world.db
    .insertInto('organisation')
    .values({ rehearsal: '', id: 'skl', title: 'Provförbundet', registrarName: null, registrarEmail: 'r@example.org' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await world.notice('registrar:skl');
  await deliver();
  const [stored] = await world.db.selectFrom('mail').select(['text', 'html']).where('recipient', '=', 'registrar:skl').execute();
  expect(sink.caught.at(-1)?.raw).toMatch(/\/l\/[A-Za-z0-9_-]{43}/);
  for (const content of [stored?.text, stored?.html]) {
    expect(content).toContain('/l/…');
    expect(content).not.toMatch(/\/l\/[A-Za-z0-9_-]{43}/);
  }
});
