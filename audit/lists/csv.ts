import { stringify } from 'csv-stringify/sync';
import type { List } from './list.ts';

/** What tells a spreadsheet program that a file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A program that takes the other character for what is between columns would begin a cell here, and a formula. */
const FORMULA_WITHIN = /([;,])(?=[=+\-@\t])/g;

/**
 * A list as CSV (RFC 4180: comma, CRLF), its columns named by their keys. Days are ISO 8601, instants UTC, money whole öre. Text that a
 * spreadsheet would take for a formula, at its start or after `;` or `,`, gets an apostrophe before it. `mark`: begins with what spreadsheet programs know UTF-8 by; those that
 * speak Swedish take `;` between columns.
 */
export function csvOf<Key extends string>(
  { columns, rows }: List<Key>,
  { mark = false, delimiter = ',' }: { mark?: boolean; delimiter?: ',' | ';' } = {},
): string {
  const text = stringify(
    rows.map((row) => columns.map(({ key }) => row[key])),
    {
      header: true,
      delimiter,
      columns: columns.map(({ key }) => key),
      cast: { boolean: String, string: (cell) => cell.replace(FORMULA_WITHIN, "$1'") },
      escape_formulas: true,
      record_delimiter: 'windows',
      quote_record_delimiter: true,
    },
  );
  return mark ? BYTE_ORDER_MARK + text : text;
}
