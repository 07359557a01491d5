import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { commandRules } from '#core/agreement/tables.ts';
import { agreementModel } from '#core/agreement/model.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { explainDueDate } from '#core/texts/dateText.ts';
import { describe, expect, test } from 'vitest';
import { deadline, definitionOf, envelopeOf, evidence, report, watched } from '../../support/agreements.ts';
import { type Lived, livedTo, remindersOf } from '../../support/lives.ts';

const state = { by: 'statssekreteraren' };
const dueOn = (lived: Lived, id: string): CivilDate | undefined => lived.state().deadlines[id]?.dueOn;

describe('acts on a date come in the order they were done', () => {
  test('one that is entered late does not undo what was decided after it', () => {
    const lived = livedTo('inForce').liveUntil('2012-05-10');
    lived.does({ type: 'extendDeadline', deadline: 'rapport', to: '2013-05-31' }, state).liveUntil('2012-05-20');
    const late = { ...state, on: '2012-05-09', evidence };
    const tooEarly = { code: 'doneTooEarly', doneOn: '2012-05-09', earliest: '2012-05-10' };
    expect(lived.tries({ type: 'extendDeadline', deadline: 'rapport', to: '2013-06-30' }, late)).toEqual(tooEarly);
    expect(lived.tries({ type: 'suspendDeadline', deadline: 'rapport' }, late)).toEqual(tooEarly);
    lived.does({ type: 'suspendDeadline', deadline: 'rapport' }, { ...state, on: '2012-05-15' });
    expect(lived.tries({ type: 'resumeDeadline', deadline: 'rapport' }, { ...state, on: '2012-05-14' })).toEqual({
      code: 'doneTooEarly',
      doneOn: '2012-05-14',
      earliest: '2012-05-15',
    });
  });

  test('nothing is asked for again before it was waived', () => {
    const lived = livedTo('inForce').liveUntil('2012-05-10');
    lived.does({ type: 'waiveDeadline', deadline: 'plan' }, state).liveUntil('2012-05-20');
    const reopen = { type: 'reopenDeadline', deadline: 'plan', dueOn: '2012-09-03' } as const;
    expect(lived.tries(reopen, { ...state, on: '2012-05-09' })).toMatchObject({ code: 'doneTooEarly', earliest: '2012-05-10' });
  });

  test('a new date lies ahead of its act, not of its entry', () => {
    const lived = livedTo('finalReporting').liveUntil('2014-08-20');
    const move = { type: 'moveDeadline', deadline: 'slutrapport', to: '2014-08-15' } as const;
    expect(lived.tries(move, state)).toEqual({
      code: 'dueDateInPast',
      field: 'to',
      newDueOn: '2014-08-15',
      earliest: '2014-08-20',
    });
    lived.does(move, { ...state, on: '2014-08-01' });
    expect(dueOn(lived, 'slutrapport')).toBe('2014-08-15');
  });

  test('an extension answers another, and moves on from the day that it gave', () => {
    const lived = livedTo('inForce');
    const extend = (to: CivilDate) => ({ type: 'extendDeadline', deadline: 'rapport', to }) as const;
    lived.does(extend('2013-05-31'), state).does(extend('2013-06-30'), state);
    expect(dueOn(lived, 'rapport')).toBe('2013-06-30');
    expect(lived.tries(extend('2013-06-30'), state)).toMatchObject({ code: 'notLater', dueOn: '2013-06-30' });
  });
});

describe('a clock that stands still', () => {
  test('over the due date makes nothing late, and gives back the days it stood', () => {
    const lived = livedTo('inForce').liveUntil('2012-05-22');
    lived.does({ type: 'suspendDeadline', deadline: 'plan' }, state).liveUntil('2012-07-02');
    expect(remindersOf(lived, 'plan').filter(({ on }) => on > '2012-05-22')).toEqual([]);
    lived.does({ type: 'resumeDeadline', deadline: 'plan' }, state);
    expect(dueOn(lived, 'plan')).toBe('2012-07-12');
    lived.liveUntil('2012-07-20');
    expect(
      remindersOf(lived, 'plan')
        .filter(({ dueOn: of }) => of === '2012-07-12')
        .map(({ on }) => on),
    ).toEqual(['2012-07-03', '2012-07-09', '2012-07-12', '2012-07-13', '2012-07-19']);
  });

  test('is not started again for what has been done meanwhile', () => {
    const lived = livedTo('inForce').liveUntil('2012-05-22');
    lived.does({ type: 'suspendDeadline', deadline: 'plan' }, state).does({ type: 'meetDeadline', deadline: 'plan' });
    expect(lived.tries({ type: 'resumeDeadline', deadline: 'plan' }, state)).toMatchObject({ code: 'notOpen', status: 'met' });
    const one = lived.state().deadlines['plan'];
    expect(one === undefined ? [] : explainDueDate(one, lived.state(), 'sv')).toHaveLength(1);
    lived.does({ type: 'reopenDeadline', deadline: 'plan', dueOn: '2012-07-31' }, state);
    expect(lived.state().deadlines['plan']?.suspendedOn).toBeNull();
  });

  test('runs again with the new date of a report that is returned', () => {
    const lived = livedTo('inForce').does({ type: 'suspendDeadline', deadline: 'rapport' }, state);
    lived.does({ type: 'handInReport', deadline: 'rapport', content: report });
    lived.does({ type: 'returnReport', deadline: 'rapport', newDueOn: '2013-05-31' }, state);
    expect(lived.state().deadlines['rapport']).toMatchObject({ status: 'open', dueOn: '2013-05-31', suspendedOn: null });
  });
});

