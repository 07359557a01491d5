import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { due, nextWake } from '#core/agreement/due.ts';
import { agreementModel } from '#core/agreement/model.ts';
import { momentAt, nextMorning, wakeMinute } from '#core/deadlines/reminders.ts';
import { civilDateOf, instantAt, localTimeOf } from '#core/calendar/instant.ts';
import { describe, expect, test } from 'vitest';
import { deadline, defaultPlan, definitionOf, report, reported, watched, withDeadlines } from '../../support/agreements.ts';
import { eventsOf, livedTo, type Lived, opened, remindersOf } from '../../support/lives.ts';

const planned = (dueOn: string, plan = defaultPlan) => plan.map((offset) => momentAt(dueOn, offset).sendOn);
const sent = (lived: Lived, id = 'frist') => remindersOf(lived, id).map(({ on, stands }) => [on, stands]);

/** In force from 2012-02-17 with one deadline. */
function inForce(one: Partial<DeadlineTerms> & { dueOn: string }, definition: Partial<Definition> = {}): Lived {
  return livedTo('inForce', definitionOf({ ...definition, deadlines: [deadline('frist', one.dueOn, one)] }));
}

describe('the plan for reports and watched dates', () => {
  test('for 2014-09-01 gives the days that the domain names', () => {
    const days = '2014-06-03 2014-08-01 2014-08-18 2014-08-25 2014-08-29 2014-09-01 2014-09-02 2014-09-08 2014-09-15'.split(' ');
    expect(planned('2014-09-01')).toEqual(days);
    const lived = livedTo('finalReporting', withDeadlines(deadline('frist', '2014-09-01', watched))).liveUntil('2014-12-31');
    expect(sent(lived)).toEqual(days.map((day, i) => [day, [defaultPlan[i]]]));
  });

  test('around Easter Sunday 2013-03-31 keeps to business days, the days that fall together as one', () => {
    const lived = livedTo('finalReporting', withDeadlines(deadline('frist', '2013-03-31'))).liveUntil('2013-06-01');
    expect(sent(lived)).toEqual([
      ['2012-12-28', [-90]], // New Year's Eve
      ['2013-03-01', [-30]],
      ['2013-03-15', [-14]], // a Sunday
      ['2013-03-22', [-7]], // a Sunday
      ['2013-03-28', [-1, 0]], // Easter's Saturday and Sunday; Friday is Good Friday
      ['2013-04-02', [1]], // Easter Monday
      ['2013-04-08', [7]], // a Sunday
      ['2013-04-15', [14]], // a Sunday
    ]);
  });

  test('moves a reminder on Midsummer Eve to the Thursday before, and one after the due date past the weekend', () => {
    expect(momentAt('2012-06-29', -7)).toEqual({ offset: -7, plannedOn: '2012-06-22', sendOn: '2012-06-21' });
    expect(momentAt('2012-06-22', 0).sendOn).toBe('2012-06-21');
    expect(momentAt('2012-06-21', 1).sendOn).toBe('2012-06-25');
    expect(momentAt('2012-12-23', 1).sendOn).toBe('2012-12-27');
  });

  test('for answers and statements has five moments', () => {
    const lived = inForce({ dueOn: '2012-06-01', plan: 'answer' }).liveUntil('2012-12-31');
    expect(sent(lived).map(([on]) => on)).toEqual(['2012-05-18', '2012-05-29', '2012-06-01', '2012-06-04', '2012-06-08']);
  });

  test('counts from the next business day where the agreement says so', () => {
    const definition = definitionOf({ deadlines: [deadline('frist', '2013-03-31')] }, { dueDay: 'nextBusinessDay' });
    const lived = livedTo('finalReporting', definition).liveUntil('2013-06-01');
    expect(lived.state().deadlines['frist']?.dueOn).toBe('2013-04-02');
    expect(sent(lived).slice(-6)).toEqual([
      ['2013-03-26', [-7]],
      ['2013-03-28', [-1]], // Easter Monday
      ['2013-04-02', [0]],
      ['2013-04-03', [1]],
      ['2013-04-09', [7]],
      ['2013-04-16', [14]],
    ]);
  });
});

