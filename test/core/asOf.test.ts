import { describe, expect, test } from 'vitest';
import type { PastAct } from '#core/agreement/commands.ts';
import type { State } from '#core/agreement/state.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { instantAt } from '#core/calendar/instant.ts';
import { type AsOf, asOfEvents, type ReadBy } from '../../audit/asOf/asOf.ts';
import type { Stored } from '../../audit/asOf/days.ts';
import { differenceOfEvents } from '../../audit/asOf/difference.ts';
import { endOf, momentOf } from '../../audit/asOf/moment.ts';
import { outlineOf } from '../../audit/asOf/outline.ts';
import { definitionOf, MNKR, report, text, VERSION_HASH } from '../support/agreements.ts';
import { type Lived, livedFrom, livedTo, settled } from '../support/lives.ts';
import { approve, Life, open, sign } from './framework/platform.ts';

const CHAIN = 'agreement:provplattformen:2012';

const then = (events: readonly Stored[], day: string, by: ReadBy): AsOf => asOfEvents(CHAIN, events, endOf(day), by);
const stateOn = (lived: Lived, day: string, by: ReadBy): State | null => {
  const { process } = then(lived.events(), day, by);
  return process?.kind === 'agreement' ? process.state : null;
};
const typesOf = (events: readonly { body: { type: string } }[]): string[] => events.map(({ body }) => body.type);

/** Approved by the government on 2 February, entered on the 10th; by the board on the 17th, entered on 5 March. */
function approvedLate(): Lived {
  const lived = livedTo('negotiation').liveUntil('2011-12-19');
  for (const party of ['staten', 'skl'] as const) lived.does({ type: 'acceptVersion', party, versionHash: VERSION_HASH });
  lived.liveUntil('2012-01-11');
  for (const { organisation: party, authorisedBy: body, signatory } of lived.state().definition.parties) {
    lived.does({ type: 'authorise', party, body, signatory, orSubstitute: false });
    lived.does({ type: 'sign', party, signatory, versionHash: VERSION_HASH });
  }
  lived.liveUntil('2012-02-10').does({ type: 'approve', body: 'regeringen', versionHash: VERSION_HASH }, { on: '2012-02-02' });
  return lived
    .liveUntil('2012-03-05')
    .does({ type: 'approve', body: 'styrelsen', versionHash: VERSION_HASH }, { on: '2012-02-17' });
}

describe('the same day, read in two ways', () => {
  const lived = approvedLate();

  test('by what was recorded, the agreement waits for its approvals until the last is entered', () => {
    expect(stateOn(lived, '2012-03-04', 'recorded')).toMatchObject({ phase: 'approval', validFrom: null });
    expect(Object.keys(stateOn(lived, '2012-02-09', 'recorded')?.approvals ?? {})).toEqual([]);
    expect(stateOn(lived, '2012-03-05', 'recorded')).toMatchObject({ phase: 'inForce', validFrom: '2012-02-17' });
  });

  test('by what was done, it is in force from the day that the board decided', () => {
    expect(Object.keys(stateOn(lived, '2012-02-02', 'done')?.approvals ?? {})).toEqual(['regeringen']);
    expect(stateOn(lived, '2012-02-16', 'done')).toMatchObject({ phase: 'approval', validFrom: null });
    expect(stateOn(lived, '2012-02-17', 'done')).toMatchObject({ phase: 'inForce', validFrom: '2012-02-17' });
  });

  test('what had been done and was not yet known is told beside either', () => {
    for (const by of ['recorded', 'done'] as const) {
      expect(typesOf(then(lived.events(), '2012-02-09', by).notYetKnown)).toEqual(['approved']);
      expect(then(lived.events(), '2012-02-10', by).notYetKnown).toEqual([]);
      expect(typesOf(then(lived.events(), '2012-02-17', by).notYetKnown)).toEqual(['approved']);
      expect(then(lived.events(), '2012-03-05', by).notYetKnown).toEqual([]);
    }
  });

  test('the head is the newest entry of that day, in either', () => {
    const before = lived.events().findLast(({ recordedAt }) => recordedAt < instantAt('2012-02-10', 0));
    for (const by of ['recorded', 'done'] as const)
      expect(then(lived.events(), '2012-02-09', by).head).toMatchObject({ version: before?.version, hash: before?.hash });
  });

  test('an instant divides a day: what is recorded at that very moment is in', () => {
    const { recordedAt } = lived.events().findLast(({ body }) => body.type === 'approved') ?? { recordedAt: '' };
    const at = (moment: string) =>
      asOfEvents(CHAIN, lived.events(), momentOf(moment) ?? endOf('1999-01-01'), 'recorded').process?.state;
    expect(at('2012-03-05T08:59')).toMatchObject({ phase: 'approval' });
    expect(at('2012-03-05T09:00')).toMatchObject({ phase: 'inForce' });
    expect(at(recordedAt)).toMatchObject({ phase: 'inForce' });
    for (const wrong of [
      '',
      'i går',
      '2012-02-30',
      '2012-02-30T10:00',
      '2012-03-05T24:00',
      '2012-03-05 10:00',
      '2099-12-31',
      '1990-01-01',
    ])
      expect(momentOf(wrong)).toBeNull();
  });
});

