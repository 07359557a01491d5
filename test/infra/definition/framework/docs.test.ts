import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { frameworkCommandTypes } from '#core/framework/tables.ts';
import { frameworkFile } from '#contracts/schemas.ts';
import { parseFramework } from '../../../../infra/definition/framework/loadFramework.ts';

const page = readFileSync('docs/framework-file.md', 'utf8');
const [example = ''] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml]) => yaml);

/** Every field name that a schema has anywhere. */
function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fieldsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, inner]) => [name, ...fieldsOf(inner as z.ZodType)]);
  if (schema instanceof z.ZodRecord) return fieldsOf(schema.valueType as z.ZodType);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType);
  return [];
}

test('the example framework in the documentation loads as it stands', () => {
  const loaded = parseFramework(example, 'framework-file.md');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 2));
  expect(loaded.definition.goals).toEqual([
    { id: 'alla-tranar', title: 'Alla tränar', area: 'larande', from: '2027-01-01', until: '2030-12-31' },
  ]);
  expect(loaded.definition.rules.rhythm).toEqual({ opens: '02-01', yearsBefore: 1, first: 2027, last: 2032, plan: 'tidigt' });
});

test('the documentation explains every field and every command of a framework', () => {
  const explained = new Set(
    [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/`[^`\n]+`/g)].flatMap(([code]) => code.match(/[A-Za-z]+/g) ?? []),
  );
  const named = [...fieldsOf(frameworkFile), ...frameworkCommandTypes.filter((type) => type !== 'open')];
  expect([...new Set(named)].filter((name) => !explained.has(name))).toEqual([]);
});