describe('the hour', () => {
  test('is 08:00 in Stockholm, summer and winter, queued within the hour before at the agreement’s own minute', () => {
    const lived = inForce({ dueOn: '2012-04-01' }).liveUntil('2012-12-31');
    for (const { body, recordedAt } of eventsOf(lived, 'reminded').slice(1)) {
      expect(localTimeOf(body.sendAfter)).toMatchObject({ hour: 8, minute: 0 });
      expect(localTimeOf(recordedAt)).toMatchObject({ hour: 7, minute: wakeMinute('provplattformen:2012') });
    }
    expect(eventsOf(lived, 'reminded').map(({ body }) => body.sendAfter.slice(11, 13))).toContain('06');
    const minutes = Array.from({ length: 200 }, (_, n) => wakeMinute(`agreement-${n}:2012`));
    expect(Math.max(...minutes)).toBeLessThan(50);
    expect(new Set(minutes).size).toBeGreaterThan(40);
  });

  test('that comes next is today’s on a business day before 08:00, else the next business day’s', () => {
    expect(nextMorning(instantAt('2012-03-02', 7, 59))).toBe(instantAt('2012-03-02', 8));
    expect(nextMorning(instantAt('2012-03-02', 8, 0))).toBe(instantAt('2012-03-05', 8));
    expect(nextMorning(instantAt('2012-03-03', 6, 0))).toBe(instantAt('2012-03-05', 8));
  });

  test('is one for all deadlines of the day: one event', () => {
    const definition = withDeadlines(deadline('a', '2012-06-01'), deadline('b', '2012-06-01'), deadline('c', '2012-06-08'));
    const lived = livedTo('inForce', definition).liveUntil('2012-05-31').liveUntil('2012-06-01');
    const last = eventsOf(lived, 'reminded').at(-1);
    expect(last?.body.reminders.map((one) => [one.deadline, one.occasion])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', -7],
    ]);
  });
});

describe('moments that were missed', () => {
  test('because the agreement came into force late become one, with the latest as its occasion', () => {
    const lived = livedTo('approval', withDeadlines(deadline('frist', '2012-03-01'))).liveUntil('2012-02-20', 15);
    for (const body of ['regeringen', 'styrelsen']) lived.does({ type: 'approve', body, versionHash: lived.state().versionHash });
    expect(remindersOf(lived, 'frist')).toMatchObject([
      { on: '2012-02-21', occasion: -14, stands: [-90, -30, -14], sendAfter: instantAt('2012-02-21', 8) },
    ]);
    expect(sent(lived.liveUntil('2012-02-24')).at(-1)).toEqual(['2012-02-23', [-7]]);
  });

  test('take those of the day they leave on with them', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-04-20').standStillUntil('2012-05-24', 15);
    expect(sent(lived).at(-1)).toEqual(['2012-05-25', [-30, -14, -7]]);
  });

  test('while the system stood still over several, past the due date, go at once on a business day', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-20').standStillUntil('2012-06-07', 10, 30);
    const last = remindersOf(lived, 'frist').at(-1);
    expect(last).toMatchObject({ occasion: 1, stands: [-7, -1, 0, 1], sendAfter: instantAt('2012-06-07', 10, 30) });
    expect(sent(lived.liveUntil('2012-07-01')).slice(-2)).toEqual([
      ['2012-06-08', [7]],
      ['2012-06-15', [14]],
    ]);
  });

  test('past the due date on a day that is none wait for the next business day', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-20').standStillUntil('2012-06-09', 10);
    expect(remindersOf(lived, 'frist').at(-1)).toMatchObject({
      stands: [-7, -1, 0, 1, 7],
      sendAfter: instantAt('2012-06-11', 8),
    });
  });

  test('go at once on the due date itself, where the next morning would be past it', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-31').standStillUntil('2012-06-01', 16);
    expect(remindersOf(lived, 'frist').at(-1)).toMatchObject({ stands: [0], sendAfter: instantAt('2012-06-01', 16) });
  });

  test('wait for the next morning where that is the due date still', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-30').standStillUntil('2012-05-31', 16);
    expect(sent(lived).at(-1)).toEqual(['2012-06-01', [-1, 0]]);
  });

  test('are none where the plan has none behind it, and a plan of nothing reminds of nothing', () => {
    const bare = definitionOf(
      { deadlines: [deadline('frist', '2012-06-01', { plan: 'never' })] },
      { reminderPlans: { never: [] } },
    );
    const lived = livedTo('inForce', bare).liveUntil('2012-09-30');
    expect(eventsOf(lived, 'reminded')).toEqual([]);
  });
});

