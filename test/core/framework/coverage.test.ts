import { expect, test } from 'vitest';
import type { Measure } from '#core/agreement/definition.ts';
import { openedState } from '#core/agreement/evolve.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { State } from '#core/agreement/state.ts';
import { coverageOf } from '#core/framework/coverage.ts';
import { noon, plan, valid, YEAR_HASH, yearText } from './platform.ts';

const measure = (id: string, more: Partial<Measure> = {}): Measure => ({
  id,
  title: id,
  area: 'stod',
  amountOre: null,
  debtor: 'skl',
  creditor: 'staten',
  continuesIn: [],
  ...more,
});

/** A year's agreement that became valid in January of its year. */
function year(number: number, measures: Measure[], phase: Phase = 'inForce'): State {
  const opened = openedState(
    yearText(number, { measures }),
    YEAR_HASH,
    { doneOn: `${number - 1}-02-01`, recordedAt: noon(`${number - 1}-02-01`) },
    1,
  );
  return { ...opened, phase, validFrom: `${number}-01-20` };
}

const framework = valid().does(plan(2012), '2010-12-01').now;
const inForskning = { serves: { area: 'forskning', goal: null } };

test('areas and goals that no running measure serves are named', () => {
  const { now } = coverageOf(framework, [year(2012, [measure('studie', inForskning), measure('fri')])], '2012-06-01');
  expect(now.uncovered).toEqual({ areas: ['brukarmedverkan'], goals: ['brukarrad'] });
  expect(now.areas[0]?.measures).toEqual([{ year: 2012, measure: 'studie', title: 'studie' }]);
  expect(now.unassigned).toEqual([{ year: 2012, measure: 'fri', title: 'fri' }]);
});

test('a measure that serves an area serves its goal only where it says so', () => {
  const area = measure('allman', { serves: { area: 'brukarmedverkan', goal: null } });
  const goal = measure('rad', { serves: { area: 'brukarmedverkan', goal: 'brukarrad' } });
  expect(coverageOf(framework, [year(2012, [area])], '2012-06-01').now.uncovered).toEqual({
    areas: ['forskning'],
    goals: ['brukarrad'],
  });
  expect(coverageOf(framework, [year(2012, [goal])], '2012-06-01').now.uncovered).toEqual({ areas: ['forskning'], goals: [] });
});

test('a measure runs in the years that it continues in, and not after them', () => {
  const agreements = [year(2012, [measure('studie', { ...inForskning, continuesIn: [2013] })], 'finalReporting')];
  expect(coverageOf(framework, agreements, '2013-06-01').now.uncovered.areas).toEqual(['brukarmedverkan']);
  expect(coverageOf(framework, agreements, '2014-02-01').now.uncovered.areas).toEqual(['forskning', 'brukarmedverkan']);
});

test('each year is told on its own, with what earlier years carry into it', () => {
  const carried = measure('studie', { ...inForskning, continuesIn: [2013] });
  const next = measure('rad', { serves: { area: 'brukarmedverkan', goal: 'brukarrad' } });
  const { years } = coverageOf(framework, [year(2013, [next]), year(2012, [carried])], '2013-06-01');
  expect(years.map((one) => [one.year, one.phase, one.uncovered.areas])).toEqual([
    [2012, 'inForce', ['brukarmedverkan']],
    [2013, 'inForce', []],
  ]);
});

test('a year that is planned and not open covers nothing, and a lapsed one never did', () => {
  const lapsed = { ...year(2012, [measure('studie', inForskning)]), phase: 'lapsed' as const };
  const { now, years } = coverageOf(framework, [lapsed], '2012-06-01');
  expect(now.uncovered.areas).toEqual(['forskning', 'brukarmedverkan']);
  expect(years).toMatchObject([{ year: 2012, phase: 'lapsed' }]);
  expect(years[0]?.areas.flatMap(({ measures }) => measures)).toEqual([]);
});

test('an area that the framework has not, and a continued measure that was never there, are pointed out', () => {
  const astray = measure('vilse', { serves: { area: 'halsa', goal: null }, continues: { year: 2012, measure: 'aldrig' } });
  const { years } = coverageOf(framework, [year(2012, [measure('studie')]), year(2013, [astray])], '2013-06-01');
  expect(years[1]).toMatchObject({
    unknown: [{ measure: 'vilse', area: 'halsa' }],
    broken: [{ measure: 'vilse', continues: { year: 2012, measure: 'aldrig' } }],
  });
});
