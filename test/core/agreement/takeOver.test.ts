import type { Command, PastAct } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import { due } from '#core/agreement/due.ts';
import { instantAt } from '#core/calendar/instant.ts';
import { describe, expect, test } from 'vitest';
import {
  deadline,
  definitionOf,
  envelopeOf,
  type Entry,
  reason,
  report,
  reported,
  VERSION_HASH,
  watched,
  withDeadlines,
} from '../../support/agreements.ts';
import { eventsOf, type Lived, livedFrom, opened, remindersOf } from '../../support/lives.ts';

const past = (doneOn: string, command: PastAct['command'], more: Partial<PastAct> = {}): PastAct => ({
  command,
  doneOn,
  doneBy: null,
  reason: null,
  ...more,
});
const accept = (doneOn: string, party: string): PastAct =>
  past(doneOn, { type: 'acceptVersion', party, versionHash: VERSION_HASH });
const authorise = (doneOn: string, party: string, body: string, signatory: string): PastAct =>
  past(doneOn, { type: 'authorise', party, body, signatory, orSubstitute: false });
const sign = (doneOn: string, party: string, signatory: string): PastAct =>
  past(doneOn, { type: 'sign', party, signatory, versionHash: VERSION_HASH });
const approve = (doneOn: string, body: string): PastAct => past(doneOn, { type: 'approve', body, versionHash: VERSION_HASH });

const toNegotiation = [past('2011-06-20', { type: 'adoptBasis' })];
const toSigning = [...toNegotiation, accept('2011-12-12', 'skl'), accept('2011-12-15', 'staten')];
const toApproval = [
  ...toSigning,
  authorise('2011-12-20', 'staten', 'regeringen', 'ministern'),
  authorise('2011-12-20', 'skl', 'styrelsen', 'verkstallande'),
  sign('2011-12-22', 'staten', 'ministern'),
  sign('2012-01-09', 'skl', 'verkstallande'),
];
const toInForce = [...toApproval, approve('2012-01-26', 'regeringen'), approve('2012-02-17', 'styrelsen')];

const opening = (acts: PastAct[] | null, definition = definitionOf()): Command => ({
  type: 'open',
  definition,
  versionHash: VERSION_HASH,
  takeOver: acts,
});
const takenOver = (acts: PastAct[], on = '2012-05-21', definition = definitionOf(), hour = 9): Lived =>
  livedFrom([], instantAt(on, hour)).does(opening(acts, definition));
const refusal = (acts: PastAct[] | null, on = '2012-05-21', entry: Entry = {}) =>
  livedFrom([], instantAt(on, 9)).tries(opening(acts), entry);

describe('opening', () => {
  test('is before the consultation’s first day is over, of today, by the coordinator', () => {
    expect(refusal(null, '2011-02-02')).toEqual({ code: 'openingPassed', opensOn: '2011-02-01', today: '2011-02-02' });
    expect(refusal(null, '2011-02-01')).toBeNull();
    expect(refusal(null, '2011-01-20', { on: '2011-01-19' })).toMatchObject({ code: 'doneTooEarly' });
    expect(refusal(null, '2011-01-20', { on: '2011-01-21' })).toMatchObject({ code: 'doneInFuture' });
    expect(opened().tries(opening(null))).toEqual({ code: 'alreadyOpened' });
  });

  test('was done by somebody of the coordinator’s organisation, where it says by whom', () => {
    expect(refusal(null, '2011-01-20', { doneBy: 'obekant' })).toMatchObject({ code: 'unknownPerson', field: 'doneBy' });
    expect(refusal(null, '2011-01-20', { doneBy: 'ministern' })).toMatchObject({
      code: 'notThatPerson',
      organisation: 'samradet',
    });
    expect(refusal(null, '2011-01-20', { doneBy: 'samordnaren' })).toBeNull();
  });

  test('of a definition that cannot be right is refused with its faults', () => {
    const lived = livedFrom([], instantAt('2011-01-20', 9));
    expect(lived.tries(opening(null, definitionOf({ frameOre: 1 })))).toMatchObject({ code: 'faultyDefinition' });
  });
});

