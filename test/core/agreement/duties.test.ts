import type { Command } from '#core/agreement/commands.ts';
import { owedStill } from '#core/agreement/obligations.ts';
import { describe, expect, test } from 'vitest';
import { deadline, definitionOf, evidence, report, reported, text, VERSION_HASH, watched } from '../../support/agreements.ts';
import { eventsOf, everybody, livedTo, type Lived, opened } from '../../support/lives.ts';

const approve = (body: string): Command => ({ type: 'approve', body, versionHash: VERSION_HASH });
const handIn = (id = 'rapport'): Command => ({ type: 'handInReport', deadline: id, content: report });
const giveBack = (newDueOn: string): Command => ({ type: 'returnReport', deadline: 'rapport', newDueOn });
const acceptReport: Command = { type: 'acceptReport', deadline: 'rapport' };
const rapport = (lived: Lived) => lived.state().deadlines['rapport'];

describe('two dates', () => {
  const approval = () => livedTo('approval').liveUntil('2012-02-10');

  test('an act is never done in the future', () => {
    expect(approval().tries(approve('styrelsen'), { on: '2012-02-11' })).toEqual({
      code: 'doneInFuture',
      doneOn: '2012-02-11',
      today: '2012-02-10',
    });
  });

  test('today is Stockholm’s, also in the hours when it is another day in UTC', () => {
    const lived = livedTo('inForce').liveUntil('2012-06-05', 0, 30);
    expect(lived.now()).toBe('2012-06-04T22:30:00.000Z');
    expect(lived.does({ type: 'meetDeadline', deadline: 'plan' }, { on: '2012-06-05' }).state().deadlines['plan']?.status).toBe(
      'met',
    );
  });

  test('an entry later than the same day needs evidence, one of the same day by its own people none', () => {
    const own = { by: 'verkstallande', evidence: null };
    expect(approval().tries(approve('styrelsen'), { ...own, on: '2012-02-09' })).toEqual({
      code: 'evidenceMissing',
      because: 'enteredLater',
      doneOn: '2012-02-09',
      today: '2012-02-10',
    });
    expect(approval().tries(approve('styrelsen'), own)).toBeNull();
    expect(approval().tries(approve('styrelsen'), { ...own, on: '2012-02-09', evidence })).toBeNull();
  });

  test('the board’s decision of 2 February, entered on the 10th, makes the agreement valid from the 2nd', () => {
    const lived = everybody(livedTo('signing').liveUntil('2012-01-09'), 'signing').liveUntil('2012-01-26');
    lived.does(approve('regeringen')).liveUntil('2012-02-10').does(approve('styrelsen'), { on: '2012-02-02' });
    expect(lived.state()).toMatchObject({ phase: 'inForce', validFrom: '2012-02-02' });
    const began = eventsOf(lived, 'phaseBegan').at(-1);
    expect(began).toMatchObject({ doneOn: '2012-02-02', recordedAt: lived.now(), body: { phase: 'inForce', on: '2012-02-02' } });
  });

  test('approvals entered out of order count by the later of their own days', () => {
    const lived = everybody(livedTo('signing').liveUntil('2012-01-09'), 'signing').liveUntil('2012-02-20');
    lived.does(approve('styrelsen'), { on: '2012-02-17' }).does(approve('regeringen'), { on: '2012-01-26' });
    expect(lived.state().validFrom).toBe('2012-02-17');
  });

  test('an approval cannot have been given before the phase that asks for it', () => {
    const lived = everybody(livedTo('signing').liveUntil('2012-01-09'), 'signing').liveUntil('2012-02-10');
    expect(lived.tries(approve('styrelsen'), { on: '2012-01-08' })).toEqual({
      code: 'doneTooEarly',
      doneOn: '2012-01-08',
      earliest: '2012-01-09',
    });
  });

  test('a date is met by the day it was done, whatever was reminded of before that was known', () => {
    const lived = livedTo('inForce')
      .liveUntil('2012-06-12')
      .does({ type: 'meetDeadline', deadline: 'plan' }, { on: '2012-06-01' });
    expect(lived.state().deadlines['plan']?.done?.doneOn).toBe('2012-06-01');
    expect(eventsOf(lived, 'reminded').at(-1)?.body.reminders[0]?.occasion).toBe(7);
  });
});

