import { expect, test } from 'vitest';
import { kinds } from '#core/act/model.ts';
import { modelOf } from '#core/models.ts';
import { ruleOf } from '#core/rules.ts';
import { commandFirst } from '../../cli/do/argv.ts';
import { actsOf, fieldOptions, inputOf, inputSchema, optionsAt } from '../../cli/do/options.ts';
import { wordsIn } from '../../cli/words/words.ts';

const HASH = '9f'.repeat(32);

test('every command that people give can be given, but for the openings: those of other processes cannot', () => {
  for (const kind of kinds) {
    const ofPeople = modelOf(kind).commandTypes.filter((type) => type !== 'open' && ruleOf(kind, type).actOf !== 'process');
    expect(actsOf(kind).toSorted()).toEqual(ofPeople.toSorted());
  }
  expect(actsOf('agreement')).not.toContain('receiveRevision');
});

test('every field of every command has an option with a name of its own, told in Swedish', () => {
  const own = ['as', 'done-on', 'done-by', 'reason', 'evidence', 'evidence-file', 'command-id', 'json', 'lang', 'help'];
  const told = wordsIn('sv').help.fields;
  const all = kinds.flatMap((kind) => actsOf(kind).map((type) => ({ kind, type })));
  for (const { kind, type } of all) {
    const options = fieldOptions(kind, type);
    const names = options.map(({ name }) => name);
    expect(new Set(names).size, type).toBe(names.length);
    expect(
      names.filter((name) => own.includes(name)),
      type,
    ).toEqual([]);
    expect(new Set(options.map(({ path }) => path[0])), type).toEqual(
      new Set(Object.keys(inputSchema(kind, type).shape).filter((field) => field !== 'files')),
    );
    expect(
      names.filter((name) => (told[`${type}.${name}`] ?? told[name]) === undefined),
      type,
    ).toEqual([]);
  }
});

const given: readonly [string, Record<string, unknown>, unknown][] = [
  ['sign', { party: 'skl', signatory: 'skl-vd', hash: HASH }, { party: 'skl', signatory: 'skl-vd', versionHash: HASH }],
  ['handInReport', { deadline: 'finalReport', nothing: true }, { deadline: 'finalReport', content: 'nothing' }],
  [
    'handInReport',
    { deadline: 'finalReport', activities: 'A', development: 'B', reasons: 'C' },
    { deadline: 'finalReport', content: { activities: 'A', development: 'B', reasons: 'C' } },
  ],
  ['correct', { entry: 7, 'right-done-on': '2012-01-31' }, { version: 7, correction: { doneOn: '2012-01-31' } }],
  ['correct', { entry: 7, used: '5 kr', unspent: '0 kr' }, { version: 7, correction: { used: '5 kr', unspent: '0 kr' } }],
  ['correct', { entry: 7, note: true }, { version: 7, correction: 'note' }],
  [
    'authorise',
    { party: 'skl', body: 'styrelse', signatory: 'vd', 'or-substitute': true },
    { party: 'skl', body: 'styrelse', signatory: 'vd', orSubstitute: true },
  ],
];

test.each(given)('%s: what its options say is what the schema takes', (type, values, input) => {
  const said = inputOf(fieldOptions('agreement', type), new Map(Object.entries(values)));
  expect(said).toEqual(input);
  expect(inputSchema('agreement', type).safeParse(said).success).toBe(true);
});

test('a mistake in the input names the options to change', () => {
  const report = fieldOptions('agreement', 'handInReport');
  expect(optionsAt(report, 'deadline')).toEqual(['--deadline']);
  expect(optionsAt(report, 'content.development')).toEqual(['--development']);
  expect(optionsAt(report, 'content')).toEqual(['--nothing', '--activities', '--development', '--reasons']);
  expect(optionsAt(fieldOptions('agreement', 'changeRules'), 'changes.signingBy')).toEqual(['--changes']);
});

test('the agreement may stand before the command, and the command may be written with hyphens', () => {
  expect(commandFirst(['do', 'ID', 'hand-in-report', '--as', 'x'])).toEqual(['do', 'handInReport', 'ID', '--as', 'x']);
  expect(commandFirst(['--lang', 'en', '--json', 'do', 'ID', 'sign'])).toEqual(['--lang', 'en', '--json', 'do', 'sign', 'ID']);
  expect(commandFirst(['do', 'sign', '--help'])).toEqual(['do', 'sign', '--help']);
  expect(commandFirst(['do', 'ID'])).toEqual(['do', 'ID']);
  expect(commandFirst(['show', 'ID', 'sign'])).toEqual(['show', 'ID', 'sign']);
});

test('the id says whose commands are meant: a framework’s and a referral’s stand under their own words', () => {
  expect(commandFirst(['do', 'framework:x', 'plan-year', '--as', 'y'])).toEqual([
    'do',
    'framework',
    'planYear',
    'framework:x',
    '--as',
    'y',
  ]);
  expect(commandFirst(['do', 'rehearsal:01JD4Z7R3TQ0V9YB6S1N2M8KXE:referral:x', 'answer'])).toEqual([
    'do',
    'referral',
    'answer',
    'rehearsal:01JD4Z7R3TQ0V9YB6S1N2M8KXE:referral:x',
  ]);
  expect(commandFirst(['do', 'framework', 'plan-year', '--help'])).toEqual(['do', 'framework', 'planYear', '--help']);
  expect(commandFirst(['do', 'agreement:x:2012', 'sign'])).toEqual(['do', 'sign', 'agreement:x:2012']);
});

test('what a year is planned with is a file', () => {
  expect(fieldOptions('framework', 'planYear')).toMatchObject([
    { name: 'file', path: ['agreement'], takes: 'file', required: true },
    { name: 'opens-on' },
  ]);
});
