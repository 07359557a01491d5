import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { referralCommandTypes } from '#core/referral/tables.ts';
import { referralFile, referralInputs } from '#contracts/schemas.ts';
import { parseReferral } from '../../../../infra/definition/referral/loadReferral.ts';

const page = readFileSync('docs/referral-file.md', 'utf8');
const [text = ''] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml]) => yaml);

function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fieldsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, inner]) => [name, ...fieldsOf(inner as z.ZodType)]);
  if (schema instanceof z.ZodRecord) return fieldsOf(schema.valueType as z.ZodType);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option as z.ZodType));
  return [];
}

test('the example in the documentation loads as it stands', () => {
  const loaded = parseReferral(text, 'referral-file.md');
  expect(loaded).toMatchObject({ ok: true });
  if (loaded.ok) expect(loaded.definition.asked.map(({ answerBy }) => answerBy)).toEqual(['2012-09-28', '2012-10-12']);
});

test('the documentation explains every field and every command', () => {
  const explained = new Set(
    [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/`[^`\n]+`/g)].flatMap(([code]) => code.match(/[A-Za-z]+/g) ?? []),
  );
  const fields = [referralFile, ...Object.values(referralInputs)].flatMap((schema) => fieldsOf(schema));
  const missing = [...new Set([...fields, ...referralCommandTypes])].filter((name) => !explained.has(name));
  expect(missing).toEqual([]);
});
