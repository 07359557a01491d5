import { z } from 'zod';
import { meantAmount, splitAmount } from './amounts.ts';
import { type Mistake, nearest, type Path, suggestion, written } from './mistake.ts';
import type { YamlSource } from './yamlSource.ts';

type Issue = z.core.$ZodIssue;

/** What a schema says of itself at a path, as far as the path leads. */
interface Expected {
  description: string | null;
  example: unknown;
  /** The fields that an object has; null for anything else. */
  fields: string[] | null;
}

/** Every mistake that the strict schema finds, and the paths that cannot be relied on. */
export function schemaMistakes(
  source: YamlSource,
  schema: z.ZodType,
  raw: unknown = source.raw,
  at: Path = [],
): { mistakes: Mistake[]; wrongPaths: Path[] } {
  const issues = schema.safeParse(raw).error?.issues ?? [];
  const found = withSplitAmounts(
    source,
    at,
    issues.flatMap((issue) => explain(source, schema, raw, issue, [])),
  );
  const meant = new Set(found.flatMap(({ meantPath }) => (meantPath === undefined ? [] : [written(meantPath)])));
  // A misspelt key is one mistake: that the right one is missing goes without saying.
  const told = found.filter(({ path, isMissing }) => !(isMissing && meant.has(written(path))));
  const mistakes = told.map(({ path, message, remedy, onKey, isMissing = false }) => {
    const full = [...at, ...path];
    const place = source.positionOf(full, onKey ? 'key' : 'value');
    return { isMissing, mistake: { file: source.file, ...place, path: written(full), message, remedy } };
  });
  // Where the file is not YAML, what seems to be missing may stand further down, and the line itself was read in some wrong way.
  const brokenLines = new Set(source.isBroken ? source.mistakes.map(({ line }) => line) : []);
  return {
    mistakes: mistakes
      .filter(({ isMissing, mistake }) => !source.isBroken || !(isMissing || brokenLines.has(mistake.line)))
      .map(({ mistake }) => mistake),
    wrongPaths: found.map(({ path, wrongPath }) => [...at, ...(wrongPath ?? path)]),
  };
}

interface Explained {
  path: Path;
  message: string;
  remedy: string;
  onKey?: boolean;
  isMissing?: boolean;
  /** Of a choice that is wrong inside, the whole: none of it can be relied on. */
  wrongPath?: Path;
  /** For a misspelt key: the path of the one that was probably meant. */
  meantPath?: Path;
}

/** Of an amount that its comma split in two, the two halves' mistakes are one. */
function withSplitAmounts(source: YamlSource, at: Path, found: readonly Explained[]): Explained[] {
  const splits = found.flatMap((one) => {
    const split = one.onKey === true || one.isMissing === true ? null : splitAmount(source, [...at, ...one.path]);
    return split === null ? [] : [{ one, split, rest: written([...one.path.slice(0, -1), split.rest]) }];
  });
  return found.flatMap((one) => {
    if (one.onKey === true && splits.some(({ rest }) => rest === written(one.path))) return [];
    const said = splits.find((other) => other.one === one)?.split;
    return [said === undefined ? one : { ...one, message: said.message, remedy: said.remedy }];
  });
}

function explain(source: YamlSource, schema: z.ZodType, raw: unknown, issue: Issue, before: Path): Explained[] {
  const path = [...before, ...(issue.path as Path)];
  const expected = expectedAt(schema, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, expected.fields ?? []));
    case 'invalid_key':
      return issue.issues.map((inner) => ({
        path,
        message: inner.message,
        remedy: remedyOf(inner) ?? rightValue(expected),
        onKey: true,
      }));
    case 'invalid_union':
      return explainUnion(source, schema, raw, issue, path, expected);
    case 'custom':
      return [
        { path, message: issue.message, remedy: meantAmount(valueAt(raw, path)) ?? remedyOf(issue) ?? rightValue(expected) },
      ];
    default:
      return [explainValue(valueAt(raw, path), issue, path, expected)];
  }
}

function explainValue(value: unknown, issue: Issue, path: Path, expected: Expected): Explained {
  const name = nameOf(path);
  if (path.length === 0)
    return {
      path,
      message: `the file should be a group of fields, and is ${kindOf(value)}`,
      remedy: `write its fields: ${(expected.fields ?? []).join(', ')}`,
    };
  const right = rightValue(expected);
  if (value === undefined) return { path, message: `${name} is missing`, remedy: `add ${name}: ${right}`, isMissing: true };
  if (value === null) return { path, message: `${name} is empty`, remedy: `write ${right}` };
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    return {
      path,
      message: `${JSON.stringify(value)} is not possible for ${name}`,
      remedy: suggestion(typeof value === 'string' ? value : JSON.stringify(value), known),
    };
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
    return { path, message: `${JSON.stringify(value)} is not possible for ${name}`, remedy: `write ${bound}` };
  }
  const wanted = issue.code === 'invalid_type' ? kindNames[issue.expected] : undefined;
  const message = `${name} should be ${wanted ?? 'something else'}, and is ${kindOf(value)}`;
  return { path, message, remedy: `write ${right}` };
}

