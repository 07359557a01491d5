import type { Command } from '#core/agreement/commands.ts';
import { nextWake } from '#core/agreement/due.ts';
import type { Phase } from '#core/agreement/phases.ts';
import { describe, expect, test } from 'vitest';
import { definitionOf, deadline, MNKR, VERSION_HASH, watched, withDeadlines } from '../../support/agreements.ts';
import { eventsOf, everybody, livedTo, type Lived, opened, settled } from '../../support/lives.ts';

const spans = (lived: Lived): [Phase, string, string | null][] =>
  lived.state().phases.map(({ phase, from, to }) => [phase, from, to]);
const lastSpan = (lived: Lived) => spans(lived).at(-1);
const accept = (party: string): Command => ({ type: 'acceptVersion', party, versionHash: VERSION_HASH });
const approve = (body: string): Command => ({ type: 'approve', body, versionHash: VERSION_HASH });
const overdueTold = (lived: Lived) =>
  eventsOf(lived, 'phaseOverdue').map(({ body }) => [body.phase, body.lastDay, body.sendAfter]);

describe('the year cycle', () => {
  test('goes from the eve of the consultation to closed, each phase beginning the day the one before ended', () => {
    const lived = opened().liveUntil('2011-06-20').does({ type: 'adoptBasis' }).liveUntil('2011-12-15');
    everybody(lived, 'negotiation').liveUntil('2012-01-10');
    everybody(lived, 'signing').liveUntil('2012-02-17');
    everybody(lived, 'approval').liveUntil('2012-12-20').does({ type: 'adoptEvaluation' }).liveUntil('2014-08-28');
    expect(spans(settled(lived))).toEqual([
      ['planned', '2011-01-31', '2011-02-01'],
      ['consultation', '2011-02-01', '2011-06-20'],
      ['preparation', '2011-06-20', '2011-10-01'],
      ['negotiation', '2011-10-01', '2011-12-15'],
      ['signing', '2011-12-15', '2012-01-10'],
      ['approval', '2012-01-10', '2012-02-17'],
      ['inForce', '2012-02-17', '2012-10-01'],
      ['evaluation', '2012-10-01', '2012-12-20'],
      ['finalReporting', '2012-12-20', '2014-08-28'],
      ['closed', '2014-08-28', null],
    ]);
    expect(lived.state().validFrom).toBe('2012-02-17');
    expect(nextWake(lived.state())).toBeNull();
  });

  test('begins a phase with a window as its first day begins, by the clock in Stockholm', () => {
    const lived = opened();
    expect(nextWake(lived.state())).toBe('2011-01-31T23:00:00.000Z');
    expect(lived.liveUntil('2011-01-31', 23, 59).state().phase).toBe('planned');
    expect(lived.liveUntil('2011-02-01', 0, 0).state().phase).toBe('consultation');
  });

  test('begins the negotiation only once the basis is adopted, however late', () => {
    const lived = opened().liveUntil('2011-11-07');
    expect(lived.state().phase).toBe('consultation');
    lived.does({ type: 'adoptBasis' });
    expect(spans(lived).slice(-2)).toEqual([
      ['preparation', '2011-11-07', '2011-11-07'],
      ['negotiation', '2011-11-07', null],
    ]);
  });

  test('opens consultation, negotiation and evaluation early where the coordinator says why', () => {
    const lived = opened(definitionOf(), '2010-12-01').liveUntil('2011-01-10').does({ type: 'openNextPhaseEarly' });
    expect(lastSpan(lived)).toEqual(['consultation', '2011-01-10', null]);
    lived.does({ type: 'adoptBasis' }).liveUntil('2011-09-12').does({ type: 'openNextPhaseEarly' });
    expect(lastSpan(lived)).toEqual(['negotiation', '2011-09-12', null]);
    for (const phase of ['negotiation', 'signing', 'approval'] as const) everybody(lived, phase);
    lived.liveUntil('2012-09-03').does({ type: 'openNextPhaseEarly' });
    expect(lastSpan(lived)).toEqual(['evaluation', '2012-09-03', null]);
    expect(eventsOf(lived, 'phaseBegan').filter(({ body }) => body.early)).toHaveLength(3);
    expect(livedTo('preparation').tries({ type: 'openNextPhaseEarly' }, { reason: null })).toMatchObject({
      code: 'reasonMissing',
    });
  });

  test('is in force while it is evaluated, until the day that it names itself', () => {
    const lived = livedTo('evaluation', definitionOf({ validUntil: '2012-12-31' }));
    expect(lived.state()).toMatchObject({ phase: 'evaluation', validFrom: '2011-10-01', validUntil: '2012-12-31' });
  });

  test('closes the very day its evaluation is adopted where nothing is owed by then', () => {
    const lived = settled(livedTo('inForce')).liveUntil('2012-10-05').does({ type: 'adoptEvaluation' });
    expect(spans(lived).slice(-2)).toEqual([
      ['finalReporting', '2012-10-05', '2012-10-05'],
      ['closed', '2012-10-05', null],
    ]);
  });
});