describe('two persons', () => {
  test('who did it and who entered it are both kept, with organisation and body', () => {
    const lived = livedTo('approval').does(approve('styrelsen'), { doneBy: 'verkstallande' });
    expect(eventsOf(lived, 'approved')[0]).toMatchObject({
      doneBy: { organisation: 'skl', body: 'styrelsen', person: 'verkstallande' },
      recordedBy: { person: 'samordnaren', role: 'coordinator', authenticated: 'claimed' },
    });
  });

  test('whoever did it is of the organisation whose act it is', () => {
    const lived = livedTo('approval');
    expect(lived.tries(approve('styrelsen'), { doneBy: 'ministern' })).toMatchObject({ code: 'notThatPerson', field: 'doneBy' });
    expect(lived.tries(approve('styrelsen'), { doneBy: 'obekant' })).toEqual({
      code: 'unknownPerson',
      field: 'doneBy',
      person: 'obekant',
      known: lived.state().definition.people.map(({ id }) => id),
    });
  });

  test('an entry on behalf of others needs evidence even the same day', () => {
    expect(livedTo('approval').tries(approve('styrelsen'), { evidence: null })).toMatchObject({
      code: 'evidenceMissing',
      because: 'onBehalf',
    });
  });

  test('what time brings has neither', () => {
    const began = eventsOf(livedTo('consultation'), 'phaseBegan')[0];
    expect(began).toMatchObject({ doneBy: null, recordedBy: { person: null, role: 'time' }, doneOn: '2011-02-01' });
  });

  test('a phase that time began while the system stood still is dated on its first day', () => {
    const lived = opened().standStillUntil('2011-02-09');
    expect(eventsOf(lived, 'phaseBegan')[0]).toMatchObject({ doneOn: '2011-02-01', recordedAt: lived.now() });
  });
});

