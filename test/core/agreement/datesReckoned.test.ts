import type { DependentDate } from '#core/agreement/dates/types.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { noticesOf } from '#core/agreement/notices.ts';
import { definitionFindings } from '#core/agreement/faults.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { explainDueDate } from '#core/texts/dateText.ts';
import { describe, expect, test } from 'vitest';
import { deadline, definitionOf, report, VERSION_HASH, watched } from '../../support/agreements.ts';
import { eventsOf, type Lived, livedFrom, livedTo, opened, remindersOf } from '../../support/lives.ts';
import { civilDateOf, instantAt } from '#core/calendar/instant.ts';
import { formatDateShort } from '#core/texts/dates.ts';

const state = { by: 'statssekreteraren' };

function reckoned(
  id: string,
  base: DependentDate['base'],
  days: number,
  more: Partial<Pick<DependentDate, 'count'> & DependentDate['deadline']> = {},
): DependentDate {
  const { count = 'days', ...terms } = more;
  const { dueOn: _none, ...owed } = deadline(id, '2012-01-01', { plan: 'answer', ...terms });
  return { deadline: owed, base, days, count };
}

const withReckoned = (...dependent: DependentDate[]): Definition =>
  definitionOf({ terms: { dates: { dependent, commissions: {} } } });

const dueOn = (lived: Lived, id: string): CivilDate | undefined => lived.state().deadlines[id]?.dueOn;
const explained = (lived: Lived, id: string): string[] => {
  const one = lived.state().deadlines[id];
  return one === undefined ? [] : explainDueDate(one, lived.state(), 'sv');
};

describe('a date reckoned from one of the text', () => {
  const following = withReckoned(reckoned('underlag', { kind: 'due', deadline: 'plan' }, -20));

  test('is known as the agreement opens, and told no more than those that are written', () => {
    const lived = opened(following);
    expect(dueOn(lived, 'underlag')).toBe('2012-05-12');
    expect(eventsOf(lived, 'dateReckoned')).toHaveLength(1);
    expect(eventsOf(lived, 'dateReckoned')[0]).toMatchObject({ reason: null, evidence: null });
  });

  test('is told to who owes it where an act makes it known', () => {
    const told = (lived: Lived): string[] =>
      eventsOf(lived, 'dateReckoned').flatMap((event) => noticesOf(event, lived.state()).map(({ recipient }) => recipient));
    expect(told(opened(following))).toEqual([]);
    expect(told(livedTo('inForce', withReckoned(reckoned('kungorande', { kind: 'validity' }, 14))))).toEqual(['registrar:skl']);
  });

  test('is of the text too: a duty is reminded of once the agreement is valid, a watched date from the start', () => {
    const early = withReckoned(reckoned('underlag', { kind: 'due', deadline: 'plan' }, -200));
    expect(opened(early).state().deadlines['underlag']?.remindedFrom).toBe('validity');
    const watching = withReckoned(reckoned('underlag', { kind: 'due', deadline: 'slutrapport' }, -200, watched));
    expect(opened(watching).state().deadlines['underlag']?.remindedFrom).toBe('start');
  });

  test('is known of an agreement that is taken over too, with what was done before', () => {
    const dependent = [
      reckoned('underlag', { kind: 'due', deadline: 'plan' }, -20),
      reckoned('redogorelse', { kind: 'basisAdopted' }, 30),
    ];
    const definition = withReckoned(...dependent);
    const takeOver = [{ command: { type: 'adoptBasis' } as const, doneOn: '2011-06-20', doneBy: null, reason: null }];
    const lived = livedFrom([], instantAt('2011-09-01', 9)).does({
      type: 'open',
      definition,
      versionHash: VERSION_HASH,
      takeOver,
    });
    expect(dueOn(lived, 'underlag')).toBe('2012-05-12');
    expect(dueOn(lived, 'redogorelse')).toBe('2011-07-20');
    expect(eventsOf(lived, 'dateReckoned')).toEqual([]);
    const nothingDone = livedFrom([], instantAt('2011-09-01', 9));
    nothingDone.does({ type: 'open', definition, versionHash: VERSION_HASH, takeOver: [] });
    expect(dueOn(nothingDone, 'underlag')).toBe('2012-05-12');
  });

  test('that a person has moved stands until what it is reckoned from moves next', () => {
    const lived = livedTo('inForce', withReckoned(reckoned('underlag', { kind: 'due', deadline: 'slutrapport' }, -20)));
    lived.does({ type: 'extendDeadline', deadline: 'underlag', to: '2014-08-20' }, state);
    lived.does({ type: 'moveDeadline', deadline: 'underlag', to: '2014-08-15' }, state);
    expect(dueOn(lived, 'underlag')).toBe('2014-08-15');
    expect(lived.tries({ type: 'moveDeadline', deadline: 'underlag', to: '2014-08-11' }, state)).toMatchObject({
      code: 'standsInText',
    });
    lived.does({ type: 'moveDeadline', deadline: 'slutrapport', to: '2014-10-01' }, state);
    expect(dueOn(lived, 'underlag')).toBe('2014-09-11');
    const on = formatDateShort(civilDateOf(lived.now()), 'sv');
    expect(explained(lived, 'underlag')).toEqual([
      'tis 12 aug 2014: 20 dagar före slutrapport (mån 1 sep 2014)',
      `ons 20 aug 2014: anstånd från tis 12 aug 2014 av staten, ${on}`,
      `fre 15 aug 2014: flyttad från ons 20 aug 2014 av staten, ${on}`,
      'tors 11 sep 2014: 20 dagar före slutrapport (ons 1 okt 2014)',
    ]);
  });

  test('that is asked for again after its base moved has the day that it was asked for to', () => {
    const lived = livedTo('inForce', withReckoned(reckoned('underlag', { kind: 'due', deadline: 'slutrapport' }, -20)));
    lived.does({ type: 'waiveDeadline', deadline: 'underlag' }, state);
    lived.does({ type: 'moveDeadline', deadline: 'slutrapport', to: '2014-10-01' }, state);
    expect(dueOn(lived, 'underlag')).toBe('2014-08-12');
    lived.does({ type: 'reopenDeadline', deadline: 'underlag', dueOn: '2014-09-20' }, state);
    expect(dueOn(lived, 'underlag')).toBe('2014-09-20');
    lived.does({ type: 'moveDeadline', deadline: 'slutrapport', to: '2014-11-01' }, state);
    expect(dueOn(lived, 'underlag')).toBe('2014-10-12');
  });
});

