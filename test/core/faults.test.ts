import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition, Rules } from '#core/agreement/definition.ts';
import { definitionFaults, isDeadlineId, isId, rulesFaults } from '#core/agreement/faults.ts';
import { deadline, definitionOf, MNKR, reported, rules, watched, withDeadlines } from '../support/agreements.ts';

const base = definitionOf();
const told = (definition: Definition) => definitionFaults(definition).map(({ path, message }) => `${path}: ${message}`);

/** The base with one place of a list changed. */
function changed<K extends 'organisations' | 'people' | 'parties' | 'areas' | 'measures' | 'deadlines'>(
  key: K,
  index: number,
  changes: Partial<Definition[K][number]>,
): Definition {
  return { ...base, [key]: base[key].map((one, at) => (at === index ? { ...one, ...changes } : one)) };
}

const withRules = (changes: Partial<Rules>) => definitionOf({}, changes);
const withWindows = (changes: Partial<Rules['windows']>) => withRules({ windows: { ...rules.windows, ...changes } });

test('an agreement that is right has no faults', () => {
  expect(told(base)).toEqual([]);
});

const wrong: [string, Definition, string][] = [
  [
    'budgets short of the frame',
    changed('areas', 1, { budgetOre: 39 * MNKR }),
    "frameOre: the areas' budgets are 99\u00a0mnkr together, and the frame is 100\u00a0mnkr: 1\u00a0mnkr are missing",
  ],
  ['budgets above the frame', changed('areas', 1, { budgetOre: 41.5 * MNKR }), '1,5\u00a0mnkr are too many'],
  ['a budget that is no amount', changed('areas', 0, { budgetOre: 0.5 }), 'areas.0.budgetOre: 0.5 is no amount'],
  ['a frame of nothing', definitionOf({ frameOre: 0 }), 'frameOre: the frame is 0'],
  [
    'a measure above its area',
    changed('measures', 0, { amountOre: 61 * MNKR }),
    'areas.0.budgetOre: the measures of stod are 61\u00a0mnkr together, and its budget is 60\u00a0mnkr: 1\u00a0mnkr are too many',
  ],
  [
    'measures that all state amounts and do not add up',
    changed('measures', 0, { amountOre: 59 * MNKR }),
    '1\u00a0mnkr are missing: each measure states its amount',
  ],
  [
    'an unknown area',
    changed('measures', 0, { area: 'stodet' }),
    'measures.0.area: "stodet" is no known area: known: stod, utbildning',
  ],
  [
    'a measure that is reported to whom carries it out',
    changed('measures', 0, { creditor: 'skl' }),
    'measures.0: skl reports to itself',
  ],
  [
    "a measure that goes on in the agreement's own year",
    changed('measures', 0, { continuesIn: [2012] }),
    'measures.0.continuesIn.0: 2012 is no year after 2012',
  ],
  [
    'a measure that goes on in a year twice',
    changed('measures', 0, { continuesIn: [2013, 2013] }),
    'measures.0.continuesIn.1: 2013 stands twice',
  ],
  ['an id twice', changed('measures', 1, { id: 'databaser' }), 'measures.1.id: the id databaser is used twice'],
  [
    "a body's id at two organisations",
    changed('organisations', 1, { bodies: [{ id: 'regeringen', title: 'x' }] }),
    'organisations.1.bodies.0.id: the id regeringen is used twice',
  ],
  ['an id that cannot be', changed('areas', 0, { id: 'å' }), 'areas.0.id: "å" cannot be an id'],
  ['an id that every object has', changed('areas', 0, { id: 'constructor' }), 'areas.0.id: "constructor" cannot be an id'],
  ['a framework id that cannot be', definitionOf({ framework: 'a:b' }), 'framework: "a:b" cannot be an id'],
  ['a title of nothing', definitionOf({ title: ' ' }), 'title: the title is empty'],
  ['an area without title', changed('areas', 0, { title: '' }), 'areas.0.title: the title is empty'],
  [
    'a person of no organisation',
    changed('people', 9, { organisation: 'riksdagen' }),
    'people.9.organisation: "riksdagen" is no known organisation',
  ],
  ['an unknown role', changed('people', 9, { roles: ['chef' as never] }), 'people.9.roles.0: "chef" is no role'],
  [
    'a superior from elsewhere',
    changed('organisations', 1, { superior: 'ministern' }),
    'organisations.1.superior: ministern is of staten, not of skl',
  ],
  ['an unknown coordinator', definitionOf({ coordinator: 'ingen' }), 'coordinator: "ingen" is no known person'],
  [
    'a coordinator without the role',
    definitionOf({ coordinator: 'ministern' }),
    'coordinator: ministern has not the role coordinator',
  ],
  [
    'one party alone',
    definitionOf({ parties: base.parties.slice(0, 1) }),
    'parties: an agreement has two parties or more, not 1',
  ],
  [
    'a party twice',
    changed('parties', 1, { organisation: 'staten', authorisedBy: 'regeringen', signatory: 'ministern' }),
    'parties.1.organisation: staten is a party twice',
  ],
  [
    'an unknown party',
    changed('parties', 1, { organisation: 'riksdagen' }),
    'parties.1.organisation: "riksdagen" is no known organisation',
  ],
  [
    "a party authorised by another's body",
    changed('parties', 1, { authorisedBy: 'regeringen' }),
    'parties.1.authorisedBy: "regeringen" is no body of skl',
  ],
  [
    "another organisation's signatory",
    changed('parties', 1, { signatory: 'ministern' }),
    'parties.1.signatory: ministern is of staten, not of skl',
  ],
  [
    'a signatory without the role',
    changed('parties', 1, { signatory: 'handlaggaren' }),
    'parties.1.signatory: handlaggaren has not the role signatory',
  ],
  [
    'a window that ends before it begins',
    withWindows({ negotiation: { from: '2011-12-31', to: '2011-10-01' } }),
    'rules.windows.negotiation.to: the negotiation ends 2011-10-01, before it begins 2011-12-31',
  ],
  [
    'windows that overlap',
    withWindows({ negotiation: { from: '2011-06-30', to: '2011-12-31' } }),
    'rules.windows.negotiation.from: the negotiation begins 2011-06-30, before the consultation has ended 2011-06-30',
  ],
  [
    'an evaluation during the negotiation',
    withWindows({ evaluation: { from: '2011-12-01', to: '2012-12-31' } }),
    'rules.windows.evaluation.from: the evaluation begins 2011-12-01',
  ],
  [
    'a day that does not exist',
    withWindows({ consultation: { from: '2011-02-01', to: '2011-06-31' } }),
    'rules.windows.consultation.to: "2011-06-31" is no date',
  ],
  [
    'signatures before the negotiation',
    withRules({ signingBy: '2011-09-30' }),
    'rules.signingBy: the signatures are to be there 2011-09-30, before the negotiation begins',
  ],
  [
    'signatures after the evaluation',
    withRules({ signingBy: '2012-12-31' }),
    'rules.signingBy: the signatures are to be there 2012-12-31, when the evaluation has ended',
  ],
  ["another year than the windows'", definitionOf({ year: 2021 }), 'year: the agreement for 2021 is negotiated from 2011-10-01'],
  ['a year out of reach', definitionOf({ year: 1995 }), 'year: 1995 is no year that can be worked with'],
  [
    'validity that ends before the signatures',
    definitionOf({ validUntil: '2012-01-13' }),
    'validUntil: valid until 2012-01-13, when the signatures',
  ],
  ['approval by an unknown body', withRules({ approvals: ['riksdagen'] }), 'rules.approvals.0: "riksdagen" is no known body'],
  ['approval twice', withRules({ approvals: ['regeringen', 'regeringen'] }), 'rules.approvals.1: regeringen stands twice'],
  [
    'half a day before',
    withRules({ reminderPlans: { ...rules.reminderPlans, report: [-0.5] } }),
    'rules.reminderPlans.report.0: -0.5 is no number of days',
  ],
  [
    'the same moment twice',
    withRules({ reminderPlans: { ...rules.reminderPlans, report: [-7, -7] } }),
    'rules.reminderPlans.report.1: -7 stands twice',
  ],
  ['an engine that is not there', withRules({ engine: 99 }), 'rules.engine: engine 99 is not one that this program has'],
  [
    'escalation before it is due',
    withRules({ escalateFromDaysOverdue: -1 }),
    'rules.escalateFromDaysOverdue: -1 is no number of days overdue',
  ],
  ['an unknown day rule', withRules({ dueDay: 'never' as never }), 'rules.dueDay: "never" is no rule'],
  ['an unknown calendar', withRules({ calendar: 'norway' as never }), 'rules.calendar: "norway" is no calendar'],
  ['an unknown consent', withRules({ consentToRuleChange: 'all' as never }), 'rules.consentToRuleChange: "all" is no rule'],
  [
    'a deadline that somebody owes themselves',
    withDeadlines(deadline('d', '2013-01-31', { creditor: 'skl' })),
    'deadlines.0: skl owes it to itself',
  ],
  [
    'an unknown debtor',
    withDeadlines(deadline('d', '2013-01-31', { debtor: 'x' })),
    'deadlines.0.debtor: "x" is no known organisation',
  ],
  [
    'an unknown creditor',
    withDeadlines(deadline('d', '2013-01-31', { creditor: 'x' })),
    'deadlines.0.creditor: "x" is no known organisation',
  ],
  [
    'a watched date met by a report',
    withDeadlines(deadline('d', '2013-01-31', { ...watched, metBy: 'report' })),
    'deadlines.0.metBy: a watched date cannot be met by report',
  ],
  [
    'a deadline before the opening',
    withDeadlines(deadline('d', '2011-01-31')),
    'deadlines.0.dueOn: due 2011-01-31, before the agreement opens 2011-02-01',
  ],
  ['a due date that does not exist', withDeadlines(deadline('d', '2013-02-29')), 'deadlines.0.dueOn: "2013-02-29" is no date'],
  [
    'a due date whose reminders leave the calendar',
    withDeadlines(deadline('d', '2099-12-20')),
    'deadlines.0.dueOn: a reminder of 2099-12-20 falls outside',
  ],
  [
    'an unknown plan',
    withDeadlines(deadline('d', '2013-01-31', { plan: 'x' })),
    'deadlines.0.plan: "x" is no known reminder plan: known: report, answer',
  ],
  [
    'a plan that every object has',
    withDeadlines(deadline('d', '2013-01-31', { plan: 'toString' })),
    'deadlines.0.plan: "toString" is no known reminder plan',
  ],
  [
    'an unknown measure',
    withDeadlines(deadline('d', '2013-01-31', { ...reported, measure: 'x' })),
    'deadlines.0.measure: "x" is no known measure',
  ],
  [
    'a measure report about none',
    withDeadlines(deadline('d', '2013-01-31', { ...reported, measure: null })),
    'deadlines.0.measure: a measureReport is about a measure',
  ],
  [
    'a handler from elsewhere',
    withDeadlines(deadline('d', '2013-01-31', { handler: 'statssekreteraren' })),
    'deadlines.0.handler: statssekreteraren is of staten, not of skl',
  ],
  [
    'a handler without the role',
    withDeadlines(deadline('d', '2013-01-31', { handler: 'sklregistratorn' })),
    'deadlines.0.handler: sklregistratorn has not the role handler',
  ],
  [
    'a deadline without title',
    withDeadlines(deadline('d', '2013-01-31', { title: '' })),
    'deadlines.0.title: the title is empty',
  ],
  [
    'a date from nowhere',
    withDeadlines(deadline('d', '2013-01-31', { source: ' ' })),
    'deadlines.0.source: the date has no source',
  ],
];