test('a report that was waived may be asked for again; one that is handed in is returned', () => {
  const lived = livedTo('inForce').does({ type: 'waiveDeadline', deadline: 'rapport' }, state);
  lived.does({ type: 'reopenDeadline', deadline: 'rapport', dueOn: '2013-05-31' }, state);
  lived.does({ type: 'handInReport', deadline: 'rapport', content: report });
  expect(lived.tries({ type: 'reopenDeadline', deadline: 'rapport', dueOn: '2013-05-31' }, state)).toEqual({
    code: 'metOtherwise',
    deadline: 'rapport',
    metBy: 'report',
    use: ['returnReport'],
  });
});

test('an extension that was asked for is shown until it is answered, and not declined of what is done', () => {
  const lived = livedTo('inForce').does({ type: 'askExtension', deadline: 'plan', to: '2012-07-02' }, { by: 'handlaggaren' });
  const plan = lived.state().deadlines['plan'];
  expect(plan === undefined ? [] : explainDueDate(plan, lived.state(), 'en').at(-1)).toMatch(
    /^extension to Mon 2 Jul 2012 asked for/,
  );
  lived.does({ type: 'meetDeadline', deadline: 'plan' });
  expect(lived.tries({ type: 'declineExtension', deadline: 'plan' }, state)).toMatchObject({ code: 'notOpen' });
});

describe('who decides about a date', () => {
  const by = (person: string) => ({ by: person, evidence: null });

  test('is who set it and whom it is owed to, and nobody about what they owe', () => {
    const lived = livedTo('consultation').does({ type: 'invite', organisations: ['skl'], answerBy: '2011-05-31' });
    const [invited] = Object.values(lived.state().deadlines).filter(({ setBy }) => setBy !== 'text');
    if (invited === undefined) throw new Error('nobody was asked');
    const waive = { type: 'waiveDeadline', deadline: invited.id } as const;
    expect(lived.tries(waive, by('handlaggaren'))).toMatchObject({ code: 'ownDuty' });
    expect(lived.tries(waive, by('statssekreteraren'))).toMatchObject({ code: 'notAllowed' });
  });

  test('whoever set it may, where that is somebody else; who owes it may not, though they set it themselves', () => {
    const lived = livedTo('inForce');
    const deciding = (change: { setBy?: string; mode?: 'watched' }): string[] | undefined => {
      const plan = lived.state().deadlines['plan'];
      if (plan === undefined) throw new Error('no such deadline');
      const deadlines = { ...lived.state().deadlines, plan: { ...plan, ...change } };
      return commandRules.waiveDeadline.whose?.({ ...lived.state(), deadlines }, { type: 'waiveDeadline', deadline: 'plan' });
    };
    expect(deciding({})).toEqual(['staten']);
    expect(deciding({ setBy: 'samradet' })).toEqual(['samradet', 'staten']);
    expect(deciding({ setBy: 'skl' })).toEqual(['staten']);
    expect(deciding({ setBy: 'skl', mode: 'watched' })).toEqual(['skl', 'staten']);
  });

  test('of a body’s own meeting is the body', () => {
    const lived = livedTo('signing');
    const meeting = { body: 'styrelsen', about: 'approval', meetingOn: '2012-02-10', papersBusinessDaysBefore: 10 } as const;
    lived.does({ type: 'planMeeting', ...meeting });
    lived.does({ type: 'moveDeadline', deadline: 'meeting-approval:styrelsen', to: '2012-02-17' }, by('handlaggaren'));
    expect(dueOn(lived, 'papers-approval:styrelsen')).toBe('2012-02-03');
    // The papers are owed to the body: it gives more time, or less.
    lived.does({ type: 'moveDeadline', deadline: 'papers-approval:styrelsen', to: '2012-01-31' }, by('handlaggaren'));
    expect(dueOn(lived, 'papers-approval:styrelsen')).toBe('2012-01-31');
  });
});

test('a commission’s date is followed also where it is told after it passed, and says whose it is', () => {
  const lived = livedTo(
    'inForce',
    definitionOf({
      deadlines: [deadline('slutrapport', '2014-09-01', watched)],
      terms: { dates: { dependent: [], commissions: { slutrapport: { commission: 'utvardering', item: 'final' } } } },
    }),
  );
  const passed = addDays(civilDateOf(lived.now()), -3);
  const command = { type: 'commissionDateMoved', commission: 'utvardering', item: 'final', dueOn: passed } as const;
  const envelope = {
    ...envelopeOf(command, civilDateOf(lived.now())),
    actor: { authenticated: 'process', person: 'framework:p' } as const,
  };
  const decision = agreementModel.decide(lived.state(), envelope, lived.now());
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal));
  const [event] = decision.value;
  const folded =
    event === undefined ? null : agreementModel.evolve(lived.state(), { ...lived.events()[0], ...event, version: 999 } as never);
  const one = folded?.deadlines['slutrapport'];
  expect(one?.dueOn).toBe(passed);
  expect(folded === null || one === undefined ? [] : explainDueDate(one, folded, 'sv').at(-1)).toMatch(
    /: följer uppdraget, flyttad från mån 1 sep 2014, /,
  );
});