describe('a date reckoned from an act', () => {
  test('moves with a correction of the day that the act was done', () => {
    const lived = livedTo('inForce', withReckoned(reckoned('kungorande', { kind: 'validity' }, 14)));
    const validFrom = lived.state().validFrom ?? '';
    lived.liveUntil(addDays(validFrom, 5));
    const { version } = eventsOf(lived, 'approved').at(-1) ?? { version: 0 };
    const first = eventsOf(lived, 'approved')[0]?.version ?? 0;
    for (const one of [first, version])
      lived.does({ type: 'correct', version: one, correction: { kind: 'doneOn', doneOn: addDays(validFrom, 3) } });
    expect(lived.state().validFrom).toBe(addDays(validFrom, 3));
    expect(dueOn(lived, 'kungorande')).toBe(addDays(validFrom, 17));
  });

  test('reminds of nothing while the act no longer holds, and says so; done again it is reckoned anew', () => {
    const lived = livedTo('inForce', withReckoned(reckoned('uppfoljning', { kind: 'met', deadline: 'plan' }, 60)));
    lived.liveUntil('2012-05-02').does({ type: 'meetDeadline', deadline: 'plan' });
    expect(dueOn(lived, 'uppfoljning')).toBe('2012-07-01');
    lived.does({ type: 'reopenDeadline', deadline: 'plan', dueOn: '2012-09-03' }, state).liveUntil('2012-07-20');
    expect(remindersOf(lived, 'uppfoljning')).toEqual([]);
    expect(explained(lived, 'uppfoljning').at(-1)).toMatch(/gäller inte längre: ingen påminns/);
    lived.does({ type: 'meetDeadline', deadline: 'plan' }).liveUntil('2012-09-20');
    expect(dueOn(lived, 'uppfoljning')).toBe('2012-09-18');
    expect(remindersOf(lived, 'uppfoljning').map(({ on }) => on)).toEqual([
      '2012-09-04',
      '2012-09-14',
      '2012-09-18',
      '2012-09-19',
    ]);
  });

  test('that the last thing owed makes known keeps the agreement open', () => {
    const lived = livedTo('finalReporting', withReckoned(reckoned('arkivering', { kind: 'met', deadline: 'slutrapport' }, 30)));
    for (const { id: area, budgetOre } of lived.state().definition.areas)
      lived.does({ type: 'account', area, usedOre: budgetOre, unspentOre: 0 });
    for (const id of ['rapport', 'kursrapport'])
      lived.does({ type: 'handInReport', deadline: id, content: report }).does({ type: 'acceptReport', deadline: id });
    lived.does({ type: 'meetDeadline', deadline: 'plan' }).does({ type: 'meetDeadline', deadline: 'slutrapport' });
    expect(lived.state().phase).toBe('finalReporting');
    expect(lived.state().deadlines['arkivering']?.status).toBe('open');
    lived.does({ type: 'meetDeadline', deadline: 'arkivering' });
    expect(lived.state().phase).toBe('closed');
  });
});

