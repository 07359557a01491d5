import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Loaded, type LoadedAgreement, loadAgreement, parseAgreement } from '../../../infra/definition/loadAgreement.ts';

const file = 'examples/2012/agreement.yaml';
let text: string;
let agreement: LoadedAgreement;
beforeAll(async () => {
  text = await readFile(file, 'utf8');
  const loaded = await loadAgreement(file);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  agreement = loaded;
});

const right = (loaded: Loaded): LoadedAgreement => {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  return loaded;
};

/** `line path: message → remedy` of every mistake in the text with these parts replaced. */
function mistakes(...changes: [string | RegExp, string][]): string[] {
  const changed = changes.reduce((now, [from, to]) => {
    const next = now.replace(from, to);
    if (next === now) throw new Error(`nothing to change: ${String(from)}`);
    return next;
  }, text);
  const loaded = parseAgreement(changed, file);
  return loaded.ok ? [] : loaded.mistakes.map((one) => `${one.path}: ${one.message} → ${one.remedy}`);
}

describe('the agreement for 2012', () => {
  test('has 135 million in five areas with 22 measures', () => {
    const { frameOre, areas, measures } = agreement.definition;
    expect(frameOre).toBe(13_500_000_000);
    expect(areas.map(({ budgetOre }) => budgetOre / 100_000_000)).toEqual([84.5, 39.5, 5.5, 5, 0.5]);
    expect(areas.map(({ id }) => measures.filter(({ area }) => area === id).length)).toEqual([5, 11, 2, 3, 1]);
    expect(
      measures.every(({ amountOre, debtor, creditor }) => amountOre === null && debtor === 'skl' && creditor === 'staten'),
    ).toBe(true);
  });

  test('has a report for each measure, one more for each that goes on, and what is watched', () => {
    const { deadlines } = agreement.definition;
    const due = (kind: string) => deadlines.filter((one) => one.kind === kind).map(({ dueOn }) => dueOn);
    expect(due('measureReport')).toEqual([...Array(22).fill('2013-03-31'), ...Array(9).fill('2014-03-31')]);
    expect(due('interimReport')).toEqual(['2012-11-01', '2013-11-01']);
    expect(due('accounting')).toEqual(['2014-06-30']);
    expect(deadlines.at(-1)).toEqual({
      id: 'finalReport',
      title: 'Statskontorets slutrapport',
      kind: 'finalReport',
      mode: 'watched',
      metBy: 'entry',
      plan: 'report',
      dueOn: '2014-09-01',
      debtor: 'statskontoret',
      creditor: 'staten',
      measure: null,
      handler: null,
      source: 'PM',
    });
  });

  test('has every default written out', () => {
    expect(agreement.definition.rules).toMatchObject({
      engine: 2,
      reminderPlans: { report: [-90, -30, -14, -7, -1, 0, 1, 7, 14], answer: [-14, -3, 0, 1, 7] },
      escalateFromDaysOverdue: 7,
      dueDay: 'asWritten',
      calendar: 'sweden',
      consentToRuleChange: 'parties',
    });
  });

  test('says of every date where it comes from, and which are assumed', () => {
    const { legend, dates } = agreement.sources;
    expect(Object.keys(legend)).toEqual(['P', 'PM', 'R']);
    expect(dates.find(({ path }) => path === 'deadlines.finalReport.due')).toEqual({
      path: 'deadlines.finalReport.due',
      from: '2014-09-01',
      to: null,
      source: 'PM',
      isAssumed: false,
    });
    expect(dates.filter(({ isAssumed }) => isAssumed).map(({ path }) => path)).toEqual([
      'signingBy',
      'deadlines.measureReport-2013.due',
      'deadlines.measureReport-2014.due',
      'deadlines.accounting.due',
    ]);
  });

  test('tells its coordinator alone of what is only watched', () => {
    expect(agreement.definition.organisations.map(({ id, acceptsNotices, superior }) => [id, acceptsNotices, superior])).toEqual([
      ['staten', false, null],
      ['skl', false, 'skl-vd'],
      ['statskontoret', false, null],
      ['samradsgruppen', false, null],
    ]);
  });

  test('has a version that anybody can compute: SHA-256 of its JSON with sorted keys and nothing between', () => {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      );
    };
    expect(agreement.versionHash).toBe(
      createHash('sha256')
        .update(JSON.stringify(sorted(agreement.definition)))
        .digest('hex'),
    );
  });

  test('has names and addresses beside the definition, never in it', () => {
    const json = JSON.stringify(agreement.definition);
    expect(agreement.people.find(({ id }) => id === 'skl-vd')).toEqual({
      id: 'skl-vd',
      organisation: 'skl',
      name: 'Håkan Sörman',
      email: 'skl-vd@example.org',
      roles: ['signatory'],
    });
    expect(agreement.organisations.find(({ id }) => id === 'skl')?.registrar).toEqual({
      name: 'SKL:s registrator',
      email: 'registrator.skl@example.org',
    });
    for (const { name, email } of agreement.people) for (const one of [name, email]) expect(json).not.toContain(one);
    expect(json).not.toContain('@');
  });

  test('has a version that names and addresses do not change, and everything the parties accept does', () => {
    const hash = (from: string, to: string) => right(parseAgreement(text.replace(from, to), file)).versionHash;
    expect(agreement.versionHash).toMatch(/^[0-9a-f]{64}$/);
    expect(hash('Håkan Sörman', 'Någon Annan')).toBe(agreement.versionHash);
    expect(hash('registrator.skl@', 'ny@')).toBe(agreement.versionHash);
    expect(hash('# Områden,', '# Alla områden,')).toBe(agreement.versionHash);
    expect(hash('2014-09-01', '2014-09-02')).not.toBe(agreement.versionHash);
    expect(hash('Praktikens exempel', 'Praktikens fall')).not.toBe(agreement.versionHash);
  });

  test('is the same however its letters are composed and its lines end', () => {
    expect(right(parseAgreement(text.normalize('NFD'), file)).versionHash).toBe(agreement.versionHash);
    expect(right(parseAgreement(text.replaceAll('\n', '\r\n'), file)).versionHash).toBe(agreement.versionHash);
    expect(right(parseAgreement(`\uFEFF${text}`, file)).versionHash).toBe(agreement.versionHash);
  });
});

