import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantAt } from '#core/calendar/instant.ts';
import { capturePort } from '../../infra/mail/index.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { type ActedLife, actedLife, recorded } from '../support/actedLife.ts';
import { deadline, watched } from '../support/agreements.ts';
import { expectSoundChain } from '../support/chainChecks.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { closeDown, makeReplayOfAll } from '../support/histories.ts';
import { inventedAgreement } from '../support/invented.ts';
import { deliverAll, deliverPorts } from '../support/outbox.ts';

// What is done about a date on the running system, and which mails leave because of it.

let engine: TestEngine;
beforeAll(async () => {
  engine = await testEngine('workflows');
  await engine.startWorker();
});
afterAll(() => closeDown(engine));

/** The first day of the consultation, at noon. */
const NOON = '2011-02-01T11:00:00.000Z';
const state = { by: 'statssekreteraren' };
const slutrapport = 'slutrapport';

/** An agreement with one watched date, whose reminder two weeks before is due today and leaves tomorrow. */
async function opened(name: string): Promise<ActedLife> {
  const deadlines = [deadline('slutrapport', '2011-02-15', { ...watched, plan: 'answer' }), deadline('plan', '2012-06-01')];
  const life = actedLife(engine, { loaded: inventedAgreement(`datum-${name}`, { deadlines }), at: NOON });
  recorded(await life.open());
  return life;
}

/** What leaves in one morning. */
const morning = (day: string) => deliverAll(deliverPorts(engine.worlds.live, capturePort()), instantAt(day, 8));

/** The mails that an agreement's reminders have left in. */
async function mailsOf({ chain }: ActedLife): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select text from mail where id in (select mail_id from notice where chain = ${chain} and kind = 'reminder') order by morning`.execute(
    engine.worlds.live,
  );
  return rows.map(({ text }) => text);
}

const reminders = async ({ chain }: ActedLife) => {
  const { rows } = await sql<{ dueOn: string; occasion: number; status: string }>`
    select due_on::text as "dueOn", occasion, status from notice where chain = ${chain} and kind = 'reminder' order by due_on, occasion`.execute(
    engine.worlds.live,
  );
  return rows.map(({ dueOn, occasion, status }) => `${dueOn} ${occasion} ${status}`);
};

/** A workflow queues what is due a moment after it has answered. */
const shows = (life: ActedLife, expected: string[]): Promise<void> =>
  expect.poll(() => reminders(life), { timeout: 10_000 }).toEqual(expected);

test('moved away and back: no reminder for a date that does not hold, none twice, and none is swallowed', async () => {
  const life = await opened('fram-och-ater');
  await shows(life, ['2011-02-15 -14 queued']);
  await life.does('moveDeadline', { deadline: slutrapport, to: '2011-02-14' }, state);
  await shows(life, ['2011-02-14 -14 queued', '2011-02-15 -14 queued']);
  await morning('2011-02-02');
  await shows(life, ['2011-02-14 -14 sent', '2011-02-15 -14 dropped']);
  const [first = '', ...others] = await mailsOf(life);
  expect(first).toContain('före mån 14 feb 2011');
  expect(first).not.toContain('före tis 15 feb 2011');
  expect(others).toEqual([]);

  await life.does('moveDeadline', { deadline: slutrapport, to: '2011-02-15' }, state);
  await shows(life, ['2011-02-14 -14 sent', '2011-02-15 -14 queued']);
  await morning('2011-02-03');
  expect((await mailsOf(life)).filter((text) => text.includes('före tis 15 feb 2011'))).toHaveLength(1);
  await shows(life, ['2011-02-14 -14 sent', '2011-02-15 -14 sent']);

  await life.does('moveDeadline', { deadline: slutrapport, to: '2011-02-14' }, state);
  await life.does('moveDeadline', { deadline: slutrapport, to: '2011-02-15' }, state);
  await morning('2011-02-04');
  await shows(life, ['2011-02-14 -14 sent', '2011-02-15 -14 sent']);
  await makeReplayOfAll(engine)();
});

test('while its clock stands still nobody is reminded, and once it runs again each is told what was kept from them', async () => {
  const life = await opened('uppehall');
  await life.does('suspendDeadline', { deadline: slutrapport }, state);
  await morning('2011-02-02');
  await shows(life, ['2011-02-15 -14 dropped']);
  await life.does('resumeDeadline', { deadline: slutrapport }, state);
  await shows(life, ['2011-02-15 -14 queued']);
  await morning('2011-02-03');
  expect(await reminders(life)).toEqual(['2011-02-15 -14 sent']);
});

test('nobody can waive, move or extend what they owe; who is owed it can, and the debtor is told', async () => {
  const life = await opened('eget');
  const owing = { by: 'handlaggaren' };
  const refused = { kind: 'refused', refusal: { code: 'ownDuty', deadline: 'plan', organisation: 'skl' } };
  expect(await life.tries('waiveDeadline', { deadline: 'plan' }, owing)).toEqual(refused);
  expect(await life.tries('extendDeadline', { deadline: 'plan', to: '2012-07-02' }, owing)).toEqual(refused);
  await life.does('askExtension', { deadline: 'plan', to: '2012-07-02' }, owing);
  await life.does('extendDeadline', { deadline: 'plan', to: '2012-07-02' }, state);
  await life.does('waiveDeadline', { deadline: 'plan' }, state);
  expect((await agreementState(engine.worlds, life.chain))?.deadlines['plan']).toMatchObject({
    status: 'waived',
    dueOn: '2012-07-02',
  });
  const events = await expectSoundChain(engine.worlds, life.chain);
  const about = events.flatMap(({ body }) => ('deadline' in body && body.deadline === 'plan' ? [body.type] : []));
  expect(about).toEqual(['extensionAsked', 'deadlineExtended', 'deadlineWaived']);
  const told = await sql<{ about: string }>`
    select about from notice where chain = ${life.chain} and recipient = 'registrar:skl' and kind = 'event' order by caused_by`.execute(
    engine.worlds.live,
  );
  expect(told.rows.map(({ about: what }) => what)).toEqual(['deadlineExtended', 'deadlineWaived']);
});
