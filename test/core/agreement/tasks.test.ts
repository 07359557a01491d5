import { noticesOf } from '#core/agreement/notices.ts';
import type { Recipient } from '#core/act/event.ts';
import type { EventBody } from '#core/agreement/events.ts';
import { tasksFindings } from '#core/agreement/tasks/faults.ts';
import type { Command } from '#core/agreement/commands.ts';
import { instantAt } from '#core/calendar/instant.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { noStaffing, standingIn, withDeputy } from '#core/tasks/staffing.ts';
import { describe, expect, test } from 'vitest';
import { definitionOf, deadline, reported } from '../../support/agreements.ts';
import { livedTo, type Lived, remindersOf } from '../../support/lives.ts';

const handler = 'handlaggaren';
const chief = 'sklchef';

/** In force since early 2012, with three reports that SKL owes in 2013; nobody has taken any. */
const inForce = (): Lived =>
  livedTo(
    'inForce',
    definitionOf({
      deadlines: [
        deadline('rapport', '2013-03-28', reported),
        deadline('kursrapport', '2013-05-15', { ...reported, measure: 'kurser' }),
        deadline('redovisning', '2013-06-28', { kind: 'accounting', metBy: 'accounts' }),
      ],
    }),
  );

const takes = (id: string, person = handler): Command => ({ type: 'takeTask', deadline: id, person });
const handlers = (lived: Lived): Record<string, string | null> =>
  Object.fromEntries(Object.values(lived.state().deadlines).map(({ id, handler: whose }: Deadline) => [id, whose]));
const remindedOf = (lived: Lived, id: string): string[] => remindersOf(lived, id).flatMap(({ recipients }) => recipients);
const newest = (lived: Lived) => {
  const event = lived.events().at(-1);
  if (event === undefined) throw new Error('nothing has happened');
  return noticesOf(event, lived.state());
};

describe('who handles a task', () => {
  test('the handler who has taken it is reminded; whoever has put it back no longer is', () => {
    const lived = inForce().does(takes('rapport'), { by: handler });
    lived.liveUntil('2013-01-15');
    expect(remindedOf(lived, 'rapport')).toEqual([`person:${handler}`]);
    lived.does({ type: 'releaseTask', deadline: 'rapport' }, { by: 'sklregistratorn' }).liveUntil('2013-03-01');
    expect(remindedOf(lived, 'rapport')).toEqual([`person:${handler}`, 'registrar:skl']);
  });

  test('who is given a task by a colleague is told of it, with the task and its day', () => {
    const lived = inForce().does(takes('rapport'), { by: 'sklregistratorn' });
    expect(newest(lived)).toMatchObject([{ recipient: `person:${handler}`, deadline: 'rapport', dueOn: '2013-03-28' }]);
    expect(newest(lived.does(takes('kursrapport'), { by: handler }))).toEqual([]);
  });

  test('nobody takes another organisation’s task, and none takes one that is no longer open', () => {
    const lived = inForce();
    expect(lived.tries(takes('rapport', 'ministern'), { by: handler })).toMatchObject({ code: 'notThatPerson', field: 'person' });
    expect(lived.tries(takes('rapport', 'ministern'), { by: 'statssekreteraren' })).toMatchObject({ code: 'notAllowed' });
    expect(lived.tries(takes('rapport', 'obekant'), { by: handler })).toMatchObject({ code: 'unknown', field: 'person' });
    lived.does({ type: 'handInReport', deadline: 'rapport', content: { kind: 'nothingToReport' } }, { by: handler });
    expect(lived.tries(takes('rapport'), { by: handler })).toMatchObject({ code: 'taskOver', status: 'met' });
  });

  test('one act hands every open task over, and none that is done or another’s', () => {
    const lived = inForce();
    for (const id of ['rapport', 'kursrapport']) lived.does(takes(id), { by: handler });
    lived.does(takes('redovisning', 'verkstallande'), { by: handler });
    lived.does({ type: 'handInReport', deadline: 'kursrapport', content: { kind: 'nothingToReport' } }, { by: handler });
    lived.does({ type: 'handOver', from: handler, to: chief }, { by: 'sklregistratorn' });
    expect(handlers(lived)).toEqual({ rapport: chief, kursrapport: handler, redovisning: 'verkstallande' });
    expect(newest(lived)).toMatchObject([{ recipient: `person:${chief}`, formal: false }]);
    expect(lived.tries({ type: 'handOver', from: handler, to: chief }, { by: handler })).toMatchObject({
      code: 'nothingToHandOver',
    });
  });

  test('a formal notice goes to the registrar also where a handler has taken the task', () => {
    const lived = inForce().does(takes('rapport'), { by: handler });
    lived.does({ type: 'handInReport', deadline: 'rapport', content: { kind: 'nothingToReport' } }, { by: handler });
    lived.does({ type: 'acceptReport', deadline: 'rapport' }, { by: 'statssekreteraren' });
    expect(newest(lived).map(({ recipient, formal }) => [recipient, formal])).toEqual([
      ['registrar:skl', true],
      [`person:${handler}`, true],
    ]);
  });
});