describe('a late conclusion', () => {
  const late = () =>
    everybody(everybody(livedTo('negotiation').liveUntil('2012-12-20'), 'negotiation').liveUntil('2013-01-28'), 'signing');

  test('comes into force in the year after its evaluation should have been, and evaluates at once', () => {
    const lived = everybody(late(), 'approval');
    expect(spans(lived).slice(-2)).toEqual([
      ['inForce', '2013-01-28', '2013-01-28'],
      ['evaluation', '2013-01-28', null],
    ]);
  });

  test('throws nothing away: every window that closed is told of once, to the coordinator', () => {
    expect(overdueTold(late().liveUntil('2013-03-01'))).toEqual([
      ['negotiation', '2011-12-31', '2012-01-02T07:00:00.000Z'],
      ['signing', '2012-01-13', '2012-12-21T07:00:00.000Z'],
    ]);
  });
});

describe('a phase that should have ended', () => {
  test('is told of the first business day after its last day, once', () => {
    const lived = livedTo('signing').liveUntil('2012-05-01');
    expect(overdueTold(lived)).toEqual([['signing', '2012-01-13', '2012-01-16T07:00:00.000Z']]);
    expect(eventsOf(lived, 'phaseOverdue')[0]?.body.recipients).toEqual(['person:samordnaren']);
  });

  test('is told of again where its last day is moved and passes again, and not where it is moved back', () => {
    const lived = livedTo('consultation').liveUntil('2011-07-05');
    const { windows } = lived.state().rules;
    const consents = ['staten', 'skl'].map((party) => ({ party, evidence: { kind: 'document' as const, sha256: VERSION_HASH } }));
    const endingOn = (to: string): Command => ({
      type: 'changeRules',
      changes: { windows: { ...windows, consultation: { ...windows.consultation, to } } },
      consents,
    });
    lived.does(endingOn('2011-08-31')).liveUntil('2011-09-05').does(endingOn('2011-06-30')).liveUntil('2011-09-20');
    expect(overdueTold(lived).map(([, lastDay]) => lastDay)).toEqual(['2011-06-30', '2011-08-31']);
  });

  test('says nothing where no day is set for its end', () => {
    const lived = livedTo('approval').liveUntil('2013-01-01');
    expect(overdueTold(lived)).toEqual([]);
  });
});