describe('a wrong file is told', () => {
  test('every mistake at once, each with its line and column, in order', () => {
    const changed = text
      .replace('frame: 135 mnkr', 'frame: 135')
      .replace('to: 2011-06-30', 'to: 2011-06-31')
      .replace('approvals: [regeringen, skl-styrelse]', 'approvals: [regeringen, skl-styrelsen]')
      .replace('skl-vd@example.org', 'skl-vd.example.org')
      .replace('budget: 0.5 mnkr', 'bugdet: 0.5 mnkr')
      .replace('perMeasure: all', 'perMeasure: every');
    const loaded = parseAgreement(changed, file);
    if (loaded.ok) throw new Error('loaded');
    const lines = changed.split('\n');
    const places = loaded.mistakes.map(({ line, column, path }) => [path, lines[line - 1]?.slice(column - 1).split(/[ ,\]]/)[0]]);
    expect(places).toEqual([
      ['frame', '135'],
      ['windows.consultation.to', '2011-06-31'],
      ['approvals.1', 'skl-styrelsen'],
      ['people.skl-vd.email', 'skl-vd.example.org'],
      ['areas.forskning.bugdet', 'bugdet:'],
      ['deadlines.measureReport-2013.perMeasure', 'every'],
    ]);
  });

  test.each<[string, [string | RegExp, string][], string[]]>([
    [
      'a sum with the missing amount',
      [['84.5 mnkr', '84 mnkr']],
      [
        "frame: the areas' budgets are 134,5\u00a0mnkr together, and the frame is 135\u00a0mnkr → 0,5\u00a0mnkr are missing: raise a budget, or lower the frame",
      ],
    ],
    [
      'a day that its month has not',
      [['on: 2014-09-01', 'on: 2014-09-31']],
      [
        'deadlines.finalReport.due.on: "2014-09-31" is not a day: that month ends 2014-09-30 → write 2014-09-30, or the day that was meant',
      ],
    ],
    [
      '29 February of a common year',
      [['on: 2014-09-01', 'on: 2014-02-29']],
      [
        'deadlines.finalReport.due.on: "2014-02-29" is not a day: that month ends 2014-02-28 → write 2014-02-28, or the day that was meant',
      ],
    ],
    [
      'what was probably meant by a field',
      [['coordinator:', 'cordinator:']],
      [expect.stringContaining('"cordinator" is not a field here → did you mean coordinator?') as never],
    ],
    [
      'what was probably meant by a reference',
      [['signatory: skl-vd', 'signatory: skl-dv']],
      [
        'parties.skl.signatory: "skl-dv" is no known person → did you mean skl-vd? (known: samordnare, statssekreterare, departementshandlaggare, departementsregistrator, skl-vd, skl-handlaggare, skl-registrator)',
      ],
    ],
    [
      'what is missing, with an example',
      [[/^signingBy:.*$/m, '']],
      ['signingBy: signingBy is missing → add signingBy: {on: 2012-01-31, source: assumed} (the last day for all signatures)'],
    ],
    ['what is empty', [['title: Leda för resultat', 'title:']], [expect.stringMatching(/is empty|should be/) as never]],
    [
      'a source that is not explained',
      [['source: PM', 'source: PX']],
      [
        'deadlines.finalReport.due.source: the source "PX" is not explained → name it in `sources`, or write assumed (known: assumed, P, PM, R)',
      ],
    ],
    [
      'a role that is none',
      [['roles: [coordinator]', 'roles: [cordinator]']],
      [expect.stringContaining('"cordinator" is not possible for roles → did you mean coordinator?') as never],
    ],
    [
      'a default that is missing, once',
      [['defaults: { debtor: skl, creditor: staten }', 'defaults: { debtor: skl }']],
      expect.arrayContaining([
        expect.stringContaining('deadlines.accounting.creditor: creditor is missing → add creditor here, or once in `defaults`'),
      ]) as never,
    ],
    [
      'a wrong default, once',
      [['defaults: { debtor: skl, creditor: staten }', 'defaults: { debtor: skl, creditor: stat }']],
      [
        'defaults.creditor: "stat" is no known organisation → did you mean staten? (known: staten, skl, statskontoret, samradsgruppen)',
      ],
    ],
    [
      'what nothing says',
      [['  accounting:', '  bokslut:']],
      [
        expect.stringContaining(
          'deadlines.bokslut.metBy: nothing says what meets a deadline of the kind bokslut → add metBy',
        ) as never,
      ],
    ],
    [
      'a year that no measure goes on',
      [['continuingIn: 2013', 'continuingIn: 2019']],
      [expect.stringContaining('deadlines.measureReport-2014.perMeasure: there is no such measure') as never],
    ],
    [
      'a choice and its opposite',
      [['perMeasure: all', 'perMeasure: all\n    measure: projektledning']],
      ['deadlines.measureReport-2013.measure: measure and perMeasure exclude each other → keep one of them'],
    ],
    [
      'a placeholder for nothing',
      [['title: Statskontorets slutrapport', 'title: "Om {title}"']],
      [expect.stringContaining('deadlines.finalReport.title: {title} stands for a measure’s title') as never],
    ],
    [
      'an id that cannot be',
      [['  forskning:', '  forsknings området:']],
      [expect.stringContaining('areas.forsknings området: "forsknings området" cannot be an id') as never],
    ],
  ])('%s', (_, changes, expected) => {
    expect(mistakes(...changes)).toEqual(expected);
  });

  test('who owes is missing, and not that nobody owes it to nobody', () => {
    const told = mistakes(['defaults: { debtor: skl, creditor: staten }', '']);
    expect(told).toContainEqual(expect.stringContaining('deadlines.accounting.debtor: debtor is missing'));
    expect(told.filter((one) => !one.includes(' is missing → '))).toEqual([]);
  });

  test('a key that stands twice, where it stands the second time', () => {
    const changed = text.replace('\nframe: 135 mnkr', '\nframe: 135 mnkr\nframe: 135 mnkr');
    const loaded = parseAgreement(changed, file);
    const line = changed.split('\n').findLastIndex((one) => one.startsWith('frame:')) + 1;
    expect(loaded).toEqual({
      ok: false,
      mistakes: [
        {
          file,
          line,
          column: 1,
          path: 'frame',
          message: 'frame stands twice',
          remedy: 'keep one of the two, or give one another name',
        },
      ],
    });
  });

  test('what is not YAML, and what is wrong beside it, but nothing that only follows from it', () => {
    const told = mistakes(['title: Praktikens exempel', 'title: Praktikens: exempel'], ['on: 2014-09-01', 'on: 2014-09-31']);
    expect(told).toEqual([
      expect.stringMatching(/^: this is not YAML: .* → /),
      expect.stringContaining('deadlines.finalReport.due.on: "2014-09-31" is not a day'),
    ]);
  });

  test('an alias bomb is refused, not unfolded', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[at]}`).join(', ')}]`),
    ].join('\n');
    expect(parseAgreement(bomb, file)).toMatchObject({
      ok: false,
      mistakes: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('cannot be read') })]),
    });
  });

  test('a text instead of fields, and nothing at all', () => {
    for (const one of ['', 'hello', '[]', '42']) {
      expect(parseAgreement(one, file)).toMatchObject({
        ok: false,
        mistakes: [{ line: 1, column: 1, path: '', remedy: expect.stringContaining('framework, year, title') }],
      });
    }
  });
});

test('a file that is not there, and one in another encoding, are mistakes like others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arscykel-'));
  const latin1 = join(folder, 'latin1.yaml');
  await writeFile(latin1, Buffer.from('title: Överenskommelse', 'latin1'));
  expect(await loadAgreement(join(folder, 'none.yaml'))).toMatchObject({
    ok: false,
    mistakes: [{ message: 'the file cannot be read (ENOENT)' }],
  });
  expect(await loadAgreement(latin1)).toMatchObject({
    ok: false,
    mistakes: [{ message: 'the file is not UTF-8', remedy: 'save it as UTF-8 in your editor' }],
  });
  await rm(folder, { recursive: true });
});
