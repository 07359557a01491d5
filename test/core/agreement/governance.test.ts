import type { Command, Correction, RulesChange } from '#core/agreement/commands.ts';
import type { EventType } from '#core/agreement/events.ts';
import { describe, expect, test } from 'vitest';
import { deadline, definitionOf, evidence, report, reported, rules, VERSION_HASH, watched } from '../../support/agreements.ts';
import { eventsOf, everybody, livedTo, type Lived, remindersOf, settled } from '../../support/lives.ts';

const consents = ['staten', 'skl'].map((party) => ({ party, evidence }));
const change = (changes: RulesChange, given = consents): Command => ({ type: 'changeRules', changes, consents: given });
const correct = (version: number, correction: Correction): Command => ({ type: 'correct', version, correction });
const redate = (version: number, doneOn: string): Command => correct(version, { kind: 'doneOn', doneOn });
const versionOf = (lived: Lived, type: EventType, at = -1): number => eventsOf(lived, type).at(at)?.version ?? 0;
const fromTo = (lived: Lived) =>
  lived
    .state()
    .phases.slice(-4)
    .map(({ phase, from, to }) => [phase, from, to]);

describe('a change of rules', () => {
  test('needs a reason and the consent of every party, where the rules ask for it', () => {
    const lived = livedTo('inForce');
    const later = { escalateFromDaysOverdue: 14 };
    expect(lived.tries(change(later, []))).toEqual({ code: 'consentMissing', parties: ['staten', 'skl'] });
    expect(lived.tries(change(later, consents.slice(0, 1)))).toEqual({ code: 'consentMissing', parties: ['skl'] });
    expect(lived.tries(change(later, [...consents, { party: 'utvarderaren', evidence }]))).toEqual({
      code: 'unknown',
      field: 'consents.party',
      value: 'utvarderaren',
      known: ['staten', 'skl'],
    });
    expect(lived.tries(change(later), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    expect(lived.does(change(later)).state().rules).toEqual({ ...rules, ...later });
    expect(eventsOf(lived, 'rulesChanged')[0]?.body.consents).toEqual(consents);
    const free = livedTo('inForce', definitionOf({}, { consentToRuleChange: 'none' }));
    expect(free.tries(change(later, []))).toBeNull();
  });

  test('leaves the definition, which the parties signed, as it was', () => {
    const lived = livedTo('inForce').does(change({ signingBy: '2012-01-20' }));
    expect(lived.state().definition.rules).toEqual(rules);
    expect(lived.state().versionHash).toBe(VERSION_HASH);
  });

  test('that cannot be worked with is refused with every fault', () => {
    const lived = livedTo('inForce');
    expect(lived.tries(change({ signingBy: 'snart', escalateFromDaysOverdue: -1 }))).toMatchObject({
      code: 'faultyRules',
      faults: expect.arrayContaining([
        expect.objectContaining({ path: 'signingBy' }),
        expect.objectContaining({ path: 'escalateFromDaysOverdue' }),
      ]),
    });
    expect(lived.tries(change({ reminderPlans: { report: [0] } }))).toMatchObject({ code: 'faultyRules' });
  });

  test('is held against the dates as they stand now, not as they were agreed', () => {
    const definition = definitionOf({ deadlines: [deadline('rapport', '2013-03-31', reported)] });
    const lived = livedTo('inForce', definition).does({ type: 'handInReport', deadline: 'rapport', content: report });
    lived.does({ type: 'returnReport', deadline: 'rapport', newDueOn: '2099-06-01' });
    expect(lived.tries(change({ reminderPlans: { ...rules.reminderPlans, report: [365] } }))).toMatchObject({
      code: 'faultyRules',
    });
    expect(lived.tries(change({ reminderPlans: { ...rules.reminderPlans, report: [30] } }))).toBeNull();
  });

  test('plans reminders anew: what is covered stays covered, what would have passed comes as one', () => {
    const lived = livedTo('inForce', definitionOf({ deadlines: [deadline('frist', '2012-06-01')] })).liveUntil('2012-05-21', 15);
    lived.does(change({ reminderPlans: { ...rules.reminderPlans, report: [-30, -20, -14, -12, -3, 0] } }));
    expect(remindersOf(lived.liveUntil('2012-07-01'), 'frist').map(({ on, stands }) => [on, stands])).toEqual([
      ['2012-03-02', [-90]],
      ['2012-05-02', [-30]],
      ['2012-05-18', [-14]],
      ['2012-05-22', [-20, -12]],
      ['2012-05-29', [-3]],
      ['2012-06-01', [0]],
    ]);
  });

  test('moves a phase that has not begun, also into the past', () => {
    const lived = livedTo('preparation').liveUntil('2011-08-15');
    const { windows } = rules;
    lived.does(change({ windows: { ...windows, negotiation: { from: '2011-08-08', to: '2011-12-31' } } }));
    expect(lived.state().phases.at(-1)).toMatchObject({ phase: 'negotiation', from: '2011-08-08' });
  });

  test('moves who is told of what is overdue', () => {
    const lived = livedTo('inForce', definitionOf({ deadlines: [deadline('frist', '2012-06-01')] }));
    lived.does(change({ escalateFromDaysOverdue: 14 })).liveUntil('2012-07-01');
    expect(
      remindersOf(lived, 'frist')
        .slice(-2)
        .map(({ recipients }) => recipients.length),
    ).toEqual([1, 2]);
  });
});

describe('a correction', () => {
  test('is a later entry about one that there is', () => {
    const lived = livedTo('inForce');
    const { version } = lived.state();
    for (const wrong of [0, -1, 1.5, Number.NaN, version + 1]) {
      expect(lived.tries(correct(wrong, { kind: 'note' }))).toMatchObject({ code: 'nothingToCorrect', newest: version });
    }
    expect(lived.tries(correct(version, { kind: 'note' }), { reason: null })).toMatchObject({ code: 'reasonMissing' });
    const before = lived.state();
    expect(lived.does(correct(version, { kind: 'note' })).state()).toEqual({ ...before, version: version + 1 });
  });

  test('fits what the entry holds', () => {
    const lived = livedTo('inForce');
    const accepted = versionOf(lived, 'versionAccepted');
    for (const correction of [
      { kind: 'account', usedOre: 0, unspentOre: 0 },
      { kind: 'repayment', amountOre: 0 },
      { kind: 'amount', amountOre: 0 },
    ] as const) {
      expect(lived.tries(correct(accepted, correction))).toEqual({
        code: 'correctionDoesNotFit',
        version: accepted,
        kind: correction.kind,
      });
    }
    expect(lived.tries(redate(versionOf(lived, 'basisAdopted'), '2011-05-05'))).toMatchObject({ code: 'correctionDoesNotFit' });
  });

  test('of a day is not in the future, nor before the agreement', () => {
    const lived = livedTo('inForce').liveUntil('2012-06-04').does({ type: 'meetDeadline', deadline: 'plan' });
    const version = versionOf(lived, 'deadlineMet');
    expect(lived.tries(redate(version, '2012-06-05'))).toMatchObject({ code: 'doneInFuture' });
    expect(lived.tries(redate(version, '2011-01-30'))).toMatchObject({ code: 'doneTooEarly', earliest: '2011-01-31' });
    lived.does(redate(version, '2012-06-01'));
    expect(lived.state().deadlines['plan']).toMatchObject({ status: 'met', done: { doneOn: '2012-06-01', version } });
  });

  describe('of the day of an approval', () => {
    const approved = () => {
      const lived = everybody(livedTo('signing').liveUntil('2012-01-10'), 'signing').liveUntil('2012-02-17');
      return everybody(lived, 'approval').liveUntil('2012-11-01');
    };

    test('moves the day from which the agreement is valid, which is the latest of them', () => {
      const lived = approved();
      lived.does(redate(versionOf(lived, 'approved', 0), '2012-01-26'));
      expect(lived.state().validFrom).toBe('2012-02-17');
      lived.does(redate(versionOf(lived, 'approved', 1), '2012-02-02'));
      expect(lived.state().validFrom).toBe('2012-02-02');
      expect(fromTo(lived)).toEqual([
        ['signing', '2011-10-01', '2012-01-10'],
        ['approval', '2012-01-10', '2012-02-02'],
        ['inForce', '2012-02-02', '2012-10-01'],
        ['evaluation', '2012-10-01', null],
      ]);
    });

    test('keeps within the phase that asked for it, and leaves no phase to end before it began', () => {
      const lived = approved();
      const version = versionOf(lived, 'approved');
      expect(lived.tries(redate(version, '2012-01-09'))).toEqual({
        code: 'doneTooEarly',
        doneOn: '2012-01-09',
        earliest: '2012-01-10',
      });
      expect(lived.tries(redate(version, '2012-10-02'))).toEqual({
        code: 'doneTooLate',
        doneOn: '2012-10-02',
        latest: '2012-10-01',
      });
      expect(lived.tries(redate(version, '2012-10-01'))).toBeNull();
    });
  });

  test('of the day of a signature decides validity where no body approves', () => {
    const lived = livedTo('signing', definitionOf({}, { approvals: [] })).liveUntil('2012-01-10');
    everybody(lived, 'signing').liveUntil('2012-03-01');
    lived.does(redate(versionOf(lived, 'signed', 0), '2012-01-05')).does(redate(versionOf(lived, 'signed', 1), '2012-01-09'));
    expect(lived.state().validFrom).toBe('2012-01-09');
    expect(fromTo(lived).slice(-3)).toEqual([
      ['signing', '2011-10-01', '2012-01-09'],
      ['approval', '2012-01-09', '2012-01-09'],
      ['inForce', '2012-01-09', null],
    ]);
  });

  test('of the day of a termination moves the day on which validity ended', () => {
    const lived = livedTo('inForce').liveUntil('2012-05-10').does({ type: 'terminate', party: 'skl' });
    const version = versionOf(lived, 'terminated');
    expect(lived.tries(redate(version, '2011-09-30'))).toMatchObject({ code: 'doneTooEarly', earliest: '2011-10-01' });
    lived.does(redate(version, '2012-05-02'));
    expect(lived.state()).toMatchObject({ validUntil: '2012-05-02', termination: { doneOn: '2012-05-02' } });
  });

  test.each(['closed', 'lapsed'] as const)('is still possible when the agreement is %s, and reopens nothing', (phase) => {
    const lived = livedTo(phase).liveUntil('2015-03-02');
    lived.does(correct(2, { kind: 'note' }));
    expect(lived.state().phase).toBe(phase);
  });

  test('after the close of what was accounted for changes the figures, and the agreement stays closed', () => {
    const lived = settled(livedTo('finalReporting')).liveUntil('2015-03-02');
    const version = versionOf(lived, 'accounted', 0);
    lived.does(correct(version, { kind: 'account', usedOre: 0, unspentOre: lived.state().accounts['stod']?.usedOre ?? 0 }));
    expect(lived.state()).toMatchObject({ phase: 'closed', accounts: { stod: { usedOre: 0 } } });
    expect(lived.tries({ type: 'repay', area: 'stod', amountOre: 1 })).toMatchObject({ code: 'wrongPhase' });
  });
});

test('a last day at the very end of the calendar is told of by nobody, and throws nothing', () => {
  const lived = livedTo('evaluation');
  lived.does(change({ windows: { ...rules.windows, evaluation: { from: '2012-10-01', to: '2099-12-31' } } }));
  expect(lived.liveUntil('2099-12-01').state().phases.at(-1)).toMatchObject({ phase: 'evaluation', overdueTold: [] });
});

test('dates that nobody could work with are refused by name, whatever they are', () => {
  const definition = definitionOf({
    deadlines: [deadline('rapport', '2013-03-31', reported), deadline('vakt', '2014-09-01', watched)],
  });
  const lived = livedTo('inForce', definition).does({ type: 'handInReport', deadline: 'rapport', content: report });
  const giveBack = (newDueOn: string): Command => ({ type: 'returnReport', deadline: 'rapport', newDueOn });
  for (const wrong of ['', 'i morgon', '2012-02-30', '2012-1-1', '99999-01-01', '2150-05-05', '2099-12-31']) {
    expect(lived.tries(giveBack(wrong))).toEqual({ code: 'notADate', field: 'newDueOn', value: wrong });
  }
  expect(lived.tries(giveBack('1901-01-01'))).toMatchObject({ code: 'dueDateInPast' });
  expect(lived.tries(giveBack('2099-11-20'))).toBeNull();
  expect(lived.tries({ type: 'terminate', party: 'skl' }, { on: '1901-01-01' })).toMatchObject({ code: 'doneTooEarly' });
  expect(lived.tries({ type: 'terminate', party: 'skl' }, { on: '2150-05-05' })).toMatchObject({ code: 'doneInFuture' });
  expect(lived.tries({ type: 'terminate', party: 'skl' }, { on: '2012-13-01' })).toMatchObject({
    code: 'notADate',
    field: 'doneOn',
  });
  const version = versionOf(lived, 'versionAccepted');
  for (const [doneOn, code] of [
    ['nyss', 'notADate'],
    ['1901-01-01', 'doneTooEarly'],
    ['2150-05-05', 'doneInFuture'],
  ] as const)
    expect(lived.tries(redate(version, doneOn))).toMatchObject({ code });
});