describe('signing', () => {
  test('needs every party, each authorised before', () => {
    const lived = livedTo('signing').liveUntil('2012-01-09');
    const sign: Command = { type: 'sign', party: 'skl', signatory: 'verkstallande', versionHash: VERSION_HASH };
    const authorise = (orSubstitute: boolean, signatory = 'verkstallande'): Command => ({
      type: 'authorise',
      party: 'skl',
      body: 'styrelsen',
      signatory,
      orSubstitute,
    });
    expect(lived.tries(sign)).toEqual({ code: 'notAuthorised', party: 'skl', signatory: 'verkstallande', authorised: null });
    lived.does(authorise(false, 'sklchef'));
    expect(lived.tries(sign)).toMatchObject({ code: 'notAuthorised', authorised: 'sklchef' });
    lived.does(authorise(true, 'sklchef'), { on: '2012-01-05' });
    expect(lived.tries(sign, { on: '2012-01-04' })).toMatchObject({ code: 'doneTooEarly', earliest: '2012-01-05' });
    expect(lived.does(sign).state().phase).toBe('signing');
    expect(lived.tries(sign)).toMatchObject({ code: 'alreadyDone', what: 'skl' });
  });

  test('is of the version accepted, by a person of the party, authorised by its own body', () => {
    const lived = livedTo('signing');
    const authorise = {
      type: 'authorise',
      party: 'skl',
      body: 'styrelsen',
      signatory: 'verkstallande',
      orSubstitute: true,
    } as const;
    expect(lived.tries({ ...authorise, body: 'regeringen' })).toMatchObject({ code: 'wrongBody', expected: ['styrelsen'] });
    expect(lived.tries({ ...authorise, signatory: 'ministern' })).toMatchObject({ code: 'notThatPerson' });
    lived.does(authorise);
    const sign = { type: 'sign', party: 'skl', signatory: 'verkstallande', versionHash: VERSION_HASH } as const;
    expect(lived.tries({ ...sign, versionHash: 'b2' })).toEqual({ code: 'otherVersion', given: 'b2', current: VERSION_HASH });
    expect(lived.tries({ ...sign, signatory: 'ministern' })).toMatchObject({ code: 'notThatPerson' });
  });

  test('goes straight into force where no body has to approve', () => {
    const lived = everybody(livedTo('signing', definitionOf({}, { approvals: [] })).liveUntil('2012-01-09'), 'signing');
    expect(spans(lived).slice(-2)).toEqual([
      ['approval', '2012-01-09', '2012-01-09'],
      ['inForce', '2012-01-09', null],
    ]);
    expect(lived.state().validFrom).toBe('2012-01-09');
  });

  test('refused, with a reason, reopens the negotiation, where everything is accepted, authorised and signed anew', () => {
    const lived = livedTo('signing').liveUntil('2012-01-09');
    expect(lived.tries({ type: 'refuseToSign', party: 'skl' }, { reason: null })).toMatchObject({ code: 'reasonMissing' });
    lived.does({ type: 'refuseToSign', party: 'skl' });
    expect(lastSpan(lived)).toEqual(['negotiation', '2012-01-09', null]);
    expect(lived.state()).toMatchObject({ acceptances: {}, authorisations: {}, signatures: {} });
    everybody(everybody(lived, 'negotiation'), 'signing');
    expect(everybody(lived, 'approval').state().phase).toBe('inForce');
  });
});

describe('a rejection', () => {
  const rejected = () =>
    livedTo('approval').liveUntil('2012-02-01').does(approve('regeringen')).does({ type: 'reject', body: 'styrelsen' });

  test('has a reason, ends nothing by itself, and stops further approvals', () => {
    expect(livedTo('approval').tries({ type: 'reject', body: 'styrelsen' }, { reason: null })).toMatchObject({
      code: 'reasonMissing',
    });
    const lived = rejected();
    expect(lived.state()).toMatchObject({ phase: 'approval', rejection: { body: 'styrelsen', doneOn: '2012-02-01' } });
    expect(lived.tries(approve('styrelsen'))).toEqual({ code: 'afterRejection', body: 'styrelsen' });
  });

  test('lets the coordinator reopen the negotiation, not earlier than it was made', () => {
    expect(livedTo('approval').tries({ type: 'reopenNegotiation' })).toEqual({ code: 'nothingRejected' });
    const lived = rejected();
    expect(lived.tries({ type: 'reopenNegotiation' }, { on: '2012-01-31' })).toMatchObject({ code: 'doneTooEarly' });
    lived.does({ type: 'reopenNegotiation' });
    expect(lived.state()).toMatchObject({ phase: 'negotiation', rejection: null, approvals: {}, acceptances: {} });
    for (const phase of ['negotiation', 'signing', 'approval'] as const) everybody(lived, phase);
    expect(lived.state().phase).toBe('inForce');
  });

  test('lets the coordinator lapse the year instead', () => {
    const lived = rejected().does({ type: 'lapse' });
    expect(lived.state()).toMatchObject({ phase: 'lapsed', validFrom: null });
    expect(nextWake(lived.state())).toBeNull();
  });

  test('is made by a body that approves, once', () => {
    const lived = livedTo('approval', definitionOf({}, { approvals: ['regeringen'] }));
    expect(lived.tries({ type: 'reject', body: 'styrelsen' })).toMatchObject({ code: 'wrongBody', expected: ['regeringen'] });
  });
});

