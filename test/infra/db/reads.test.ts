import { afterEach, beforeEach, expect, test } from 'vitest';
import { agreementId } from '#contracts/ids.ts';
import { migrate } from '../../../infra/db/migrate.ts';
import { countNudge, dueForNudge, earliestWake, nextSendAfter } from '../../../infra/db/read/clock.ts';
import { deadlines } from '../../../infra/db/read/deadlines.ts';
import { events } from '../../../infra/db/read/log.ts';
import { findMail, mails } from '../../../infra/db/read/mails.ts';
import { recordPort } from '../../../infra/db/recordPort.ts';
import { openWorlds, type Worlds } from '../../../infra/db/worlds.ts';
import { putOrganisations, putPeople } from '../../../infra/db/write/directory.ts';
import { putText } from '../../../infra/db/write/texts.ts';
import { event, opened, proposal, repaid } from '../../activities/record/fixtures.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

const chain = agreementId({ kind: 'test' }, 'test-frame', 2012);
let database: TestDatabase;
let worlds: Worlds;
let reasonId: string;
let reportId: string;

const phaseBegan = (phase: 'inForce' | 'closed') =>
  event({ type: 'phaseBegan', phase, on: '2012-02-01', early: false }, '2012-02-01T09:00:00.000Z');

// Each test has a database of its own: what one erases, sends or closes, no other sees.
beforeEach(async () => {
  database = await testDatabase();
  await migrate(database.url, 'test');
  worlds = await openWorlds(database.url, 'test', { max: 5 });
  await putPeople(worlds.live, '', [{ id: 'p-sam', organisation: 'staten', name: 'Sam Ordnare', email: 'sam@example.org' }]);
  await putOrganisations(worlds.live, '', [
    { id: 'forbundet', title: 'Förbundet', registrarName: null, registrarEmail: 'registrator@example.org' },
  ]);
  const reason = await putText(worlds.live, '', 'Därför.');
  const part = await putText(worlds.live, '', 'Vi gjorde detta.');
  [reasonId, reportId] = [reason.textId, part.textId];
  const reminders = [
    {
      deadline: 'slutrapport',
      dueOn: '2014-09-01',
      occasion: -30,
      stands: [-90, -30],
      recipients: ['person:p-sam', 'registrar:forbundet', 'person:p-okand'] as const,
    },
  ].map((reminder) => ({ ...reminder, recipients: [...reminder.recipients] }));
  const content = { kind: 'threePart', activities: part, development: part, goalsMet: true } as const;
  await recordPort(worlds.live, 'test-code').append(
    proposal(chain, 0, 'all', [
      opened(),
      phaseBegan('inForce'),
      { ...event({ type: 'reportHandedIn', deadline: 'rapport', content }), reason },
      event({ type: 'reminded', sendAfter: '2014-08-01T06:00:00.000Z', reminders }, '2014-08-01T05:12:00.000Z', null),
    ]),
  );
});
afterEach(async () => {
  await worlds.close();
  await database.drop();
});

test('the log comes in pages, with the names and texts that it speaks of', async () => {
  const page = await events(worlds, chain, { after: 1, limit: 2 });
  expect(page.events.map((one) => one.version)).toEqual([2, 3]);
  expect(page.people).toEqual({ 'p-sam': 'Sam Ordnare' });
  expect(page.texts).toEqual({ [reasonId]: 'Därför.', [reportId]: 'Vi gjorde detta.' });
  expect((await events(worlds, chain)).events).toHaveLength(4);
});

test('an erased text is left out of the log, and the log stands', async () => {
  await worlds.live.deleteFrom('text').where('textId', '=', reasonId).execute();
  expect((await events(worlds, chain)).texts).toEqual({ [reportId]: 'Vi gjorde detta.' });
});

test('a notice says where and when it goes, also before there is a mail, and that no address is known', async () => {
  const list = (await mails(worlds, { chain })).filter((mail) => mail.about === 'reminded');
  expect(list.map(({ recipient, to }) => [recipient, to])).toEqual([
    ['person:p-okand', null],
    ['person:p-sam', 'sam@example.org'],
    ['registrar:forbundet', 'registrator@example.org'],
  ]);
  expect(list[1]).toMatchObject({
    on: '2014-08-01',
    deadline: 'slutrapport',
    dueOn: '2014-09-01',
    occasion: -30,
    occasions: [-90, -30],
    status: 'queued',
    messageId: null,
  });
  expect(await mails(worlds, { rehearsal: '01J9Z3NDEKTSV4RRFFQ69G5FAV' })).toEqual([]);
});

