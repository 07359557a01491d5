import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentAt } from '#core/deadlines/reminders.ts';
import { addDays } from '#core/calendar/civilDate.ts';
import { daysLeftText } from '#core/texts/days.ts';
import { explainReminder } from '#core/texts/reminderText.ts';

describe('every date explains itself', () => {
  const due = { dueOn: '2014-09-01' };

  test('a moment that fell on a Saturday says that it was moved', () => {
    const moved = { ...due, offset: -30, sendOn: '2014-08-01' };
    expect(explainReminder(moved, 'en')).toBe('Fri 1 Aug: 30 days before Mon 1 Sep 2014, moved from Saturday');
    expect(explainReminder(moved, 'sv')).toBe('fre 1 aug: 30 dagar före mån 1 sep 2014, flyttad från lördag');
  });

  test('one that fell on its own day says only that', () => {
    expect(explainReminder({ ...due, offset: -14, sendOn: '2014-08-18' }, 'sv')).toBe('mån 18 aug: 14 dagar före mån 1 sep 2014');
    expect(explainReminder({ ...due, offset: 1, sendOn: '2014-09-02' }, 'en')).toBe('Tue 2 Sep: 1 day after Mon 1 Sep 2014');
    expect(explainReminder({ ...due, offset: 0, sendOn: '2014-09-01' }, 'sv')).toBe('mån 1 sep: förfallodagen mån 1 sep 2014');
  });

  test('one that fell on a holiday names it', () => {
    const easter = { dueOn: '2013-04-05', offset: -7, sendOn: '2013-03-28' };
    expect(explainReminder(easter, 'sv')).toBe('tors 28 mar: 7 dagar före fre 5 apr 2013, flyttad från långfredagen');
    expect(explainReminder(easter, 'en')).toBe('Thu 28 Mar: 7 days before Fri 5 Apr 2013, moved from Good Friday');
    expect(explainReminder({ dueOn: '2014-07-04', offset: -14, sendOn: '2014-06-19' }, 'sv')).toMatch(
      /flyttad från midsommarafton$/,
    );
  });

  test('one that stands for missed moments names them', () => {
    const late = { ...due, offset: -14, sendOn: '2014-08-18', stands: [-90, -30, -14] };
    expect(explainReminder(late, 'en')).toBe(
      'Mon 18 Aug: 14 days before Mon 1 Sep 2014; also stands for: 90 and 30 days before, which had passed',
    );
    expect(explainReminder(late, 'sv')).toBe(
      'mån 18 aug: 14 dagar före mån 1 sep 2014; gäller även: 90 och 30 dagar före, som hade passerat',
    );
  });

  test('one that left late says when it was to leave, and moments on both sides of the date are named', () => {
    expect(explainReminder({ ...due, offset: 1, sendOn: '2014-09-04', stands: [-7, -1, 0, 1] }, 'sv')).toBe(
      'tors 4 sep: 1 dag efter mån 1 sep 2014, skulle ha gått tis 2 sep; gäller även: 7 och 1 dag före och förfallodagen, som hade passerat',
    );
  });

  test('a reminder of another year says which', () => {
    expect(explainReminder({ dueOn: '2014-01-07', offset: -14, sendOn: '2013-12-23' }, 'sv')).toBe(
      'mån 23 dec 2013: 14 dagar före tis 7 jan 2014, flyttad från julafton',
    );
  });

  test('whatever the date and the plan, the day and the due date are in it, and a move is told when there was one', () => {
    const dates = fc.integer({ min: 0, max: 25_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(dates, fc.integer({ min: -120, max: 60 }), fc.constantFrom('sv', 'en'), (dueOn, offset, lang) => {
        const { sendOn, plannedOn } = momentAt(dueOn, offset);
        const text = explainReminder({ dueOn, offset, sendOn, stands: [offset] }, lang);
        expect(text.includes(lang === 'sv' ? 'flyttad från' : 'moved from')).toBe(sendOn !== plannedOn);
        expect(text).toContain(String(Number(dueOn.slice(8))));
        expect(text).toContain(dueOn.slice(0, 4));
        expect(text).not.toMatch(/undefined|NaN|\b-\d/);
      }),
    );
  });
});

test('days left are counted to the due date, and after it how late it is', () => {
  expect(daysLeftText('2014-09-01', '2014-08-29', 'sv')).toBe('3 dagar kvar');
  expect(daysLeftText('2014-09-01', '2014-08-31', 'sv')).toBe('1 dag kvar');
  expect(daysLeftText('2014-09-01', '2014-09-01', 'sv')).toBe('förfaller i dag');
  expect(daysLeftText('2014-09-01', '2014-09-08', 'sv')).toBe('7 dagar försenad');
  expect(daysLeftText('2014-09-01', '2014-09-02', 'en')).toBe('1 day overdue');
});