describe('a lapse', () => {
  test.each(['planned', 'consultation', 'preparation', 'negotiation', 'signing', 'approval'] as const)(
    'ends the %s, with a reason',
    (phase) => {
      const lived = livedTo(phase);
      expect(lived.tries({ type: 'lapse' }, { reason: null })).toMatchObject({ code: 'reasonMissing' });
      expect(lived.does({ type: 'lapse' }).state().phase).toBe('lapsed');
      expect(lived.liveUntil('2015-01-01').state().phase).toBe('lapsed');
    },
  );
});

describe('a termination', () => {
  const terminate: Command = { type: 'terminate', party: 'skl' };

  test.each(['inForce', 'evaluation'] as const)('in %s ends validity and goes on to final reporting', (phase) => {
    const lived = livedTo(phase).liveUntil('2012-11-01');
    expect(lived.tries(terminate, { reason: null })).toMatchObject({ code: 'reasonMissing' });
    lived.does(terminate);
    expect(spans(lived).slice(-2)).toEqual([
      ['terminated', '2012-11-01', '2012-11-01'],
      ['finalReporting', '2012-11-01', null],
    ]);
    expect(lived.state()).toMatchObject({ validUntil: '2012-11-01', termination: { party: 'skl' } });
    expect(settled(lived).state().phase).toBe('closed');
  });

  test('that ended the agreement before its evaluation began is entered then, and no phase ends before it began', () => {
    const lived = livedTo('evaluation').liveUntil('2012-10-20').does(terminate, { on: '2012-09-14' });
    expect(lived.state().validUntil).toBe('2012-09-14');
    expect(spans(lived).slice(-3)).toEqual([
      ['evaluation', '2012-10-01', '2012-10-01'],
      ['terminated', '2012-10-01', '2012-10-01'],
      ['finalReporting', '2012-10-01', null],
    ]);
  });
});

describe('closing', () => {
  test('waits for reports to be accepted, money to be accounted and returned, and watched dates to be in or let go', () => {
    const lived = livedTo('finalReporting', withDeadlines(deadline('slutrapport', '2014-09-01', watched)));
    lived.does({ type: 'account', area: 'stod', usedOre: 50 * MNKR, unspentOre: 10 * MNKR });
    lived.does({ type: 'account', area: 'utbildning', usedOre: 40 * MNKR, unspentOre: 0 });
    lived.does({ type: 'letGo', deadline: 'slutrapport' });
    expect(lived.state().phase).toBe('finalReporting');
    expect(lived.does({ type: 'repay', area: 'stod', amountOre: 10 * MNKR }).state().phase).toBe('closed');
  });

  test('is on the day of the latest of the acts that it took, whichever is entered last', () => {
    const lived = livedTo('finalReporting', withDeadlines(deadline('a', '2014-06-30'), deadline('b', '2014-06-30')));
    for (const area of ['stod', 'utbildning'])
      lived.does({ type: 'account', area, usedOre: (area === 'stod' ? 60 : 40) * MNKR, unspentOre: 0 });
    lived.liveUntil('2014-06-20').does({ type: 'meetDeadline', deadline: 'a' });
    lived.liveUntil('2014-06-25').does({ type: 'meetDeadline', deadline: 'b' }, { on: '2014-05-02' });
    expect(lastSpan(lived)).toEqual(['closed', '2014-06-20', null]);
  });
});

test('a version is accepted once by each party, and by the same hash', () => {
  const lived = livedTo('negotiation').does(accept('skl'));
  expect(lived.tries(accept('skl'))).toMatchObject({ code: 'alreadyDone', command: 'acceptVersion', what: 'skl' });
  expect(lived.tries({ ...accept('staten'), versionHash: 'b2' } as Command)).toMatchObject({ code: 'otherVersion' });
  expect(lived.does(accept('staten')).state().phase).toBe('signing');
});