describe('what is owed between the parties', () => {
  test('is reminded of from the day the agreement is valid, and what is watched from its opening', () => {
    const definition = withDeadlines(deadline('frist', '2011-09-01'), deadline('bevakad', '2011-09-01', watched));
    const lived = opened(definition).liveUntil('2011-12-31');
    expect(remindersOf(lived, 'frist')).toEqual([]);
    expect(remindersOf(lived, 'bevakad')).toHaveLength(9);
  });

  test('is not reminded of once it is met, let go, or the agreement is over', () => {
    const met = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-20').does({ type: 'meetDeadline', deadline: 'frist' });
    expect(sent(met.liveUntil('2012-12-31')).at(-1)?.[0]).toBe('2012-05-18');
    const lapsed = opened(withDeadlines(deadline('frist', '2011-09-01', watched))).does({ type: 'lapse' });
    expect(remindersOf(lapsed.liveUntil('2012-01-01'), 'frist')).toEqual([]);
  });

  test('queued at seven is dropped at eight where it was met in between', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-06-01', 7, 55);
    const [reminder] = remindersOf(lived, 'frist').slice(-1);
    if (reminder === undefined) throw new Error('nothing queued');
    expect(agreementModel.stillStands(lived.state(), reminder)).toBe(true);
    expect(agreementModel.stillStands(lived.does({ type: 'meetDeadline', deadline: 'frist' }).state(), reminder)).toBe(false);
  });
});

describe('who is told', () => {
  const recipients = (lived: Lived) => remindersOf(lived, 'frist').map(({ occasion, recipients: to }) => [occasion, to]);

  test('the registrar, and from seven days overdue the superior whom the organisation named', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-07-01');
    expect(recipients(lived).slice(-3)).toEqual([
      [1, ['registrar:skl']],
      [7, ['registrar:skl', 'person:sklchef']],
      [14, ['registrar:skl', 'person:sklchef']],
    ]);
  });

  test('the handler who has taken the task, and from seven days overdue the registrar too', () => {
    const organisations = definitionOf().organisations.map((one) => ({ ...one, superior: null }));
    const lived = inForce({ dueOn: '2012-06-01', handler: 'handlaggaren' }, { organisations }).liveUntil('2012-07-01');
    expect(recipients(lived).slice(-4)).toEqual([
      [0, ['person:handlaggaren']],
      [1, ['person:handlaggaren']],
      [7, ['person:handlaggaren', 'registrar:skl']],
      [14, ['person:handlaggaren', 'registrar:skl']],
    ]);
  });

  test('by the days really overdue when it leaves, where moments were missed', () => {
    const lived = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-20').standStillUntil('2012-06-09', 10);
    expect(recipients(lived).at(-1)).toEqual([7, ['registrar:skl', 'person:sklchef']]);
    const sooner = inForce({ dueOn: '2012-06-01' }).liveUntil('2012-05-20').standStillUntil('2012-06-07', 10);
    expect(recipients(sooner).at(-1)).toEqual([1, ['registrar:skl']]);
  });

  test('of a watched date the coordinator, and whoever watches over it only where they accept notices', () => {
    const silent = inForce({ dueOn: '2012-06-01', ...watched }).liveUntil('2012-07-01');
    expect(new Set(recipients(silent).map(([, to]) => JSON.stringify(to)))).toEqual(new Set(['["person:samordnaren"]']));
    const organisations = definitionOf().organisations.map((one) => ({ ...one, acceptsNotices: true, superior: null }));
    const told = inForce({ dueOn: '2012-06-01', ...watched, handler: 'utredaren' }, { organisations }).liveUntil('2012-07-01');
    expect(recipients(told).slice(-2)).toEqual([
      [7, ['person:samordnaren', 'person:utredaren', 'registrar:utvarderaren']],
      [14, ['person:samordnaren', 'person:utredaren', 'registrar:utvarderaren']],
    ]);
  });
});