describe('by what had been done', () => {
  test('an act waits for what it is about, where it is said to have been done before that', () => {
    const lived = livedTo('inForce')
      .liveUntil('2012-04-02')
      .does({ type: 'reportDeviation', measure: 'databaser', description: text('deviation') });
    lived.liveUntil('2012-05-10');
    lived.does({
      type: 'planAction',
      deviation: 'deviation-1',
      organisation: 'skl',
      dueOn: '2012-06-01',
      action: text('action'),
    });
    lived.does({ type: 'completeAction', deadline: 'action:deviation-1', result: text('result') }, { on: '2012-05-05' });
    expect(stateOn(lived, '2012-05-07', 'done')?.followUp.actions).toEqual([]);
    expect(typesOf(then(lived.events(), '2012-05-07', 'done').notYetKnown)).toEqual(['actionCompleted']);
    expect(stateOn(lived, '2012-05-10', 'done')?.deadlines['action:deviation-1']).toMatchObject({ status: 'met' });
  });

  test('a text is not agreed on before it was tabled, nor does its signing begin', () => {
    const lived = livedTo('negotiation').liveUntil('2011-11-10');
    const changes = { areas: { stod: { budgetOre: 50 * MNKR }, utbildning: { budgetOre: 50 * MNKR } } };
    lived.does({ type: 'tableVersion', party: 'skl', base: null, changes, documents: [] });
    for (const party of ['staten', 'skl']) lived.does({ type: 'acceptVersion', party, versionHash: 'v2' });
    const late = lived
      .events()
      .map((event) => (event.body.type === 'versionTabled' ? { ...event, doneOn: '2011-11-12' } : event));
    expect(then(late, '2011-11-11', 'done').process?.state).toMatchObject({
      phase: 'negotiation',
      versionHash: VERSION_HASH,
    });
    expect(then(late, '2011-11-12', 'done').process?.state.versionHash).toBe(lived.state().versionHash);
  });

  test('a corrected day is the day: the agreement is valid from it, and not from the day that was entered first', () => {
    const lived = approvedLate();
    const approved = lived.events().findLast(({ body }) => body.type === 'approved')?.version ?? 0;
    lived
      .liveUntil('2012-04-02')
      .does({ type: 'correct', version: approved, correction: { kind: 'doneOn', doneOn: '2012-02-20' } });
    expect(stateOn(lived, '2012-02-19', 'done')).toMatchObject({ phase: 'approval', validFrom: null });
    expect(stateOn(lived, '2012-02-20', 'done')).toMatchObject({ phase: 'inForce', validFrom: '2012-02-20' });
    expect(stateOn(lived, '2012-04-01', 'recorded')).toMatchObject({ validFrom: '2012-02-17' });
    expect(typesOf(then(lived.events(), '2012-03-10', 'recorded').notYetKnown)).toEqual(['corrected']);
    expect(then(lived.events(), '2012-02-19', 'recorded').notYetKnown).toEqual([]);
  });

  test('a day that is corrected to an earlier one moves all that followed from the act', () => {
    const lived = approvedLate();
    const approved = lived.events().findLast(({ body }) => body.type === 'approved')?.version ?? 0;
    lived
      .liveUntil('2012-04-02')
      .does({ type: 'correct', version: approved, correction: { kind: 'doneOn', doneOn: '2012-02-06' } });
    expect(stateOn(lived, '2012-02-05', 'done')).toMatchObject({ phase: 'approval' });
    expect(stateOn(lived, '2012-02-06', 'done')).toMatchObject({ phase: 'inForce', validFrom: '2012-02-06' });
  });

  test('corrected figures are the figures, from the day of the act', () => {
    const lived = livedTo('inForce')
      .liveUntil('2012-05-02')
      .does({ type: 'account', area: 'stod', usedOre: 60 * MNKR, unspentOre: 0 });
    const { version } = lived.state().accounts['stod'] ?? { version: 0 };
    lived.liveUntil('2012-08-01');
    lived.does({ type: 'correct', version, correction: { kind: 'account', usedOre: 50 * MNKR, unspentOre: 10 * MNKR } });
    expect(stateOn(lived, '2012-05-02', 'done')?.accounts['stod']).toMatchObject({ usedOre: 50 * MNKR });
    expect(stateOn(lived, '2012-05-02', 'recorded')?.accounts['stod']).toMatchObject({ usedOre: 60 * MNKR });
  });

  test('what was taken over counts act by act, each from its own day', () => {
    const past = (command: PastAct['command'], doneOn: string): PastAct => ({ command, doneOn, doneBy: null, reason: null });
    const lived = livedFrom([], instantAt('2011-11-15', 10)).does({
      type: 'open',
      definition: definitionOf(),
      versionHash: VERSION_HASH,
      takeOver: [
        past({ type: 'adoptBasis' }, '2011-06-20'),
        past({ type: 'acceptVersion', party: 'skl', versionHash: VERSION_HASH }, '2011-11-02'),
      ],
    });
    expect(stateOn(lived, '2011-11-14', 'recorded')).toBeNull();
    expect(stateOn(lived, '2011-01-31', 'done')).toBeNull();
    expect(stateOn(lived, '2011-06-19', 'done')).toMatchObject({ phase: 'consultation', phases: [{}, { overdueTold: [] }] });
    expect(stateOn(lived, '2011-06-20', 'done')).toMatchObject({ phase: 'preparation' });
    expect(stateOn(lived, '2011-11-01', 'done')).toMatchObject({ phase: 'negotiation', acceptances: {} });
    expect(Object.keys(stateOn(lived, '2011-11-02', 'done')?.acceptances ?? {})).toEqual(['skl']);
    expect(stateOn(lived, '2011-11-15', 'done')).toEqual(lived.state());
    expect(typesOf(then(lived.events(), '2011-06-20', 'done').notYetKnown)).toEqual(['takenOver']);
  });

  test('a framework that was entered act by act after the fact stands from the first of its acts', () => {
    const life = new Life().does(open(), '2012-01-09');
    life.does(
      {
        type: 'authorise',
        party: 'staten',
        body: 'regeringen',
        signatory: 'ministern',
        orSubstitute: true,
        inAllEssentials: true,
        meeting: null,
      },
      '2012-01-09',
      { by: 'statssekreteraren', on: '2010-06-17' },
    );
    life.does(sign('staten', 'statssekreteraren'), '2012-01-09', { by: 'statssekreteraren', on: '2010-06-21' });
    life.does(sign('skl', 'verkstallande'), '2012-01-10', { by: 'handlaggaren', on: '2010-06-22' });
    life.does(approve, '2012-01-10', { by: 'handlaggaren', on: '2010-09-03' });
    const phaseOn = (day: string) =>
      asOfEvents('framework:provplattformen', life.events, endOf(day), 'done').process?.state.phase;
    expect(['2010-06-21', '2010-06-22', '2010-09-02', '2010-09-03'].map(phaseOn)).toEqual([
      undefined,
      'approval',
      'approval',
      'valid',
    ]);
    expect(asOfEvents('framework:provplattformen', life.events, endOf('2012-01-08'), 'recorded').process).toBeNull();
  });
});