describe('a fault says where, what is wrong and what would be right:', () => {
  test.each(wrong)('%s', (_, definition, expected) => {
    expect(told(definition)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });
});

test("a watched date may be somebody's own", () => {
  expect(told(withDeadlines(deadline('d', '2013-01-31', { ...watched, creditor: 'utvarderaren' })))).toEqual([]);
});

test('measures without stated amounts need not fill their area', () => {
  expect(
    told({
      ...base,
      measures: base.measures.map((measure, at) => ({ ...measure, area: 'stod', amountOre: at === 0 ? MNKR : null })),
    }),
  ).toEqual([]);
});

test('changed rules have the same faults, and may not leave a deadline without its plan', () => {
  expect(rulesFaults(rules, base)).toEqual([]);
  const faults = rulesFaults({ ...rules, reminderPlans: { report: [-7] }, signingBy: '2011-02-30' }, base);
  expect(faults.map(({ path }) => path)).toEqual(expect.arrayContaining(['signingBy', 'deadlines.0.plan']));
});

test("an id can be a key anywhere; a deadline's may be composed of two", () => {
  for (const id of ['a', 'skl-vd', 'finalReport']) expect([isId(id), isDeadlineId(id)]).toEqual([true, true]);
  expect([isId('measureReport-2013:a'), isDeadlineId('measureReport-2013:a')]).toEqual([false, true]);
  for (const id of ['', '1a', 'a b', 'a:', ':a', 'a:b:c', 'toString', '__proto__', 'a'.repeat(81)])
    expect([isId(id), isDeadlineId(id)], id).toEqual([false, false]);
});

test('whatever stands in a definition, finding its faults does not throw', () => {
  const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.MAX_SAFE_INTEGER, 2 ** 60));
  const anyDate = fc.oneof(fc.string(), fc.constantFrom('2099-12-31', '1900-01-01', '2199-12-31', '2012-02-30'));
  fc.assert(
    fc.property(anyNumber, anyNumber, anyDate, fc.string(), fc.array(anyNumber), (ore, year, date, name, plan) => {
      const definition = definitionOf(
        {
          year,
          frameOre: ore,
          validUntil: date,
          coordinator: name,
          areas: base.areas.map((area) => ({ ...area, budgetOre: ore })),
          measures: base.measures.map((measure) => ({ ...measure, amountOre: ore, continuesIn: plan })),
          deadlines: [deadline(name, date, { plan: name }), deadline('d', date)],
        },
        {
          signingBy: date,
          reminderPlans: { [name]: plan, report: plan },
          windows: { ...rules.windows, evaluation: { from: date, to: date } },
        },
      );
      expect(definitionFaults(definition).length).toBeGreaterThan(0);
    }),
  );
});
