import type { Field } from './form.ts';

/** What was filled in, as the command's schema expects it: what was left empty is left out. */
export function inputFrom(fields: readonly Field[], values: ReadonlyMap<string, string>): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) put(input, field, values);
  return dense(input) as Record<string, unknown>;
}

function put(input: Record<string, unknown>, field: Field, values: ReadonlyMap<string, string>): void {
  if (field.kind === 'group' || field.kind === 'rows') {
    for (const one of field.fields) put(input, one, values);
    return;
  }
  const given = (values.get(field.name) ?? '').trim();
  if (given === '') return;
  // A mark that stands for the whole field replaces what its parts say.
  const [name = ''] = field.name.split('=');
  set(input, name.split('.'), field.kind === 'check' ? field.says : valueOf(field, given));
}

const valueOf = ({ kind }: Field, given: string): unknown => (kind === 'number' && /^\d+$/.test(given) ? Number(given) : given);

function set(input: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    input[first] ??= value;
    return;
  }
  const inner = input[first] ?? {};
  if (typeof inner !== 'object') return;
  input[first] = inner;
  set(inner as Record<string, unknown>, rest, value);
}

/** Rows were numbered; those that say nothing but which thing they are about are left out. */
function dense(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const isRows = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  if (!isRows) return Object.fromEntries(entries.map(([key, one]) => [key, dense(one)]));
  return entries
    .map(([, one]) => dense(one))
    .filter((one) => typeof one !== 'object' || one === null || Object.keys(one).length > 1);
}
