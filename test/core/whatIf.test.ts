import { lateable } from '#core/whatIf/suppose.ts';
import { describeConsequence, explainSupposition } from '#core/texts/whatIf.ts';
import { type Consequence, whatIf } from '#core/whatIf/compare.ts';
import { futureOf } from '#core/whatIf/future.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { deadline, definitionOf } from '../support/agreements.ts';
import { type Lived, livedTo, opened } from '../support/lives.ts';

function consequences(lived: Lived, supposition: Parameters<typeof whatIf>[1]): Consequence[] {
  const answer = whatIf(lived.state(), supposition, lived.now());
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.consequences;
}

describe('negotiation ends three weeks late', () => {
  const lived = livedTo('negotiation').liveUntil('2011-12-01');
  const found = consequences(lived, { move: [], late: { negotiation: 21 } });

  test('the signing begins three weeks later, and so does the validity', () => {
    expect(found).toContainEqual({ kind: 'phaseBegins', phase: 'signing', before: '2011-12-31', after: '2012-01-21' });
    expect(found).toContainEqual({ kind: 'validFrom', before: '2012-01-13', after: '2012-01-21' });
  });

  test('the coordinator is told that the negotiation, and then the signing, is past its last day', () => {
    expect(found).toContainEqual({
      kind: 'overdue',
      phase: 'negotiation',
      lastDay: '2011-12-31',
      before: null,
      after: '2012-01-02',
    });
    expect(found).toContainEqual({ kind: 'overdue', phase: 'signing', lastDay: '2012-01-13', before: null, after: '2012-01-23' });
  });

  test('is told in words, by the day it is first felt', () => {
    const days = found.map((one) => describeConsequence(one, lived.state().definition, 'sv'));
    expect(days).toContain('Överenskommelsen gäller från lör 21 jan 2012 i stället för fre 13 jan 2012');
    for (const one of found) expect(describeConsequence(one, lived.state().definition, 'en')).not.toContain('undefined');
  });
});

test('a moved date moves its reminders, those already sent are not sent again', () => {
  const lived = livedTo('finalReporting').liveUntil('2014-06-10');
  const found = consequences(lived, { move: [{ deadline: 'slutrapport', to: '2014-10-01' }], late: {} });
  expect(found).toContainEqual({ kind: 'dueOn', deadline: 'slutrapport', before: '2014-09-01', after: '2014-10-01' });
  expect(found.filter(({ kind }) => kind === 'reminderGone')).toHaveLength(5);
  expect(found.filter(({ kind }) => kind === 'reminderAdded')).toHaveLength(6);
});

test('a date that is reckoned follows a supposed one, and what is reckoned from its being met too', () => {
  const { dueOn: _none, ...terms } = deadline('underlag', '2012-01-01', { plan: 'answer' });
  const base = { kind: 'due', deadline: 'slutrapport' } as const;
  const dependent = [
    { deadline: terms, base, days: -20, count: 'days' as const },
    { deadline: { ...terms, id: 'spridning' }, base: { ...base, kind: 'met' as const }, days: 30, count: 'days' as const },
  ];
  const lived = livedTo('finalReporting', definitionOf({ terms: { dates: { dependent, commissions: {} } } }));
  const found = consequences(lived, { move: [{ deadline: 'slutrapport', to: '2014-10-01' }], late: {} });
  expect(found).toContainEqual({ kind: 'dueOn', deadline: 'underlag', before: '2014-08-12', after: '2014-09-11' });
  expect(found).toContainEqual({ kind: 'dueOn', deadline: 'spridning', before: '2014-10-01', after: '2014-10-31' });
});

test('a duty that would fall due before the agreement is valid is listed: nobody is reminded of it', () => {
  const lived = livedTo('approval').liveUntil('2012-01-16');
  const found = consequences(lived, { move: [], late: { approval: 200 } });
  expect(found).toContainEqual({ kind: 'dueBeforeValidity', deadline: 'plan', dueOn: '2012-06-01', validFrom: '2012-08-03' });
  expect(found.filter(({ kind }) => kind === 'dueBeforeValidity')).toHaveLength(1);
});

test('a year whose evaluation is late tells the next year nothing', () => {
  const lived = livedTo('evaluation');
  const found = consequences(lived, { move: [], late: { evaluation: 10 } });
  expect(found).toContainEqual({
    kind: 'tooLateForNextYear',
    evaluationAdoptedOn: '2013-01-10',
    negotiationEndsOn: '2012-12-31',
  });
});

test('what cannot be supposed says why, and what could be', () => {
  const lived = livedTo('inForce');
  const { definition } = lived.state();
  const refusal = (supposition: Parameters<typeof whatIf>[1]): string => {
    const answer = whatIf(lived.state(), supposition, lived.now());
    if (answer.ok) throw new Error('supposed');
    return explainSupposition(answer.refusal, 'sv', definition);
  };
  expect(refusal({ move: [], late: { signing: 3 } })).toMatch(/undertecknande är redan slut \(late\).*genomförande/);
  expect(refusal({ move: [{ deadline: 'x', to: '2014-01-01' }], late: {} })).toMatch(/move.*slutrapport/);
  expect(refusal({ move: [{ deadline: 'slutrapport', to: '2014-09-01' }], late: {} })).toMatch(/annan dag/);
  expect(refusal({ move: [{ deadline: 'slutrapport', to: '2199-09-01' }], late: {} })).toMatch(/move/);
  expect(refusal({ move: [{ deadline: 'slutrapport', to: '2011-09-01' }], late: {} })).toMatch(/\(move\) har passerat/);
});

test('nothing of the live state changes, whatever is supposed and whenever', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1300 }),
      fc.constantFrom(...lateable),
      fc.integer({ min: 1, max: 200 }),
      (day, phase, days) => {
        const lived = opened();
        const from = civilDateOf(lived.now());
        const future = futureOf(lived.state(), lived.now(), {});
        const before = JSON.stringify(lived.state());
        const answer = whatIf(
          lived.state(),
          { move: [{ deadline: 'slutrapport', to: addDays(from, day) }], late: { [phase]: days } },
          lived.now(),
        );
        expect(JSON.stringify(lived.state())).toBe(before);
        expect(future.state.phase).not.toBe('planned');
        // The same supposition twice is the same answer.
        if (answer.ok)
          expect(
            consequences(lived, { move: [{ deadline: 'slutrapport', to: addDays(from, day) }], late: { [phase]: days } }),
          ).toEqual(answer.value.consequences);
      },
    ),
    { numRuns: 25 },
  );
});
