import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frameworkInputs } from '#contracts/schemas.ts';
import { frameworkCommandTypes } from '#core/framework/tables.ts';
import { loadFramework, parseFramework } from '../../../../infra/definition/framework/loadFramework.ts';
import { directoryIn, FaultyText, frameworkToCommand, mistakesIn } from '../../../../infra/definition/framework/toCommand.ts';

const file = 'examples/2012/framework.yaml';
const text = readFileSync(file, 'utf8');
const agreement = readFileSync('examples/2012/agreement.yaml', 'utf8');

function mistakesOf(changed: string): string[] {
  const loaded = parseFramework(changed, 'f.yaml');
  return loaded.ok ? [] : loaded.mistakes.map(({ line, path, message, remedy }) => `${line} ${path}: ${message} → ${remedy}`);
}

const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

test('the platform of 2010 loads: seven areas, no goals, eight in the group, the evaluator’s four dates', async () => {
  const loaded = await loadFramework(file);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 2));
  const { definition } = loaded;
  expect(definition.areas).toHaveLength(7);
  expect(definition.goals).toEqual([]);
  expect(definition.consultationGroup).toHaveLength(8);
  expect(definition.commissions[0]?.items.map(({ dueOn }) => dueOn)).toEqual([
    '2011-11-01',
    '2012-11-01',
    '2013-11-01',
    '2014-09-01',
  ]);
  expect(definition.rules).toMatchObject({
    approvals: ['skl-styrelse'],
    rhythm: { opens: '02-01', yearsBefore: 1, first: 2012 },
  });
  expect(definition.parties.map(({ authorisedBy }) => authorisedBy)).toEqual(['regeringen', null]);
  expect(JSON.stringify(definition)).not.toContain('Marcelind');
  expect(loaded.people.map(({ name }) => name)).toContain('Ragnwi Marcelind');
});

test('a goal shorter than three years is a mistake on its line, with the earliest last day', () => {
  const goal = (until: string) =>
    text.replace(
      '  brukarmedverkan: { title: Brukarmedverkan }',
      `  brukarmedverkan:\n    title: Brukarmedverkan\n    goals:\n      rad: { title: Råd, from: 2011-01-01, until: ${until}, source: assumed }`,
    );
  expect(mistakesOf(goal('2013-12-31'))).toEqual([]);
  expect(mistakesOf(goal('2012-12-31'))).toEqual([
    `${lineOf('  brukarmedverkan: {') + 3} areas.brukarmedverkan.goals.rad.until: the goal is for 2011-01-01 – 2012-12-31, and a goal is for at least three years → give 2013-12-31 or later, or leave the goal to a year's agreement`,
  ]);
});

test.each([
  [
    'a person who is not there',
    'skl: { signatory: skl-vd }',
    'skl: { signatory: skl-vdd }',
    'parties.skl.signatory',
    'did you mean skl-vd?',
  ],
  [
    'a body that is not there',
    'approvals: [skl-styrelse]',
    'approvals: [styrelsen]',
    'approvals.0',
    'known: regeringen, skl-styrelse',
  ],
  [
    'a commission to oneself',
    '    debtor: statskontoret',
    '    debtor: staten',
    'commissions.utvardering.debtor',
    'name who gave the commission',
  ],
  ['a day of no year', 'opens: 02-01', 'opens: 02-30', 'years.opens', 'write month and day'],
  ['29 February, which not every year has', 'opens: 02-01', 'opens: 02-29', 'years.opens', 'write month and day'],
  [
    'a source that nothing explains',
    '{ on: 2014-09-01, source: PM }',
    '{ on: 2014-09-01, source: XX }',
    'commissions.utvardering.items.finalReport.due.source',
    'name it in `sources`',
  ],
  [
    'a day that is none',
    '{ on: 2014-09-01,',
    '{ on: 2014-09-31,',
    'commissions.utvardering.items.finalReport.due.on',
    'write 2014-09-30',
  ],
  ['a last year before the first', 'last: 2012,', 'last: 2011,', 'years.last', 'write a year from 2012 on'],
  [
    'a member of no known organisation',
    'organisation: socialstyrelsen }',
    'organisation: socialstyrelse }',
    'consultationGroup.socialstyrelsen.organisation',
    'did you mean socialstyrelsen?',
  ],
  ['a field that is none', 'coordinator: samordnare', 'coordinatr: samordnare', 'coordinatr', 'coordinator'],
])('%s is one mistake, on its line, with what would be right', (_what, before, after, path, remedy) => {
  expect(text).toContain(before);
  const mistakes = mistakesOf(text.replace(before, after));
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toContain(`${lineOf(before)} ${path}: `);
  expect(mistakes[0]).toContain(remedy);
});

