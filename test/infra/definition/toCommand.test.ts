import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { commandTypes } from '#core/agreement/tables.ts';
import { type CommandRequest, commandInputs } from '#contracts/schemas.ts';
import { type ActRequest, toCommand, toEvidence } from '../../../infra/definition/toCommand.ts';

const hash = 'ab'.repeat(32);
const span = { from: '2012-10-01', to: '2012-12-31' };
const windows = { consultation: span, negotiation: span, evaluation: span };

/** Keeps the texts, in the order in which they were put away. */
function keeper() {
  const kept: string[] = [];
  const putText = async (text: string) => ({ textId: `text-${kept.push(text)}`, commitment: 'c0' });
  return { kept, putText };
}

const ref = (number: number) => ({ textId: `text-${number}`, commitment: 'c0' });

const cases: [CommandRequest['type'], object, object, string[]][] = [
  ['adoptBasis', {}, {}, []],
  ['acceptVersion', { party: 'skl', versionHash: hash }, { party: 'skl', versionHash: hash }, []],
  [
    'authorise',
    { party: 'skl', body: 'b', signatory: 's' },
    { party: 'skl', body: 'b', signatory: 's', orSubstitute: false },
    [],
  ],
  ['handInReport', { deadline: 'd:m', content: 'nothing' }, { deadline: 'd:m', content: { kind: 'nothingToReport' } }, []],
  [
    'handInReport',
    { deadline: 'd', content: { activities: 'a', development: 'u' } },
    { deadline: 'd', content: { kind: 'threePart', activities: ref(1), development: ref(2), goalsMet: true } },
    ['a', 'u'],
  ],
  [
    'handInReport',
    { deadline: 'd', content: { activities: 'a', development: 'u', reasons: 's' } },
    { deadline: 'd', content: { kind: 'threePart', activities: ref(1), development: ref(2), goalsMet: false, reasons: ref(3) } },
    ['a', 'u', 's'],
  ],
  ['returnReport', { deadline: 'd', newDueOn: '2013-05-31' }, { deadline: 'd', newDueOn: '2013-05-31' }, []],
  ['reportDeviation', { measure: 'm', description: 'a\u030a' }, { measure: 'm', description: ref(1) }, ['å']],
  ['account', { area: 'a', used: '84,5 mnkr', unspent: '0 kr' }, { area: 'a', usedOre: 8_450_000_000, unspentOre: 0 }, []],
  ['repay', { area: 'a', amount: '1 234,50 kr' }, { area: 'a', amountOre: 123_450 }, []],
  [
    'changeRules',
    {
      changes: { windows, signingBy: '2012-01-31' },
      consents: [
        { party: 'skl', evidence: 'brev' },
        { party: 's', evidence: { document: hash } },
      ],
    },
    {
      changes: { windows, signingBy: '2012-01-31' },
      consents: [
        { party: 'skl', evidence: { kind: 'reference', text: ref(1) } },
        { party: 's', evidence: { kind: 'document', sha256: hash } },
      ],
    },
    ['brev'],
  ],
  [
    'changeRules',
    { changes: { reminderPlans: { report: [-7] }, escalateFromDaysOverdue: 3 } },
    { changes: { reminderPlans: { report: [-7] }, escalateFromDaysOverdue: 3 }, consents: [] },
    [],
  ],
  ['correct', { version: 7, correction: 'note' }, { version: 7, correction: { kind: 'note' } }, []],
  [
    'correct',
    { version: 7, correction: { doneOn: '2012-01-31' } },
    { version: 7, correction: { kind: 'doneOn', doneOn: '2012-01-31' } },
    [],
  ],
  [
    'correct',
    { version: 7, correction: { used: '1 kr', unspent: '2 kr' } },
    { version: 7, correction: { kind: 'account', usedOre: 100, unspentOre: 200 } },
    [],
  ],
  ['correct', { version: 7, correction: { amount: '3 kr' } }, { version: 7, correction: { kind: 'amount', amountOre: 300 } }, []],
];

describe('what a person writes becomes a command, its texts put away first', () => {
  test.each(cases)('%s %j', async (type, input, expected, texts) => {
    const { kept, putText } = keeper();
    const request = { type, input: commandInputs[type].parse(input) } as ActRequest;
    expect(await toCommand(request, putText)).toEqual({ type, ...expected });
    expect(kept).toEqual(texts);
  });
});

/** Something that the schema takes: an example of its own where it has one. */
function sampleOf(schema: JsonSchema): unknown {
  const [example] = schema.examples ?? [];
  if (example !== undefined && schema.type !== 'object') return example;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf !== undefined) return sampleOf(schema.anyOf[0] ?? {});
  if (schema.pattern?.includes('[0-9a-f]{64}') === true) return hash;
  switch (schema.type) {
    case 'object': {
      const required = Object.entries(schema.properties ?? {}).filter(([field]) => schema.required?.includes(field) === true);
      return Object.fromEntries(required.map(([field, one]) => [field, sampleOf(one)]));
    }
    case 'array':
      return [];
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    default:
      return 'x';
  }
}

interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  anyOf?: JsonSchema[];
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
}

test('every command but opening has a way from its input', async () => {
  const { putText } = keeper();
  for (const type of commandTypes.filter((one) => one !== 'open')) {
    const schema = z.toJSONSchema(commandInputs[type], { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    const input = commandInputs[type].parse(sampleOf(schema));
    expect(await toCommand({ type, input } as ActRequest, putText)).toMatchObject({ type });
  }
});

test('evidence is a reference in words or a document', async () => {
  const { kept, putText } = keeper();
  expect(await toEvidence('Protokoll § 4', putText)).toEqual({ kind: 'reference', text: ref(1) });
  expect(await toEvidence({ document: hash }, putText)).toEqual({ kind: 'document', sha256: hash });
  expect(kept).toEqual(['Protokoll § 4']);
});

test.each([
  ['a missing version', 'sign', { party: 'p', signatory: 's' }],
  ['an unknown field', 'lapse', { why: 'x' }],
  ['a text that cannot be kept', 'reportDeviation', { measure: 'm', description: 'a\u0000b' }],
  ['half a character', 'reportDeviation', { measure: 'm', description: 'a\ud800' }],
  ['an empty text', 'reportDeviation', { measure: 'm', description: '  ' }],
  ['an endless text', 'reportDeviation', { measure: 'm', description: 'a'.repeat(20_001) }],
  ['a fraction of an öre', 'repay', { area: 'a', amount: '0,001 kr' }],
  ['a number for an amount', 'repay', { area: 'a', amount: 5 }],
  ['a hash in capitals', 'approve', { body: 'b', versionHash: hash.toUpperCase() }],
  ['half a correction', 'correct', { version: 1, correction: { used: '1 kr' } }],
  ['version nought', 'correct', { version: 0, correction: 'note' }],
] as const)('%s does not pass', (_, type, input) => {
  expect(commandInputs[type].safeParse(input).success).toBe(false);
});