test('ten business days before the board: known once the meeting is planned, and moves with it', () => {
  const definition = withReckoned(
    reckoned('handlingar', { kind: 'due', deadline: 'meeting-approval:styrelsen' }, -10, { count: 'businessDays' }),
  );
  expect(definitionFindings(definition)).toEqual([]);
  const lived = livedTo('signing', definition);
  expect(dueOn(lived, 'handlingar')).toBeUndefined();
  const plan = { type: 'planMeeting', body: 'styrelsen', about: 'approval', papersBusinessDaysBefore: null } as const;
  lived.does({ ...plan, meetingOn: '2012-02-10' });
  expect(dueOn(lived, 'handlingar')).toBe('2012-01-27');
  expect(lived.state().deadlines['handlingar']?.remindedFrom).toBe('start');
  lived.does({ type: 'moveDeadline', deadline: 'meeting-approval:styrelsen', to: '2012-02-17' }, { by: 'handlaggaren' });
  expect(dueOn(lived, 'handlingar')).toBe('2012-02-03');
});

test('where the agreement says "next business day" the date tells which day it was', () => {
  const lived = opened(definitionOf({ deadlines: [deadline('rapport', '2013-03-31', watched)] }, { dueDay: 'nextBusinessDay' }));
  expect(explained(lived, 'rapport')).toEqual([
    'tis 2 apr 2013: ur överenskommelsens text (assumed), närmaste arbetsdag efter sön 31 mar 2013',
  ]);
  expect(lived.tries({ type: 'moveDeadline', deadline: 'rapport', to: '2013-04-01' }, state)).toMatchObject({ code: 'sameDate' });
  expect(lived.tries({ type: 'extendDeadline', deadline: 'rapport', to: '2013-04-01' }, state)).toMatchObject({
    code: 'notLater',
  });
});

test('what cannot be reckoned is found before the agreement opens', () => {
  const wrong = (one: DependentDate): string[] =>
    definitionFindings(withReckoned(one)).map(({ path }) => path.split('.').slice(4).join('.'));
  expect(wrong(reckoned('x', { kind: 'due', deadline: 'finns-inte' }, 3))).toEqual(['base.deadline']);
  expect(wrong(reckoned('x', { kind: 'due', deadline: 'meeting:styrelsen' }, 3))).toEqual(['base.deadline']);
  expect(wrong(reckoned('x', { kind: 'validity' }, 1.5))).toEqual(['days']);
  expect(wrong(reckoned('x', { kind: 'validity' }, 3, { title: ' ' }))).toEqual(['deadline.title']);
  expect(wrong(reckoned('x', { kind: 'validity' }, 3, { source: '' }))).toEqual(['deadline.source']);
  expect(wrong(reckoned('x', { kind: 'validity' }, 3, { handler: 'ministern' }))).toContain('deadline.handler');
  expect(wrong(reckoned('x', { kind: 'validity' }, 3, { ...watched, metBy: 'report' }))).toEqual(['deadline.metBy']);
  expect(wrong(reckoned('rapport', { kind: 'validity' }, 3))).toEqual(['deadline.id']);
});