describe('a take-over', () => {
  test('is one event that stands where the acts led, each phase by the acts’ own days', () => {
    const lived = takenOver(toInForce);
    expect(lived.events().map(({ body }) => body.type)).toEqual(['runStarted', 'takenOver']);
    expect(lived.state()).toMatchObject({ phase: 'inForce', validFrom: '2012-02-17', version: 2 });
    expect(lived.state().phases.map(({ phase, from, to }) => [phase, from, to])).toEqual([
      ['planned', '2011-02-01', '2011-02-01'],
      ['consultation', '2011-02-01', '2011-06-20'],
      ['preparation', '2011-06-20', '2011-10-01'],
      ['negotiation', '2011-10-01', '2011-12-15'],
      ['signing', '2011-12-15', '2012-01-09'],
      ['approval', '2012-01-09', '2012-02-17'],
      ['inForce', '2012-02-17', null],
    ]);
  });

  test('keeps of each act what it was, when and by whom it was done', () => {
    const [event] = eventsOf(takenOver(toInForce), 'takenOver');
    const acts = event?.body.acts.map(({ body, doneOn }) => [body.type, doneOn]);
    expect(acts?.slice(0, 4)).toEqual([
      ['phaseBegan', '2011-02-01'],
      ['basisAdopted', '2011-06-20'],
      ['phaseBegan', '2011-06-20'],
      ['phaseBegan', '2011-10-01'],
    ]);
    expect(event?.body.acts.find(({ body }) => body.type === 'signed')?.doneBy?.organisation).toBe('staten');
  });

  test('takes its acts in any order', () => {
    expect(takenOver(toInForce.toReversed()).state().validFrom).toBe('2012-02-17');
  });

  test('with nothing to tell of stands where the calendar leads', () => {
    expect(takenOver([], '2011-03-01').state().phase).toBe('consultation');
    expect(takenOver([], '2011-01-05').state().phase).toBe('planned');
  });

  test('knows a phase that was opened early, also before the consultation’s window', () => {
    const early = past('2011-01-20', { type: 'openNextPhaseEarly' }, { reason });
    const lived = takenOver([early, ...toInForce]);
    expect(
      lived
        .state()
        .phases.slice(0, 2)
        .map(({ phase, from, to }) => [phase, from, to]),
    ).toEqual([
      ['planned', '2011-01-20', '2011-01-20'],
      ['consultation', '2011-01-20', '2011-06-20'],
    ]);
  });

  test('takes entries of the time before it, as one that was here then would', () => {
    const lived = takenOver(toInForce).does({ type: 'meetDeadline', deadline: 'plan' }, { on: '2011-03-10' });
    expect(lived.state().deadlines['plan']?.done?.doneOn).toBe('2011-03-10');
  });

  test('rests on evidence', () => {
    expect(refusal(toInForce, '2012-05-21', { evidence: null })).toMatchObject({ code: 'evidenceMissing', because: 'takenOver' });
  });

  test('may end where the agreement has lapsed or closed', () => {
    const lapsed = takenOver([...toSigning, past('2012-03-01', { type: 'lapse' }, { reason })]);
    expect(lapsed.state().phase).toBe('lapsed');
    const acts = [
      ...toInForce,
      past('2012-11-05', { type: 'adoptEvaluation' }),
      past('2013-01-10', { type: 'account', area: 'stod', usedOre: 6_000_000_000, unspentOre: 0 }),
      past('2013-01-11', { type: 'account', area: 'utbildning', usedOre: 4_000_000_000, unspentOre: 0 }),
      past('2013-03-20', { type: 'handInReport', deadline: 'rapport', content: report }),
      past('2013-03-22', { type: 'acceptReport', deadline: 'rapport' }),
    ];
    const closed = takenOver(acts, '2014-05-21', withDeadlines(deadline('rapport', '2013-03-31', reported)));
    expect(closed.state()).toMatchObject({ phase: 'closed', deadlines: { rapport: { accepted: true } } });
  });
});

