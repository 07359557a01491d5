import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { commandTypes } from '#core/agreement/tables.ts';
import { agreementFile, commandInputs, scriptFile, takeOverFile } from '#contracts/schemas.ts';
import { parseAgreement } from '../../../infra/definition/loadAgreement.ts';
import { parseScript } from '../../../infra/definition/loadScript.ts';
import { parseTakeOver } from '../../../infra/definition/loadTakeOver.ts';

const page = readFileSync('docs/agreement-file.md', 'utf8');
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
const [agreementText = '', scriptText = '', takeOverText = ''] = examples;

/** Every field name that a schema has anywhere. */
function fieldsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return fieldsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, inner]) => [name, ...fieldsOf(inner as z.ZodType)]);
  if (schema instanceof z.ZodRecord) return fieldsOf(schema.valueType as z.ZodType);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option as z.ZodType));
  return [];
}

function agreement() {
  const loaded = parseAgreement(agreementText, 'agreement-file.md');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 2));
  return loaded;
}

test('the example agreement in the documentation loads as it stands', () => {
  const { definition } = agreement();
  expect(definition.deadlines.map(({ id }) => id)).toEqual([
    'halvtid',
    'measureReport:kurser',
    'measureReport:handledning',
    'measureReport:matning',
    'uppfoljning:kurser',
    'kursbok',
    'accounting',
    'finalReport',
  ]);
  expect(definition.deadlines[3]).toMatchObject({
    debtor: 'hogskolan',
    creditor: 'regionen',
    title: 'Redovisning av Mätning av vanan',
  });
});

test('the example script and take-over in the documentation load for that agreement', () => {
  expect(examples).toHaveLength(3);
  expect(parseScript(scriptText, 'agreement-file.md', agreement())).toMatchObject({ ok: true });
  expect(parseTakeOver(takeOverText, 'agreement-file.md', agreement())).toMatchObject({ ok: true });
});

test('the documentation explains every field and every command', () => {
  const explained = new Set(
    [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/`[^`\n]+`/g)].flatMap(([code]) => code.match(/[A-Za-z]+/g) ?? []),
  );
  const fields = [agreementFile, scriptFile, takeOverFile, ...Object.values(commandInputs)].flatMap(fieldsOf);
  expect([...new Set([...fields, ...commandTypes])].filter((name) => !explained.has(name))).toEqual([]);
});

test('the example agreement uses every field of the format', () => {
  const used = new Set(agreementText.match(/[A-Za-z]+(?=:)/g));
  expect(fieldsOf(agreementFile).filter((field) => !used.has(field))).toEqual([]);
});
