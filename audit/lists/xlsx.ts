import writeXlsxFile, { type CellObject, type Sheet, type SheetData } from 'write-excel-file/node';
import { type Instant, localTimeOf } from '#core/calendar/instant.ts';
import type { Cell, CellKind, List, ListColumn } from './list.ts';

/** What a spreadsheet program takes in one cell; more makes the file unreadable to it. */
const LONGEST_TEXT = 32_767;
const CUT = ' […]';
/** Of a sheet, its heading among them. */
export const MOST_ROWS = 1_048_576;
const LONGEST_SHEET_NAME = 31;
/** What a sheet's name may not hold. */
const NOT_IN_A_NAME = /[[\]:*?/\\]/g;

const widths: Readonly<Record<CellKind, number>> = { text: 24, day: 12, instant: 20, number: 10, ore: 20 };

/**
 * Lists as one spreadsheet (Office Open XML), a sheet each, its columns under their titles. Days are dates; instants are Swedish local time;
 * money is kronor with two decimals. Text is text whatever it begins with, and never a formula. A text longer than a cell can hold is cut and
 * says so: it is whole in CSV and JSON.
 * @throws RangeError for a list of more rows than a sheet can hold.
 */
export function xlsxOf(lists: readonly List[]): Promise<Buffer> {
  const names = namesOf(lists);
  return writeXlsxFile(lists.map((list, at) => sheetOf(list, names[at] ?? `${at + 1}`))).toBuffer();
}

function sheetOf({ columns, rows }: List, sheet: string): Sheet<never> {
  if (rows.length >= MOST_ROWS)
    throw new RangeError(`A sheet holds ${MOST_ROWS - 1} rows and this list has ${rows.length}: take it as CSV, or less of it.`);
  const data: SheetData = [
    columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const, wrap: true })),
    ...rows.map((row) => columns.map((column) => cellOf(row[column.key] ?? null, column))),
  ];
  return { sheet, data, stickyRowsCount: 1, columns: columns.map(({ kind, width }) => ({ width: width ?? widths[kind] })) };
}

function cellOf(value: Cell, { kind }: ListColumn): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'number') {
    if (kind === 'ore') return { value: value / 100, type: Number, format: '#,##0.00' };
    return { value, type: Number };
  }
  if (typeof value === 'boolean') return { value, type: Boolean };
  if (kind === 'day') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  if (kind === 'instant') return { value: localTime(value), type: Date, format: 'yyyy-mm-dd hh:mm:ss' };
  return {
    value: value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT - CUT.length) + CUT : value,
    type: String,
    format: '@',
  };
}

/** A spreadsheet knows no zones: the clock on the wall in Sweden, to the second. */
function localTime(instant: Instant): Date {
  const { date, hour, minute } = localTimeOf(instant);
  const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
  return new Date(`${date}T${clock}:${instant.slice(17, 19)}Z`);
}

/** Short enough, and no two alike. */
function namesOf(lists: readonly List[]): string[] {
  const names: string[] = [];
  for (const { title } of lists) {
    const plain = title.replace(NOT_IN_A_NAME, ' ').trim().slice(0, LONGEST_SHEET_NAME) || 'List';
    const taken = (name: string) => names.some((one) => one.toLowerCase() === name.toLowerCase());
    let name = plain;
    for (let number = 2; taken(name); number += 1)
      name = `${plain.slice(0, LONGEST_SHEET_NAME - `${number}`.length - 1)} ${number}`;
    names.push(name);
  }
  return names;
}