describe('between two days', () => {
  const lived = settled(livedTo('finalReporting').does({ type: 'extendDeadline', deadline: 'rapport', to: '2013-04-30' }));
  const [first, last] = [lived.events()[0]?.recordedAt.slice(0, 10) ?? '', lived.events().at(-1)?.recordedAt.slice(0, 10) ?? ''];
  const diff = (from: string, to: string) => differenceOfEvents(CHAIN, lived.events(), [endOf(from), endOf(to)], 'recorded');

  test('phase, validity, dates, reports and money are told as they changed', () => {
    const { changes, events } = diff(addDays(first, 5), last);
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'phase', after: 'closed' }),
        expect.objectContaining({ kind: 'validity', before: { from: null, until: null } }),
        { kind: 'deadlineMoved', deadline: 'rapport', before: '2013-03-31', after: '2013-04-30' },
        expect.objectContaining({ kind: 'deadlineStatus', deadline: 'rapport', before: 'open', after: 'met' }),
        { kind: 'reportAccepted', deadline: 'rapport' },
        { kind: 'money', area: 'stod', what: 'used', beforeOre: 0, afterOre: 60 * MNKR },
      ]),
    );
    expect(events.map(({ version }) => version)).toEqual(
      lived.events().flatMap(({ version, recordedAt }) => (recordedAt >= endOf(addDays(first, 5)).before ? [version] : [])),
    );
  });

  test('nothing changes on a day on which nothing happened', () => {
    expect(diff(last, last)).toMatchObject({ changes: [], events: [] });
    expect(diff('1999-01-01', '2000-01-01')).toMatchObject({ changes: [], events: [] });
  });

  test('a deadline that passes without being met becomes overdue without any entry', () => {
    const waiting = livedTo('inForce').liveUntil('2012-06-01');
    const { changes } = differenceOfEvents(CHAIN, waiting.events(), [endOf('2012-06-01'), endOf('2012-06-02')], 'recorded');
    expect(changes).toEqual([{ kind: 'overdue', deadline: 'plan', dueOn: '2012-06-01' }]);
  });
});

test('the outline names the decisions so far with what was at hand, and the money of each area', () => {
  const lived = livedTo('inForce')
    .does({ type: 'handInReport', deadline: 'rapport', content: report })
    .does({ type: 'acceptReport', deadline: 'rapport' });
  const outline = outlineOf(then(lived.events(), '2012-12-31', 'recorded'));
  expect(outline?.decisions.map(({ type }) => type)).toEqual([
    'basisAdopted',
    'versionAccepted',
    'versionAccepted',
    'authorised',
    'signed',
    'authorised',
    'signed',
    'approved',
    'approved',
    'reportAccepted',
  ]);
  expect(outline?.decisions.at(-1)?.atHand?.entries).toMatchObject([{ deadline: 'rapport' }]);
  expect(outline?.money).toEqual([
    { area: 'stod', budgetOre: 60 * MNKR, paidOre: null, usedOre: null, leftOre: null },
    { area: 'utbildning', budgetOre: 40 * MNKR, paidOre: null, usedOre: null, leftOre: null },
  ]);
  expect(outline?.deadlines.find(({ id }) => id === 'plan')).toMatchObject({ isOverdue: true });
});