describe('somebody who came later', () => {
  test('may do what their role allows, and is known by reference alone', () => {
    const lived = inForce();
    const joins: Extract<Command, { type: 'addPerson' }> = {
      type: 'addPerson',
      person: 'nils',
      organisation: 'skl',
      roles: ['handler'],
    };
    expect(lived.tries(takes('rapport'), { by: 'nils' })).toMatchObject({ code: 'unknownPerson' });
    lived.does(joins, { by: 'sklregistratorn' }).does(takes('rapport', 'nils'), { by: 'nils' });
    expect(handlers(lived)['rapport']).toBe('nils');
    expect(lived.tries(joins, { by: 'sklregistratorn' })).toMatchObject({ code: 'personKnown' });
    expect(lived.tries({ ...joins, person: 'vera', organisation: 'staten' }, { by: 'nils' })).toMatchObject({
      code: 'notAllowed',
    });
  });
});

describe('a deputy', () => {
  const away = { type: 'nameDeputy', person: handler, deputy: chief, from: '2013-02-20', to: '2013-03-10' } as const;

  test('is told from the first day to the last, and nobody before or after', () => {
    const lived = inForce().does(takes('rapport'), { by: handler }).does(away, { by: handler }).liveUntil('2013-03-15');
    expect(remindersOf(lived, 'rapport').map(({ on, recipients }) => [on, ...recipients])).toEqual([
      ['2012-12-28', `person:${handler}`],
      ['2013-02-26', `person:${chief}`],
      ['2013-03-14', `person:${handler}`],
    ]);
  });

  test('is told once of what both of them would be told', () => {
    const lived = inForce().does(away, { by: handler }).liveUntil('2013-02-25');
    const event = lived.events().at(-1);
    if (event === undefined) throw new Error('nothing has happened');
    const recipients: Recipient[] = [`person:${handler}`, `person:${chief}`];
    const sendAfter = instantAt('2013-02-26', 8);
    const body: EventBody = {
      type: 'phaseOverdue',
      phase: 'inForce',
      lastDay: '2013-02-22',
      sendAfter,
      recipients,
    };
    expect(noticesOf({ ...event, body }, lived.state()).map(({ recipient }) => recipient)).toEqual([`person:${chief}`]);
  });

  test('who is away too has a deputy of their own; two who stand in for each other are each told what is theirs', () => {
    const on = '2013-03-01';
    const staffing = withDeputy(withDeputy(noStaffing, { ...away }), { ...away, person: chief, deputy: 'verkstallande' });
    expect(standingIn(staffing, handler, on)).toBe('verkstallande');
    const mutual = withDeputy(staffing, { ...away, person: 'verkstallande', deputy: handler });
    expect(standingIn(mutual, handler, on)).toBe(handler);
  });

  test('is somebody of the same organisation, for a period that ends after it begins', () => {
    const lived = inForce();
    expect(lived.tries({ ...away, deputy: 'ministern' }, { by: handler })).toMatchObject({ code: 'notThatPerson' });
    expect(lived.tries({ ...away, to: '2013-02-19' }, { by: handler })).toMatchObject({ code: 'deputyPeriodReversed' });
    expect(lived.tries({ ...away, from: '2013-02-30' }, { by: handler })).toMatchObject({ code: 'notADate', field: 'from' });
  });
});

describe('no more reminders', () => {
  test('of the kinds that somebody has opted out of, until they opt in again', () => {
    const lived = inForce().does(takes('rapport'), { by: handler }).does(takes('redovisning'), { by: handler });
    lived.does({ type: 'optOut', person: handler, kinds: ['measureReport'] }, { by: handler }).liveUntil('2013-04-15');
    expect(remindedOf(lived, 'rapport')).not.toContain(`person:${handler}`);
    expect(remindedOf(lived, 'redovisning')).toContain(`person:${handler}`);
    lived.does({ type: 'optIn', person: handler, kinds: [] }, { by: handler }).does(takes('kursrapport'), { by: handler });
    lived.liveUntil('2013-05-16');
    expect(remindedOf(lived, 'kursrapport')).toContain(`person:${handler}`);
  });

  test('the registrar is told when it is a week overdue all the same', () => {
    const lived = inForce().does(takes('rapport'), { by: handler });
    lived.does({ type: 'optOut', person: handler, kinds: [] }, { by: handler }).liveUntil('2013-04-05');
    expect(new Set(remindedOf(lived, 'rapport'))).toEqual(new Set(['registrar:skl', `person:${chief}`]));
  });

  test('but every formal notice', () => {
    const lived = inForce().does(takes('rapport'), { by: handler });
    lived.does({ type: 'optOut', person: handler, kinds: [] }, { by: handler });
    lived.does({ type: 'handInReport', deadline: 'rapport', content: { kind: 'nothingToReport' } }, { by: handler });
    lived.does({ type: 'acceptReport', deadline: 'rapport' }, { by: 'statssekreteraren' });
    expect(newest(lived).map(({ recipient }) => recipient)).toContain(`person:${handler}`);
  });

  test('kinds that the agreement has none of are named, with those that it has', () => {
    const refusal = inForce().tries({ type: 'optOut', person: handler, kinds: ['x'] }, { by: handler });
    expect(refusal).toEqual({ code: 'unknownKind', kind: 'x', known: ['measureReport', 'accounting'] });
  });
});

test('a link that stands for ever, or ends before it begins, is no term of an agreement', () => {
  const found = (linkDaysAfterDue: number) =>
    tasksFindings(definitionOf({ terms: { tasks: { linkDaysAfterDue } } })).map(({ path }) => path);
  expect(found(-1)).toEqual(['terms.tasks.linkDaysAfterDue']);
  expect(found(1000)).toEqual(['terms.tasks.linkDaysAfterDue']);
  expect(found(30)).toEqual([]);
});
