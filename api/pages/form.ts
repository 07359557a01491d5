import { z } from 'zod';
import type { Lang } from '#core/texts/lang.ts';
import { inputsOf } from '#contracts/schemas.ts';
import type { OpenTask } from '../../infra/gateway/links.ts';
import { fieldWords } from './fieldWords.ts';

/** One field of a form, or a group of them, made from the schema that the API, scripts and the command line have too. */
export interface Field {
  kind: 'text' | 'area' | 'date' | 'number' | 'check' | 'select' | 'group' | 'rows';
  /** Where its value goes in the command's input, with dots between. */
  name: string;
  label: string;
  hint: string;
  required: boolean;
  options: { value: string; label: string }[];
  /** Of a group its fields; of rows one group a row. */
  fields: Field[];
  /** What a check mark says; of anything else: nothing. */
  says: unknown;
}

interface Schema {
  type?: string;
  const?: string | number | boolean;
  enum?: string[];
  description?: string;
  pattern?: string;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: Schema | boolean;
}

/** As many rows as people fill in at once; more is a document. */
const ROWS = 4;
const DATE = '^\\d{4}-\\d{2}-\\d{2}$';
/** Filled in from the attachment, or only for whoever runs the process. */
const NEVER_ASKED = new Set([
  'document',
  'documents',
  'extract',
  'title',
  'question',
  'replaces',
  'priority',
  'recipient',
  'signedBy',
  // What a decision holds besides is in the extract of the minutes, which is attached.
  'proposal',
  'delegation',
  'reservations',
  'specialStatements',
  'stoodAside',
]);
const SHORT = new Set(['reference', 'signedBy', 'paragraph', 'amount', 'used', 'unspent', 'question', 'by']);

export type Choices = Readonly<Record<string, { value: string; label: string }[]>>;

/** The schema of a command's input. @throws RangeError for a command that this kind of process does not have. */
export function schemaOf({ process }: OpenTask, command: string): z.ZodObject {
  const inputs = (inputsOf as Partial<Record<string, Readonly<Record<string, z.ZodObject>>>>)[process.kind];
  const schema = inputs?.[command];
  if (schema === undefined) throw new RangeError(`${command} is no command of a ${process.kind}`);
  return schema;
}

/** What the link itself says, so that nobody has to: a recipient speaks of its own share of a measure that somebody else carries out. */
export function presetOf(schema: z.ZodObject, { process, deadline }: OpenTask): Record<string, string> {
  const { id, debtor, measure } = deadline;
  const known: Record<string, string> = { deadline: id, organisation: debtor, party: debtor };
  const carriedOut =
    process.kind === 'agreement' ? process.state.definition.measures.find((one) => one.id === measure) : undefined;
  if (measure !== null) known['measure'] = measure;
  if (carriedOut !== undefined && carriedOut.debtor !== debtor) known['recipient'] = debtor;
  return Object.fromEntries(Object.entries(known).filter(([name]) => name in schema.shape));
}

export function fieldsOf(schema: z.ZodObject, preset: Record<string, string>, choices: Choices, lang: Lang): Field[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  // Whose measure it is, is known: then its area is too.
  const isKnown = (name: string): boolean => name in preset || (name === 'area' && 'measure' in preset);
  const asked = Object.entries(whole.properties ?? {}).filter(([name]) => !isKnown(name) && !NEVER_ASKED.has(name));
  return asked.flatMap(([name, one]) => fieldsAt([name], one, whole.required?.includes(name) === true, { choices, lang }));
}

interface Making {
  choices: Choices;
  lang: Lang;
}

