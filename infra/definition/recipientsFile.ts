import { CsvError, parse } from 'csv-parse/sync';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { email, id, money, title } from '#contracts/schemas/pieces.ts';
import { type Mistake, suggestion } from './mistake.ts';
import type { YamlSource } from './yamlSource.ts';

/** The texts of the files that an agreement file names, by the name it gives them. */
export type Beside = ReadonlyMap<string, string>;

const MOST_CHARACTERS = 1_000_000;
const columns = ['id', 'title', 'email', 'registrar', 'county', 'population', 'base'];
const required = ['id', 'title', 'email'];

const row = z.object({
  id,
  title,
  email,
  registrar: title.optional(),
  county: id.optional(),
  population: z
    .string()
    .regex(/^\d{1,10}$/, 'this is no number of people')
    .optional(),
  base: money.optional(),
});
type Row = z.output<typeof row>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The file of recipients that the agreement file names; null where it names none. */
export function recipientsFileOf({ raw }: Pick<YamlSource, 'raw'>): string | null {
  const said = isRecord(raw) && isRecord(raw['recipients']) ? raw['recipients']['from'] : undefined;
  return typeof said === 'string' && said.trim() !== '' ? said : null;
}

/** Where that file lies: beside the agreement's. Null for a name that would lead elsewhere. */
export function besideFile(file: string, name: string): string | null {
  return /^[^/\\:]+$/.test(name) && !name.startsWith('.') ? join(dirname(file), name) : null;
}

/**
 * The source with the recipients of the file that it names: each an organisation with its registrar, and one of the list. What the
 * agreement file itself says of an id goes before.
 */
export function withRecipients(source: YamlSource, beside: Beside): { source: YamlSource; mistakes: Mistake[] } {
  const name = recipientsFileOf(source);
  if (name === null || !isRecord(source.raw) || !isRecord(source.raw['recipients'])) return { source, mistakes: [] };
  const text = beside.get(name);
  const path = ['recipients', 'from'];
  if (text === undefined) {
    const message = `the file ${JSON.stringify(name)} is not there`;
    const remedy = 'put it beside this one under that name, or send it along, or list the recipients here';
    return { source, mistakes: [{ file: source.file, ...source.positionOf(path), path: path.join('.'), message, remedy }] };
  }
  const { rows, mistakes } = readRows(name, text);
  const { raw } = source;
  const given = (key: string, inside: Record<string, unknown> = source.raw as Record<string, unknown>) =>
    isRecord(inside[key]) ? inside[key] : {};
  const recipients = given('recipients');
  const merged = {
    ...raw,
    organisations: { ...Object.fromEntries(rows.map(organisationOf)), ...given('organisations') },
    recipients: { ...recipients, list: { ...Object.fromEntries(rows.map(recipientOf)), ...given('list', recipients) } },
  };
  return { source: { ...source, raw: merged }, mistakes };
}

const organisationOf = ({ id: own, title: called, email: address, registrar }: Row): [string, unknown] => [
  own,
  { title: called, registrar: { ...(registrar === undefined ? {} : { name: registrar }), email: address } },
];

const recipientOf = ({ id: own, county, population, base }: Row): [string, unknown] => [
  own,
  {
    ...(county === undefined ? {} : { county }),
    ...(population === undefined ? {} : { population: Number(population) }),
    ...(base === undefined ? {} : { base }),
  },
];

interface Read {
  info: { lines: number };
  record: Record<string, string>;
}

/** The rows that can be read, and every mistake with its line. Columns are divided by commas, or by semicolons as spreadsheets do here. */
function readRows(file: string, text: string): { rows: Row[]; mistakes: Mistake[] } {
  const wrong = (line: number, path: string, message: string, remedy: string): Mistake => ({
    file,
    line,
    column: 1,
    path,
    message,
    remedy,
  });
  if (text.length > MOST_CHARACTERS)
    return { rows: [], mistakes: [wrong(1, '', 'the file is too long', 'a million characters fit')] };
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = head.includes(';') ? ';' : ',';
  const named = head
    .replace(/^\uFEFF/, '')
    .split(delimiter)
    .map((name) => name.trim().replaceAll('"', ''));
  const unknown = named.filter((name) => !columns.includes(name));
  const missing = required.filter((name) => !named.includes(name));
  if (unknown.length + missing.length > 0)
    return {
      rows: [],
      mistakes: [
        ...unknown.map((name) => wrong(1, name, `${JSON.stringify(name)} is no column`, suggestion(name, columns))),
        ...missing.map((name) => wrong(1, name, `the column ${name} is missing`, `the columns are ${columns.join(', ')}`)),
      ],
    };
  let read: Read[];
  try {
    read = parse(text, { columns: true, delimiter, bom: true, trim: true, skip_empty_lines: true, info: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return {
      rows: [],
      mistakes: [wrong(line, '', `this is not CSV: ${error.message}`, 'give every row the columns of the first')],
    };
  }
  return checked(read, wrong);
}

function checked(
  read: readonly Read[],
  wrong: (line: number, path: string, message: string, remedy: string) => Mistake,
): { rows: Row[]; mistakes: Mistake[] } {
  const rows = new Map<string, Row>();
  const mistakes: Mistake[] = [];
  for (const { info, record } of read) {
    const said = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''));
    const parsed = row.safeParse(said);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const field = String(issue.path[0] ?? '');
        const remedy: unknown = issue.code === 'custom' ? issue.params?.['remedy'] : undefined;
        const message = said[field] === undefined ? `${field} is missing` : issue.message;
        mistakes.push(wrong(info.lines, field, message, typeof remedy === 'string' ? remedy : `correct ${field}`));
      }
    } else if (rows.has(parsed.data.id)) {
      mistakes.push(wrong(info.lines, 'id', `the id ${parsed.data.id} is used twice`, 'give each recipient its own'));
    } else rows.set(parsed.data.id, parsed.data);
  }
  return { rows: [...rows.values()], mistakes };
}
