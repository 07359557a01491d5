import { type Field, fields, type Places, slotOf, textOf } from './canonicalScan.ts';
import type { Finder } from './finding.ts';
import { column, dateIn, dateMs, instantIn, int32, timestampMs, type RowPlaces } from './row.ts';

/** How a field is read, and its column's place: by its slot, since this is asked of every field of every entry. */
const kinds = { chain: 0, commandId: 0, type: 0, version: 1, doneOn: 2, recordedAt: 3, wallTime: 3 } as const;
const kindAt = Uint8Array.from(fields, (field) => kinds[field]);
const columnAt = Uint8Array.from(fields, (field) => column[field]);

/** Names each column of a row that does not say what the entry's own text says. */
export function findDifferences(
  row: Buffer,
  places: RowPlaces,
  said: Places,
  chain: string,
  version: number,
  { find }: Pick<Finder, 'find'>,
): void {
  for (let slot = 0; slot < fields.length; slot += 1) {
    if (isSame(row, places, said, slot)) continue;
    const field = fields[slot] as Field;
    find(
      'chains',
      'columnDiffers',
      { chain, version },
      { column: field, said: saidOf(row, said, field), row: shownOf(row, places, field) },
    );
  }
}

function isSame(row: Buffer, places: RowPlaces, said: Places, slot: number): boolean {
  const at = columnAt[slot] as number;
  const start = said[2 * slot] as number;
  const end = said[2 * slot + 1] as number;
  const from = places[2 * at] as number;
  if (start < 0 || from < 0) return false;
  switch (kindAt[slot]) {
    case kinds.version:
      return integerIn(row, start, end) === int32(row, from);
    case kinds.doneOn:
      return dateIn(row, start, end) === dateMs(row, from);
    case kinds.recordedAt:
      return instantIn(row, start, end) === timestampMs(row, from);
    default:
      return isSameText(row, start, end, from, places[2 * at + 1] as number);
  }
}

function integerIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i += 1) value = value * 10 + (bytes[i] as number) - 0x30;
  return value;
}

const BACKSLASH = 0x5c;

/** A text in JSON and a plain one. */
function isSameText(row: Buffer, start: number, end: number, from: number, to: number): boolean {
  const length = end - start;
  if (length === to - from) {
    let i = 0;
    while (i < length && row[start + i] === row[from + i] && row[start + i] !== BACKSLASH) i += 1;
    if (i === length) return true;
  }
  return JSON.parse(`"${textOf(row, start, end)}"`) === textOf(row, from, to);
}

function saidOf(row: Buffer, said: Places, field: Field): string {
  const slot = slotOf[field];
  return (said[2 * slot] as number) < 0 ? '' : textOf(row, said[2 * slot] as number, said[2 * slot + 1] as number);
}

function shownOf(row: Buffer, places: RowPlaces, field: Field): string {
  const from = places[2 * column[field]] as number;
  if (from < 0) return '';
  switch (field) {
    case 'version':
      return String(int32(row, from));
    case 'doneOn':
      return shownTime(dateMs(row, from)).slice(0, '2012-01-02'.length);
    case 'recordedAt':
    case 'wallTime':
      return shownTime(timestampMs(row, from));
    case 'chain':
    case 'commandId':
    case 'type':
      return textOf(row, from, places[2 * column[field] + 1] as number);
  }
}

/** Also of a time that no calendar has, such as Postgres's infinity. */
const shownTime = (ms: number): string => (Number.isNaN(new Date(ms).getTime()) ? String(ms) : new Date(ms).toISOString());