describe('a report', () => {
  const inForce = () => livedTo('inForce').liveUntil('2013-03-20');
  const own = { by: 'handlaggaren', evidence: null };

  test('has three parts, or says that there is nothing to report', () => {
    const withReasons = { ...report, goalsMet: false, reasons: text('reasons') } as const;
    for (const content of [report, withReasons, { kind: 'nothingToReport' } as const]) {
      const lived = inForce().does({ type: 'handInReport', deadline: 'rapport', content }, own);
      expect(eventsOf(lived, 'reportHandedIn')[0]?.body.content).toEqual(content);
      expect(rapport(lived)).toMatchObject({ status: 'met', accepted: false });
    }
  });

  test('meets its deadline as it is handed in, and is settled once its creditor accepts it', () => {
    const lived = inForce().does(handIn(), own);
    expect(lived.tries(handIn(), own)).toMatchObject({ code: 'alreadyDone', command: 'handInReport' });
    expect(owedStill(lived.state()).deadlines).toContain('rapport');
    lived.liveUntil('2013-04-10').does(acceptReport, { by: 'statssekreteraren', evidence: null });
    expect(rapport(lived)).toMatchObject({ status: 'met', accepted: true, done: { doneOn: '2013-03-20' } });
    expect(owedStill(lived.state()).deadlines).not.toContain('rapport');
    expect(lived.tries(acceptReport)).toMatchObject({ code: 'alreadyDone', command: 'acceptReport' });
    expect(lived.tries(giveBack('2013-05-01'))).toMatchObject({ code: 'alreadyDone', command: 'returnReport' });
  });

  test('is never accepted or returned by its own debtor, in whatever role', () => {
    const lived = inForce().does(handIn(), own);
    for (const by of ['handlaggaren', 'sklregistratorn', 'verkstallande']) {
      expect(lived.tries(acceptReport, { by })).toEqual({ code: 'ownReport', deadline: 'rapport', organisation: 'skl' });
      expect(lived.tries(giveBack('2013-05-01'), { by })).toMatchObject({ code: 'ownReport' });
    }
    expect(lived.tries(acceptReport, { by: 'utredaren' })).toMatchObject({ code: 'notAllowed', needed: 'staten' });
    expect(lived.tries(acceptReport, { doneBy: 'handlaggaren' })).toMatchObject({
      code: 'notThatPerson',
      organisation: 'staten',
    });
  });

  test('is answered only once it is in, and not before the day that it came', () => {
    expect(inForce().tries(acceptReport)).toEqual({ code: 'notHandedIn', deadline: 'rapport' });
    const lived = inForce().does(handIn(), own);
    expect(lived.tries(acceptReport, { on: '2013-03-19' })).toMatchObject({ code: 'doneTooEarly', earliest: '2013-03-20' });
    expect(lived.tries(giveBack('2013-05-01'), { on: '2013-03-19' })).toMatchObject({ code: 'doneTooEarly' });
  });

  test('returned with a reason and a new date is owed again by then', () => {
    const lived = inForce().does(handIn(), own).liveUntil('2013-04-02');
    expect(lived.tries(giveBack('2013-05-01'), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    lived.does(giveBack('2013-05-01'), { by: 'statssekreteraren', evidence: null });
    expect(rapport(lived)).toMatchObject({ status: 'open', done: null, accepted: false, dueOn: '2013-05-01' });
    lived.does(handIn(), own);
    expect(rapport(lived)).toMatchObject({ status: 'met', done: { doneOn: '2013-04-02' } });
  });

  test('is returned to a date that had not passed on the day of the return, also where that is entered later', () => {
    const lived = inForce().does(handIn(), own).liveUntil('2013-04-20');
    expect(lived.tries(giveBack('2013-04-19'))).toEqual({
      code: 'dueDateInPast',
      newDueOn: '2013-04-19',
      earliest: '2013-04-20',
    });
    lived.does(giveBack('2013-04-15'), { on: '2013-04-02' });
    expect(rapport(lived)).toMatchObject({ status: 'open', dueOn: '2013-04-15' });
    expect(eventsOf(lived, 'reminded').at(-1)?.body.reminders[0]?.stands).toEqual([-90, -30, -14, -7, -1, 0, 1, 7]);
  });

  test('is the only thing that meets a report’s deadline', () => {
    const lived = inForce();
    expect(lived.tries({ type: 'meetDeadline', deadline: 'rapport' })).toEqual({
      code: 'metOtherwise',
      deadline: 'rapport',
      metBy: 'report',
      use: ['handInReport'],
    });
    expect(lived.tries(handIn('plan'))).toMatchObject({ code: 'metOtherwise', use: ['meetDeadline'] });
    expect(lived.tries({ type: 'acceptReport', deadline: 'redovisning' })).toMatchObject({
      code: 'metOtherwise',
      metBy: 'accounts',
    });
  });
});

describe('a deadline', () => {
  test('can be met in any open phase, and once', () => {
    const lived = livedTo('consultation').does({ type: 'meetDeadline', deadline: 'plan' });
    expect(lived.tries({ type: 'meetDeadline', deadline: 'plan' })).toMatchObject({ code: 'alreadyDone', what: 'plan' });
  });

  test('that is watched is let go by the coordinator alone, with a reason; one that is owed never is', () => {
    const lived = livedTo('inForce');
    expect(lived.tries({ type: 'letGo', deadline: 'plan' })).toEqual({ code: 'notWatched', deadline: 'plan' });
    expect(lived.tries({ type: 'letGo', deadline: 'slutrapport' }, { by: 'utredaren' })).toMatchObject({ code: 'notAllowed' });
    lived.does({ type: 'letGo', deadline: 'slutrapport' });
    expect(lived.state().deadlines['slutrapport']?.status).toBe('letGo');
    expect(lived.tries({ type: 'meetDeadline', deadline: 'slutrapport' })).toMatchObject({ code: 'alreadyDone' });
  });

  test('that the agreement does not have is answered with those that it has', () => {
    const lived = livedTo(
      'inForce',
      definitionOf({ deadlines: [deadline('a', '2012-06-01'), deadline('b', '2014-09-01', watched)] }),
    );
    expect(lived.tries({ type: 'meetDeadline', deadline: 'constructor' })).toEqual({
      code: 'unknown',
      field: 'deadline',
      value: 'constructor',
      known: ['a', 'b'],
    });
  });
});

test('a deviation is reported with a reason by whoever carries the measure out', () => {
  const deviation: Command = { type: 'reportDeviation', measure: 'databaser', description: text('late') };
  const lived = livedTo('inForce');
  expect(lived.tries(deviation, { reason: null })).toMatchObject({ code: 'reasonMissing' });
  expect(lived.tries(deviation, { by: 'statssekreteraren' })).toMatchObject({ code: 'notAllowed', needed: 'skl' });
  lived.does(deviation, { by: 'handlaggaren', evidence: null });
  expect(lived.state().deviations).toMatchObject([{ measure: 'databaser', doneOn: '2011-10-01' }]);
});

test('a handler may be both coordinator and member: their own organisation’s acts need no evidence', () => {
  const people = definitionOf().people.map((one) =>
    one.id === 'handlaggaren' ? { ...one, roles: ['coordinator' as const, 'handler' as const] } : one,
  );
  const lived = livedTo('inForce', definitionOf({ people, deadlines: [deadline('rapport', '2013-03-31', reported)] }));
  lived.does(handIn(), { by: 'handlaggaren', evidence: null });
  expect(lived.tries(acceptReport, { by: 'handlaggaren', evidence: null })).toMatchObject({ code: 'evidenceMissing' });
  expect(eventsOf(lived, 'reportHandedIn')[0]?.recordedBy.role).toBe('handler');
});