test('every command but opening has a way from its input', async () => {
  const put = (said: string) => Promise.resolve({ textId: said, commitment: '' });
  const said: Record<string, unknown> = {
    party: 'skl',
    body: 'skl-styrelse',
    signatory: 'skl-vd',
    versionHash: 'ab'.repeat(32),
    year: 2012,
    commission: 'utvardering',
    item: 'finalReport',
    dueOn: '2014-10-01',
    version: 1,
    correction: { doneOn: '2010-09-01' },
    agreement,
    text,
    meeting: 'III:8',
    differences: 'inga',
  };
  for (const type of frameworkCommandTypes.filter((one) => one !== 'open')) {
    const fields = Object.keys(frameworkInputs[type].shape).filter((field) => field in said);
    const input = frameworkInputs[type].parse(Object.fromEntries(fields.map((field) => [field, said[field]])));
    expect(await frameworkToCommand({ type, input } as Parameters<typeof frameworkToCommand>[0], put)).toMatchObject({ type });
  }
});

test('planning a year reads its file: the year is the file’s own, its people go into the directory, its mistakes are told by line', async () => {
  const request = { type: 'planYear', input: { agreement } } as const;
  expect(directoryIn(request)?.people.map(({ id }) => id)).toContain('skl-handlaggare');
  expect(await frameworkToCommand(request, () => Promise.reject(new Error('no text')))).toMatchObject({
    type: 'planYear',
    year: 2012,
    opensOn: null,
    definition: { framework: 'evidensbaserad-praktik' },
  });
  const wrong = { type: 'planYear', input: { agreement: agreement.replace('frame: 135 mnkr', 'frame: 134 mnkr') } } as const;
  expect(mistakesIn(request)).toEqual([]);
  expect(mistakesIn(wrong)).toMatchObject([{ path: 'frame', line: 14 }]);
  await expect(frameworkToCommand(wrong, () => Promise.reject(new Error('no text')))).rejects.toThrow(FaultyText);
});

test('a measure says in its agreement’s file which area it serves and which earlier measure it continues', async () => {
  const { parseAgreement } = await import('../../../../infra/definition/loadAgreement.ts');
  const before = '      leda-for-resultat: { title: Leda för resultat }';
  const after = (year: number) =>
    agreement.replace(
      before,
      `      leda-for-resultat: { title: Leda för resultat, serves: { area: utbildning }, continues: { year: ${year}, measure: leda } }`,
    );
  const loaded = parseAgreement(after(2011), 'a.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  expect(loaded.definition.measures.find(({ id }) => id === 'leda-for-resultat')).toMatchObject({
    serves: { area: 'utbildning', goal: null },
    continues: { year: 2011, measure: 'leda' },
  });
  const later = parseAgreement(after(2012), 'a.yaml');
  expect(later.ok ? [] : later.mistakes).toMatchObject([
    {
      path: 'areas.utbildning.measures.leda-for-resultat.continues.year',
      message: '2012 is no year before 2012',
      remedy: 'name a year before 2012, such as 2011',
    },
  ]);
});