describe('a date moved away and back again', () => {
  /** Handed in and returned with a new date: the creditor’s way to move it. */
  const move = (lived: Lived, newDueOn: string): Lived =>
    lived
      .does({ type: 'handInReport', deadline: 'frist', content: report })
      .does({ type: 'returnReport', deadline: 'frist', newDueOn });

  test('sends nothing twice: moments covered for that date stay covered', () => {
    const lived = inForce({ ...reported, dueOn: '2012-06-01' }).liveUntil('2012-05-04', 10);
    move(lived, '2012-12-03');
    move(lived, '2012-06-01').liveUntil('2012-06-05');
    expect(sent(lived)).toEqual([
      ['2012-03-02', [-90]],
      ['2012-05-02', [-30]],
      ['2012-05-18', [-14]],
      ['2012-05-25', [-7]],
      ['2012-05-31', [-1]],
      ['2012-06-01', [0]],
      ['2012-06-04', [1]],
    ]);
  });

  test('swallows nothing: what passed meanwhile comes as one', () => {
    const lived = inForce({ ...reported, dueOn: '2012-06-01' }).liveUntil('2012-05-04');
    move(lived, '2012-12-03').liveUntil('2012-05-28', 10);
    move(lived, '2012-06-01');
    expect(sent(lived).at(-1)).toEqual(['2012-05-29', [-14, -7]]);
    expect(remindersOf(lived, 'frist').at(-1)?.dueOn).toBe('2012-06-01');
  });

  test('drops at eight what was queued at seven for the date that it no longer has', () => {
    const lived = inForce({ ...reported, dueOn: '2012-06-01' }).liveUntil('2012-05-25', 7, 55);
    const [reminder] = remindersOf(lived, 'frist').slice(-1);
    if (reminder === undefined) throw new Error('nothing queued');
    expect(agreementModel.stillStands(lived.state(), reminder)).toBe(true);
    expect(agreementModel.stillStands(move(lived, '2012-12-03').state(), reminder)).toBe(false);
    expect(agreementModel.stillStands(move(lived, '2012-06-01').state(), reminder)).toBe(true);
  });

  test('plans the new date from its own beginning', () => {
    const lived = inForce({ ...reported, dueOn: '2012-06-01' }).liveUntil('2012-06-04', 10);
    move(lived, '2012-07-02').liveUntil('2012-07-03');
    expect(sent(lived).slice(-6)).toEqual([
      ['2012-06-05', [-90, -30]],
      ['2012-06-18', [-14]],
      ['2012-06-25', [-7]],
      ['2012-06-29', [-1]],
      ['2012-07-02', [0]],
      ['2012-07-03', [1]],
    ]);
  });
});

test('an agreement sleeps until the next of its moments, and for ever once there is none', () => {
  const lived = livedTo('finalReporting', withDeadlines(deadline('frist', '2014-09-01', watched))).liveUntil('2013-01-10');
  expect(civilDateOf(nextWake(lived.state()) ?? '')).toBe('2014-06-03');
  expect(due(lived.state(), instantAt('2014-06-03', 6, 59))).toEqual([]);
  expect(nextWake(lived.liveUntil('2014-12-01').state())).toBeNull();
});