describe('what a take-over plans', () => {
  const definition = withDeadlines(
    deadline('frist', '2012-06-01'),
    deadline('forsenad', '2012-05-15'),
    deadline('vakt', '2012-08-01', watched),
  );

  test('is only what lies ahead: nothing is sent for what has passed', () => {
    const lived = takenOver(toInForce, '2012-05-21', definition);
    expect(due(lived.state(), lived.now())).toEqual([]);
    lived.liveUntil('2012-06-10');
    const sent = (id: string) => remindersOf(lived, id).map(({ on, stands }) => [on, stands]);
    expect(sent('frist').slice(0, 3)).toEqual([
      ['2012-05-25', [-7]],
      ['2012-05-31', [-1]],
      ['2012-06-01', [0]],
    ]);
    expect(sent('forsenad')).toEqual([
      ['2012-05-22', [7]],
      ['2012-05-29', [14]],
    ]);
    expect(sent('vakt')).toEqual([]);
  });

  test('is also the reminder of the very morning, where it is taken over before eight', () => {
    const early = takenOver(toInForce, '2012-05-25', definition, 7).liveUntil('2012-05-25', 7, 59);
    expect(remindersOf(early, 'frist').map(({ stands }) => stands)).toEqual([[-7]]);
    expect(remindersOf(takenOver(toInForce, '2012-05-25', definition, 8).liveUntil('2012-05-27'), 'frist')).toEqual([]);
  });

  test('is not what went out on the Friday before, though its own day is yet to come', () => {
    const saturday = withDeadlines(deadline('frist', '2012-05-26'));
    const lived = takenOver(toInForce, '2012-05-25', saturday).liveUntil('2012-05-29');
    expect(remindersOf(lived, 'frist').map(({ on, stands }) => [on, stands])).toEqual([['2012-05-28', [1]]]);
  });

  test('is not a phase that was overdue before it', () => {
    const lived = takenOver(toNegotiation, '2012-02-20').liveUntil('2012-05-01');
    expect(eventsOf(lived, 'phaseOverdue')).toEqual([]);
    const ahead = takenOver(toNegotiation, '2011-12-20').liveUntil('2012-05-01');
    expect(eventsOf(ahead, 'phaseOverdue')).toHaveLength(1);
  });
});

describe('a faulty act', () => {
  const faulty = (acts: PastAct[]) => refusal(acts, '2012-05-21');

  test('is named by its place in the list as it was given, with what is wrong', () => {
    const acts = [...toInForce.toReversed(), past('2011-05-05', { type: 'approve', body: 'okant', versionHash: VERSION_HASH })];
    expect(faulty(acts)).toMatchObject({
      code: 'faultyTakeOver',
      act: acts.length - 1,
      command: 'approve',
      because: { code: 'unknown', field: 'body', value: 'okant' },
    });
    expect(faulty([approve('2012-02-17', 'styrelsen'), ...toNegotiation])).toMatchObject({
      act: 0,
      because: { code: 'wrongPhase' },
    });
  });

  test('is one in the future, of no day, or of a day that no agreement has', () => {
    const at = (doneOn: string) => faulty([...toNegotiation, accept(doneOn, 'skl')]);
    expect(at('2012-05-22')).toMatchObject({ act: 1, because: { code: 'doneInFuture', today: '2012-05-21' } });
    expect(at('2150-05-05')).toMatchObject({ act: 1, because: { code: 'doneInFuture' } });
    for (const wrong of ['', 'x', '2011-02-30', '1901-01-01', '1995-12-31'])
      expect(at(wrong)).toEqual({
        code: 'faultyTakeOver',
        act: 1,
        command: 'acceptVersion',
        because: { code: 'notADate', field: 'doneOn', value: wrong },
      });
  });

  test('is one without the reason that it asks for, or by somebody unknown', () => {
    expect(faulty([past('2011-03-01', { type: 'lapse' })])).toMatchObject({ because: { code: 'reasonMissing' } });
    expect(faulty([past('2011-06-20', { type: 'adoptBasis' }, { doneBy: 'obekant' })])).toMatchObject({
      because: { code: 'unknownPerson', field: 'doneBy' },
    });
  });

  test('is a correction: before the take-over there is no entry to correct', () => {
    const correction = past('2012-03-01', { type: 'correct', version: 1, correction: { kind: 'note' } }, { reason });
    expect(faulty([...toInForce, correction])).toMatchObject({ act: toInForce.length, because: { code: 'nothingToCorrect' } });
  });
});

test('a take-over decides the same whoever asks again', () => {
  const command = opening(toInForce);
  const now = instantAt('2012-05-21', 9);
  expect(decide(null, envelopeOf(command, '2012-05-21'), now)).toEqual(decide(null, envelopeOf(command, '2012-05-21'), now));
});