function fieldsAt(path: readonly string[], schema: Schema, required: boolean, making: Making): Field[] {
  const name = path.at(-1) ?? '';
  const { label, hint } = labelOf(name, schema, making.lang);
  const field: Field = { kind: 'text', name: path.join('.'), label, hint, required, options: [], fields: [], says: null };
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((choice) => choiceFields(path, choice, field, making));
  const options = making.choices[name] ?? schema.enum?.map((value) => ({ value, label: enumLabel(name, value, making.lang) }));
  if (options !== undefined && schema.type !== 'array' && schema.type !== 'object')
    return [{ ...field, kind: 'select', options }];
  switch (schema.type) {
    case 'boolean':
      return [{ ...field, kind: 'check', says: true, required: false }];
    case 'integer':
      return [{ ...field, kind: 'number' }];
    case 'array':
      return [{ ...field, kind: 'rows', required: false, fields: rowsOf(path, schema.items ?? {}, making) }];
    case 'object':
      return [{ ...field, kind: 'group', required: false, fields: groupFields(path, schema, required, making) }];
    default:
      return [{ ...field, kind: textKind(name, schema) }];
  }
}

/** Of a group that may be left empty nothing is required, and nothing chosen beforehand. */
const groupFields = (path: readonly string[], schema: Schema, required: boolean, making: Making): Field[] =>
  objectFields(path, schema, making).map((one) => ({ ...one, required: one.required && required }));

function textKind(name: string, { pattern }: Schema): Field['kind'] {
  if (pattern === DATE) return 'date';
  return pattern !== undefined || SHORT.has(name) ? 'text' : 'area';
}

/** One of several things that a field may be: a word is a mark to set, a text is itself, an object gives its fields. */
function choiceFields(path: readonly string[], choice: Schema, whole: Field, making: Making): Field[] {
  if (choice.const !== undefined) {
    const { label } = labelOf(String(choice.const), choice, making.lang);
    return [
      {
        ...whole,
        kind: 'check',
        name: `${whole.name}=${String(choice.const)}`,
        label,
        hint: '',
        required: false,
        says: choice.const,
      },
    ];
  }
  if (choice.properties === undefined) return choice.type === 'null' ? [] : fieldsAt(path, choice, whole.required, making);
  if ('document' in choice.properties) return [];
  return objectFields(path, choice, making);
}

function objectFields(path: readonly string[], schema: Schema, making: Making): Field[] {
  const named = Object.entries(schema.properties ?? {}).filter(([name]) => !NEVER_ASKED.has(name));
  const own = named.flatMap(([name, one]) => fieldsAt([...path, name], one, schema.required?.includes(name) === true, making));
  const rest = schema.additionalProperties;
  if (typeof rest !== 'object') return own;
  // A record: one field for each key that there is to choose.
  const keys = making.choices[path.at(-1) ?? ''] ?? [];
  return [
    ...own,
    ...keys.flatMap(({ value, label }) => fieldsAt([...path, value], rest, false, making).map((one) => ({ ...one, label }))),
  ];
}

/** A row for each thing that there is to choose, where the rows name one; else a few empty ones. */
function rowsOf(path: readonly string[], item: Schema, making: Making): Field[] {
  const key = Object.keys(item.properties ?? {}).find((name) => making.choices[name] !== undefined);
  const given = key === undefined ? undefined : making.choices[key];
  return Array.from({ length: given?.length ?? ROWS }, (_, row) => {
    const at = [...path, String(row)];
    const fields = item.type === 'object' ? objectFields(at, item, making) : fieldsAt(at, item, false, making);
    const chosen = given?.[row];
    return {
      kind: 'group',
      name: at.join('.'),
      label: chosen?.label ?? '',
      hint: '',
      required: false,
      options: [],
      says: null,
      fields: fields.map((one) =>
        chosen !== undefined && one.name === `${at.join('.')}.${key}`
          ? { ...one, options: [chosen], required: true }
          : { ...one, required: false },
      ),
    };
  });
}

function labelOf(name: string, { description, examples }: Schema, lang: Lang): { label: string; hint: string } {
  const own = fieldWords[name];
  if (own !== undefined) return { label: own[lang], hint: own.hint?.[lang] ?? '' };
  const [first] = examples ?? [];
  return { label: description ?? name, hint: typeof first === 'string' ? first : '' };
}

const enumLabel = (name: string, value: string, lang: Lang): string =>
  fieldWords[`${name}.${value}`]?.[lang] ?? fieldWords[value]?.[lang] ?? value;
