import { type AskedFor, burdens } from '#core/burden.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const asked = (organisation: string, deadline: string, askedOn: string, dueOn: string, chain = 'agreement:a:2012'): AskedFor => ({
  organisation,
  chain,
  process: chain,
  deadline,
  title: deadline,
  kind: 'statement',
  askedOn,
  dueOn,
  status: 'open',
  doneOn: null,
});

test('what falls due in one month is counted together, over agreements, with the days they got', () => {
  const [first, second] = burdens([
    asked('stad', 'yttrande', '2012-03-01', '2012-03-31'),
    asked('stad', 'redovisning', '2012-01-01', '2012-03-15', 'agreement:b:2012'),
    asked('stad', 'slut', '2012-01-01', '2012-06-01'),
    asked('by', 'yttrande', '2012-03-30', '2012-03-31'),
  ]);
  expect(first).toMatchObject({ organisation: 'stad', asked: 3, daysLeast: 30, daysMedian: 74 });
  expect(first?.months.map(({ month, asked: count, processes, daysLeast }) => [month, count, processes, daysLeast])).toEqual([
    ['2012-03', 2, 2, 30],
    ['2012-06', 1, 1, 152],
  ]);
  expect(second).toMatchObject({ organisation: 'by', asked: 1, daysLeast: 1 });
});

test('who was asked after the day got no days at all', () => {
  expect(burdens([asked('stad', 'sent', '2012-04-10', '2012-03-31')])[0]).toMatchObject({ daysLeast: 0, daysMedian: 0 });
});

test('nothing that is asked is lost or counted twice', () => {
  const day = fc
    .integer({ min: 0, max: 700 })
    .map((n) => new Date(Date.UTC(2012, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const row = fc.record({ organisation: fc.constantFrom('a', 'b', 'c'), askedOn: day, dueOn: day });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const all = rows.map(({ organisation, askedOn, dueOn }, at) => asked(organisation, `d${at}`, askedOn, dueOn));
      const found = burdens(all);
      expect(found.reduce((sum, { asked: count }) => sum + count, 0)).toBe(rows.length);
      const items = found.flatMap(({ months }) => months.flatMap(({ items: own }) => own.map(({ deadline }) => deadline)));
      expect(items.toSorted()).toEqual(all.map(({ deadline }) => deadline).toSorted());
    }),
  );
});