/** Tells the mistakes of the one branch that was meant, where that can be seen from the value's kind. */
function explainUnion(
  source: YamlSource,
  schema: z.ZodType,
  raw: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  expected: Expected,
): Explained[] {
  const value = valueAt(raw, path);
  if (value === undefined || value === null || path.length === 0) return [explainValue(value, issue, path, expected)];
  const meant = issue.errors.filter((branch) =>
    branch.every((inner) => inner.path.length > 0 || inner.code === 'custom' || inner.code === 'unrecognized_keys'),
  );
  const [only] = meant;
  if (only !== undefined && meant.length === 1)
    return only.flatMap((inner) => explain(source, schema, raw, inner, path)).map((one) => ({ ...one, wrongPath: path }));
  return [
    {
      path,
      message: `${JSON.stringify(value)} is not possible for ${nameOf(path)}`,
      remedy: `write ${rightValue(expected)}`,
    },
  ];
}

function unknownKey(path: Path, key: string, known: string[]): Explained {
  const meant = nearest(key, known);
  return {
    path: [...path, key],
    message: `${JSON.stringify(key)} is not a field here`,
    remedy: suggestion(key, known),
    onKey: true,
    ...(meant === null ? {} : { meantPath: [...path, meant] }),
  };
}

const kindNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of entries, each under its id',
};

/** The last word of the path: an item of a list is called by its list. */
function nameOf(path: Path): string {
  return path.findLast((part) => typeof part === 'string') ?? 'the file';
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of fields';
  return `${kindNames[typeof value] ?? 'something else'}: ${JSON.stringify(value)}`;
}

function remedyOf(issue: Issue): string | null {
  const params = issue.code === 'custom' ? issue.params : undefined;
  return typeof params?.remedy === 'string' ? params.remedy : null;
}

function rightValue({ description, example }: Expected): string {
  const shown = example === undefined ? '' : typeof example === 'string' ? example : inFlow(example);
  if (description === null) return shown === '' ? 'something else' : shown;
  return shown === '' ? description : `${shown} (${description})`;
}

/** As one would write it in the file: `{ on: 2012-01-31, source: assumed }`. */
function inFlow(value: unknown): string {
  return JSON.stringify(value)
    .replace(/"([^"]*)"/g, '$1')
    .replace(/([:,])/g, '$1 ')
    .replace(/(\d\d): (\d\d)/g, '$1:$2');
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

function expectedAt(schema: z.ZodType, path: Path): Expected {
  let here: z.ZodType | null = schema;
  for (const part of path) here = here === null ? null : childOf(here, part);
  if (here === null) return { description: null, example: undefined, fields: null };
  const meta = metaOf(here);
  const inner = bare(here);
  const examples = meta?.examples;
  return {
    description: meta?.description ?? null,
    example: Array.isArray(examples) ? examples[0] : undefined,
    fields: fieldsOf(inner),
  };
}

function fieldsOf(schema: z.ZodType): string[] | null {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodUnion)) return null;
  return schema.options.flatMap((option) => fieldsOf(bare(option as z.ZodType)) ?? []);
}

const wraps = (schema: z.ZodType): schema is z.ZodOptional<z.ZodType> | z.ZodDefault<z.ZodType> =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;

function bare(schema: z.ZodType): z.ZodType {
  return wraps(schema) ? bare(schema.unwrap()) : schema;
}

function metaOf(schema: z.ZodType): z.core.GlobalMeta | undefined {
  return schema.meta() ?? (wraps(schema) ? metaOf(schema.unwrap()) : undefined);
}

function childOf(schema: z.ZodType, part: string | number): z.ZodType | null {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return (inner.shape[part] as z.ZodType | undefined) ?? null;
  if (inner instanceof z.ZodRecord) return inner.valueType as z.ZodType;
  if (inner instanceof z.ZodArray) return typeof part === 'number' ? (inner.element as z.ZodType) : null;
  if (!(inner instanceof z.ZodUnion)) return null;
  const children = inner.options.map((option) => childOf(option as z.ZodType, part));
  return children.find((child) => child !== null) ?? null;
}
