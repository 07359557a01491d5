import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { addYears } from '#core/calendar/civilDate.ts';
import { parseAgreement } from '../../../infra/definition/loadAgreement.ts';
import { newFrom, type Rolled, rollForward } from '../../../infra/definition/rollForward.ts';

let text: string;
beforeAll(async () => {
  text = await readFile('examples/2012/agreement.yaml', 'utf8');
});

function rolled(from: string, year: number): Rolled {
  const result = rollForward(from, year);
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  return result;
}

function definitionOf(yaml: string) {
  const loaded = parseAgreement(yaml, 'agreement.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  return loaded;
}

test('the next year has the same framework, areas and measures, and every date a year later', () => {
  const before = definitionOf(text).definition;
  const after = definitionOf(rolled(text, 2013).text).definition;
  expect(after).toMatchObject({
    framework: before.framework,
    year: 2013,
    areas: before.areas,
    frameOre: before.frameOre,
    parties: before.parties,
  });
  expect(after.measures.map(({ continuesIn }) => continuesIn)).toEqual(
    before.measures.map(({ continuesIn }) => continuesIn.map((year) => year + 1)),
  );
  expect(after.deadlines.map(({ dueOn }) => dueOn)).toEqual(before.deadlines.map(({ dueOn }) => addYears(dueOn, 1)));
  expect(after.rules.windows.consultation).toEqual({ from: '2012-02-01', to: '2012-06-30' });
  expect(after.rules.signingBy).toBe('2013-01-13');
});

test('every date that was rolled is assumed and says from what', () => {
  const { sources, definition } = definitionOf(rolled(text, 2013).text);
  expect(sources.dates.every(({ isAssumed }) => isAssumed)).toBe(true);
  expect(definition.deadlines.at(-1)?.source).toBe('assumed (rolled forward from 2014-09-01)');
  expect(sources.dates[0]?.source).toBe('assumed (rolled forward from 2011-02-01 to 2011-06-30)');
});

test('each date is listed with its weekday and what that brings', () => {
  const { dates } = rolled(text, 2013);
  expect(dates).toHaveLength(13);
  expect(dates.find(({ path }) => path === 'deadlines.finalReport.due.on')).toEqual({
    path: 'deadlines.finalReport.due.on',
    from: '2014-09-01',
    to: '2015-09-01',
    weekday: 2,
    consequence: null,
  });
  expect(dates.find(({ path }) => path === 'deadlines.interimReport-2013.due.on')).toMatchObject({
    to: '2013-11-01',
    weekday: 5,
    consequence: null,
  });
  expect(dates.find(({ path }) => path === 'windows.negotiation.to')?.consequence).toBe(
    'nyårsafton: no business day; it stays on its day',
  );
  expect(dates.find(({ path }) => path === 'signingBy.on')?.consequence).toBe('a Sunday: no business day; it stays on its day');
  const saturday = rolled(text.replace('on: 2014-09-01', 'on: 2014-09-05'), 2013);
  expect(saturday.dates.at(-1)?.consequence).toBe(
    'a Saturday: no business day; it stays due that day, and the reminder of the day goes out the business day before',
  );
  const moving = rolled(
    text.replace('on: 2014-09-01', 'on: 2014-09-05').replace('\nyear: 2012', '\ndueDay: nextBusinessDay\nyear: 2012'),
    2013,
  );
  expect(moving.dates.at(-1)?.consequence).toBe('a Saturday: no business day; due the next business day instead');
});

test('years in ids and titles move along, and what stays but belongs to the old year is listed', () => {
  const { text: next, texts, check } = rolled(text, 2013);
  expect(definitionOf(next).definition.title).toMatch(/^Överenskommelse för 2013 mellan/);
  expect(texts).toContainEqual({ path: 'deadlines.interimReport-2012', from: 'interimReport-2012', to: 'interimReport-2013' });
  expect(definitionOf(next).definition.deadlines.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'interimReport-2013',
      'measureReport-2014:praktikens-exempel',
      'measureReport-2015:brukarmedverkan-2',
    ]),
  );
  expect(check).toContainEqual({ path: 'organisations.statskontoret.registrationNumber', value: '2011/148-5' });
});

test('comments and everything else stay as they were written', () => {
  const next = rolled(text, 2013).text;
  const below = (yaml: string) => yaml.slice(yaml.indexOf('\n'));
  expect(below(next).match(/#.*$/gm)).toEqual(below(text).match(/#.*$/gm));
  expect(next.split('\n')).toHaveLength(text.split('\n').length);
  expect(below(rolled(next, 2012).text).replaceAll(/source: [^}]*/g, '')).toBe(below(text).replaceAll(/source: [^}]*/g, ''));
});

test('the first line says that it was rolled forward, in place of a schema that is not where the new file is', () => {
  const next = rolled(text, 2013).text;
  expect(next).toMatch(/^# Rolled forward from 2012 to 2013, and to be reviewed: .*\n#\n# Överenskommelsen för 2012/);
  expect(next).not.toContain('$schema');
  expect(rolled(next, 2014).text).toMatch(/^# Rolled forward from 2013 to 2014.*\n#\n/);
  const elsewhere = '# yaml-language-server: $schema=https://example.org/agreement.json';
  expect(rolled(text.replace(/^.*/, elsewhere), 2013).text.split('\n')[1]).toBe(elsewhere);
  const marked = rolled(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 2013).text;
  expect(marked).toMatch(/^\uFEFF# Rolled forward from 2012 .*\r\n#\r\n/);
});

test('29 February becomes 28 February where the year has none', () => {
  const leap = text.replace('on: 2014-09-01', 'on: 2016-02-29');
  expect(rolled(leap, 2013).dates.at(-1)).toMatchObject({ from: '2016-02-29', to: '2017-02-28' });
});

test('quoted, folded and referred-to values are rolled too', () => {
  const written = text
    .replace(/^title: (.*)$/m, 'title: >-\n  Överenskommelse för\n  2012 om stöd')
    .replace('on: 2014-06-30, source: assumed', 'on: "2014-06-30", source: &antaget assumed')
    .replace('on: 2014-09-01, source: PM', "on: '2014-09-01', source: *antaget");
  const { definition } = definitionOf(rolled(written, 2020).text);
  expect(definition.title).toBe('Överenskommelse för 2020 om stöd');
  expect(definition.deadlines.at(-1)).toMatchObject({ dueOn: '2022-09-01' });
});

test('a year that cannot be is told as a mistake', () => {
  const told = (year: number) => rollForward(text, year);
  expect(told(2012)).toMatchObject({ ok: false, mistakes: [{ path: 'year', message: 'the file is already for 2012' }] });
  expect(told(2012.5)).toMatchObject({ ok: false, mistakes: [{ message: '2012.5 is not a year' }] });
  expect(told(2098)).toMatchObject({ ok: false, mistakes: [{ message: '2014-03-31 would leave the years 1996–2099' }] });
  expect(told(9999)).toMatchObject({ ok: false });
  expect(told(1990)).toMatchObject({ ok: false });
  expect(rollForward('year: 2012', 2013)).toMatchObject({ ok: false });
});

test('a folder’s agreement is rolled, or told as missing', async () => {
  expect(await newFrom('examples/2012', 2027)).toMatchObject({ ok: true, text: expect.stringContaining('\nyear: 2027\n') });
  expect(await newFrom('examples', 2027)).toMatchObject({
    ok: false,
    mistakes: [{ message: 'the file cannot be read (ENOENT)' }],
  });
});