/** The reminder to Sam leaves in a mail. */
async function remindSam(): Promise<void> {
  const mail = await worlds.live
    .insertInto('mail')
    .values({
      rehearsal: '',
      recipient: 'person:p-sam',
      morning: '2014-08-01',
      sendAfter: '2014-08-01T06:00:00.000Z',
      toAddress: 'sam.before@example.org',
      subject: 'Påminnelse',
      text: 't',
      html: 'h',
      messageId: '<a@example.org>',
      status: 'sent',
      sentAt: '2014-08-01T06:00:01.000Z',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await worlds.live
    .updateTable('notice')
    .set({ mailId: mail.id, status: 'sent' })
    .where('about', '=', 'reminded')
    .where('recipient', '=', 'person:p-sam')
    .execute();
}

test('a notice that has left shows its mail', async () => {
  await remindSam();
  const entry = (await mails(worlds, { chain })).find((one) => one.status === 'sent');
  expect(entry).toMatchObject({
    to: 'sam.before@example.org',
    messageId: '<a@example.org>',
    subject: 'Påminnelse',
    sentAt: '2014-08-01T06:00:01.000Z',
  });
});

test('a mail is found by its Message-ID and by its notice, of which eight characters are enough', async () => {
  await remindSam();
  const notice = (await mails(worlds, { chain })).find((one) => one.status === 'sent')?.notice ?? '';
  for (const which of [notice, notice.slice(0, 8), '<a@example.org>', 'a@example.org'])
    expect(await findMail(worlds, which), which).toMatchObject({ messageId: '<a@example.org>', text: 't' });
  for (const which of [notice.slice(0, 4), '00000000', 'b@example.org']) expect(await findMail(worlds, which), which).toBeNull();
});

test('a notice of a mail that failed is told from one of the event that the mail was about', async () => {
  await remindSam();
  const [sent] = (await mails(worlds, { chain })).filter((one) => one.status === 'sent');
  await worlds.live
    .insertInto('notice')
    .values({
      rehearsal: '',
      chain,
      kind: 'failure',
      about: 'reminded',
      occasions: [],
      causedBy: 4,
      recipient: 'person:p-sam',
      sendAfter: '2014-08-04T06:00:00.000Z',
      formal: false,
      failureOf: sent?.notice ?? '',
    })
    .execute();
  const aboutReminders = (await mails(worlds, { chain })).filter((one) => one.about === 'reminded').map(({ kind }) => kind);
  expect(aboutReminders).toEqual(['reminder', 'reminder', 'reminder', 'failure']);
});

test('what is overdue is open, past its day, and of an agreement that still runs', async () => {
  expect((await deadlines(worlds, { chain })).map(({ id, status }) => [id, status])).toEqual([
    ['rapport', 'met'],
    ['slutrapport', 'open'],
  ]);
  const overdue = (overdueOn: string) => deadlines(worlds, { overdueOn });
  expect(await overdue('2014-09-01')).toEqual([]);
  expect(await overdue('2014-09-02')).toMatchObject([{ id: 'slutrapport', agreement: chain, chain, dueOn: '2014-09-01' }]);
});

test('a duty is not overdue while the agreement is not valid; a watched date is', async () => {
  const planned = agreementId({ kind: 'test' }, 'planned', 2012);
  await recordPort(worlds.live, 'test-code').append(proposal(planned, 0, 'open', [opened()]));
  const late = (await deadlines(worlds, { chain: planned, overdueOn: '2015-01-01' })).map(({ id }) => id);
  expect(late).toEqual(['slutrapport']);
});

test('the earliest unsent notice, the earliest wake, and who overslept', async () => {
  const live = worlds.live;
  expect(await nextSendAfter(live, null)).toBe('2012-02-02T07:00:00.000Z');
  await live.updateTable('notice').set({ status: 'dropped' }).where('about', '!=', 'reminded').execute();
  expect(await nextSendAfter(live, null)).toBe('2014-08-01T06:00:00.000Z');
  expect(await nextSendAfter(live, '01J9Z3NDEKTSV4RRFFQ69G5FAV')).toBeNull();
  const wake =
    (await live.selectFrom('process').select('nextWakeAt').where('chain', '=', chain).executeTakeFirstOrThrow()).nextWakeAt ?? '';
  await live.updateTable('process').set({ nextWakeAt: null }).where('chain', '!=', chain).execute();
  expect(await earliestWake(live, null)).toBe(wake);
  const minuteLater = new Date(Date.parse(wake) + 60_000).toISOString();
  expect(await dueForNudge(live, minuteLater, 60_000)).toEqual([]);
  expect(await dueForNudge(live, minuteLater, 59_000)).toEqual([{ chain, nextWakeAt: wake, nudges: 0 }]);
  expect([await countNudge(live, chain), await countNudge(live, chain)]).toEqual([1, 2]);
  await recordPort(live, 'test-code').append(proposal(chain, 4, 'awake', [repaid(1)]));
  expect((await dueForNudge(live, minuteLater, 0))[0]?.nudges).toBe(0);
});

test('a closed agreement neither wakes nor is nudged nor owes anything', async () => {
  await recordPort(worlds.live, 'test-code').append(proposal(chain, 4, 'closed', [phaseBegan('closed')]));
  expect(await earliestWake(worlds.live, null)).toBeNull();
  expect(await dueForNudge(worlds.live, '2030-01-01T00:00:00.000Z', 0)).toEqual([]);
  expect(await deadlines(worlds, { chain, overdueOn: '2030-01-01' })).toEqual([]);
});
