import { z } from 'zod';
import type { Kind } from '#core/act/model.ts';
import { inputsOf } from '#contracts/schemas.ts';

/** What people can do with a process of a kind, but for opening one, which `import` does. */
export const actsOf = (kind: Kind): string[] => Object.keys(inputsOf[kind]).filter((type) => type !== 'open');

/** The schema of what a command says. @throws RangeError for a command that is none of the kind's. */
export function inputSchema(kind: Kind, type: string): z.ZodObject {
  const schema = inputsOf[kind][type];
  if (schema === undefined) throw new RangeError(`${type} is no command of a ${kind}`);
  return schema;
}

/** One option of a command's subcommand, and where its value goes in the command's input. */
export interface FieldOption {
  /** Without its dashes. */
  name: string;
  path: readonly string[];
  takes: 'text' | 'file' | 'wholeNumber' | 'yaml' | 'nothing';
  /** What an option that takes nothing says. */
  says?: unknown;
  required: boolean;
  description: string;
  example: string | null;
}

/** Fields that hold a whole file. What such a file names beside itself, `files`, is read along with it. */
const files: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  framework: { planYear: 'agreement', replanYear: 'agreement', revise: 'text' },
};

// Shorter, or not to be taken for an option that every command has.
const names: Readonly<Record<string, string>> = {
  versionHash: 'hash',
  version: 'entry',
  'correction.doneOn': 'right-done-on',
};

interface Schema {
  type?: string;
  const?: string;
  description?: string;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
}

/** The options of one command, read from the schema that the API, scripts and forms have too. */
export function fieldOptions(kind: Kind, type: string): FieldOption[] {
  const schema = z.toJSONSchema(inputSchema(kind, type), { io: 'input', unrepresentable: 'any' }) as Schema;
  const file = files[kind]?.[type];
  return Object.entries(schema.properties ?? {}).flatMap(([field, one]) => {
    if (file !== undefined && field === 'files') return [];
    const options = optionsOf([field], one, schema.required?.includes(field) === true);
    return field === file
      ? options.map((option) => ({ ...option, name: 'file', takes: 'file' as const, example: null }))
      : options;
  });
}

function optionsOf(path: readonly string[], schema: Schema, required: boolean): FieldOption[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap((choice) => choiceOptions(path, choice, schema));
  const option = { name: nameOf(path), path, required, description: schema.description ?? '', example: exampleOf(schema) };
  if (schema.type === 'boolean') return [{ ...option, takes: 'nothing', says: true }];
  if (schema.type === 'integer') return [{ ...option, takes: 'wholeNumber' }];
  if (schema.type === 'object' || schema.type === 'array') return [{ ...option, takes: 'yaml' }];
  return [{ ...option, takes: 'text' }];
}

/** One of several things that a field may be: a word is an option by itself, an object gives one for each of its fields. */
function choiceOptions(path: readonly string[], choice: Schema, whole: Schema): FieldOption[] {
  if (choice.const !== undefined) {
    const word = choice.const;
    return [
      {
        name: word,
        path,
        takes: 'nothing',
        says: choice.const,
        required: false,
        description: whole.description ?? '',
        example: null,
      },
    ];
  }
  return Object.entries(choice.properties ?? {}).flatMap(([field, one]) => optionsOf([...path, field], one, false));
}

const exampleOf = ({ examples }: Schema): string | null => {
  const [first] = examples ?? [];
  return typeof first === 'string' ? first : null;
};

function nameOf(path: readonly string[]): string {
  const own = names[path.join('.')] ?? path.at(-1) ?? '';
  return own.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The input that the given options say; `values` by option name. */
export function inputOf(options: readonly FieldOption[], values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { name, path, takes, says } of options) {
    const value = values.get(name);
    if (value === undefined) continue;
    const [field = '', inner] = path;
    const said = takes === 'nothing' ? says : value;
    if (inner === undefined) input[field] = said;
    else input[field] = { ...(typeof input[field] === 'object' ? input[field] : {}), [inner]: said };
  }
  return input;
}

/** The options that a path of the input is said by: what a person has to change. Several where there is a choice. */
export function optionsAt(options: readonly FieldOption[], path: string): string[] {
  const meant = options.filter((option) => {
    const own = option.path.join('.');
    return own === path || path.startsWith(`${own}.`) || own.startsWith(`${path}.`);
  });
  const exact = meant.filter((option) => option.path.join('.') === path && option.path.length > 1);
  return [...new Set((exact.length > 0 ? exact : meant).map(({ name }) => `--${name}`))];
}
