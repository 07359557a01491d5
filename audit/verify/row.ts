/** The columns of a row of `event` that the walk reads, in this order: what is hashed comes last, and one behind the other. */
export const rowColumns = 'chain, version, hash, type, done_on, recorded_at, wall_time, command_id, previous_hash, canonical';

const COUNT = 10;

/** Where a row's fields stand in its bytes: start and end of each, in the order of `rowColumns`; both -1 of a null. */
export type RowPlaces = Int32Array;
export const newRowPlaces = (): RowPlaces => new Int32Array(2 * COUNT);

export const column = {
  chain: 0,
  version: 1,
  hash: 2,
  type: 3,
  doneOn: 4,
  recordedAt: 5,
  wallTime: 6,
  commandId: 7,
  previousHash: 8,
  canonical: 9,
} as const;

/** Reads where the fields of a row of COPY in the binary form are. */
export function readPlaces(row: Buffer, places: RowPlaces): void {
  let at = 2;
  for (let field = 0; field < COUNT; field += 1) {
    const length = int32(row, at);
    at += 4;
    places[2 * field] = length < 0 ? -1 : at;
    places[2 * field + 1] = length < 0 ? -1 : at + length;
    if (length > 0) at += length;
  }
}

export const int32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number);

const MS_PER_DAY = 86_400_000;
const US_PER_MS = 1000;
/** 2000-01-01, which Postgres counts from. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** A `date`, as milliseconds since 1970. */
export const dateMs = (bytes: Uint8Array, at: number): number => EPOCH_MS + int32(bytes, at) * MS_PER_DAY;

/** A `timestamptz`, as milliseconds since 1970, with a fraction where it is not a whole one. */
export const timestampMs = (bytes: Uint8Array, at: number): number =>
  EPOCH_MS + (int32(bytes, at) * 2 ** 32 + (int32(bytes, at + 4) >>> 0)) / US_PER_MS;

const DATE_LENGTH = '2012-01-02'.length;
const INSTANT_LENGTH = '2012-01-02T03:04:05.678Z'.length;

/** A civil date in a text, as milliseconds since 1970; NaN where there is none. */
export function dateIn(bytes: Uint8Array, start: number, end: number): number {
  return end - start === DATE_LENGTH ? dayAt(bytes, start) : Number.NaN;
}

/** An instant in a text, to the millisecond; NaN where there is none. */
export function instantIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== INSTANT_LENGTH) return Number.NaN;
  const isInstant =
    bytes[start + 10] === 0x54 &&
    bytes[start + 13] === 0x3a &&
    bytes[start + 16] === 0x3a &&
    bytes[start + 19] === 0x2e &&
    bytes[start + 23] === 0x5a;
  if (!isInstant) return Number.NaN;
  const minutes = two(bytes, start + 11) * 60 + two(bytes, start + 14);
  const ms = digit(bytes, start + 20) * 100 + two(bytes, start + 21);
  return dayAt(bytes, start) + (minutes * 60 + two(bytes, start + 17)) * 1000 + ms;
}

/** Days since 1970 by the proleptic Gregorian calendar, counted from 1 March so that the leap day is a year's last. */
function dayAt(bytes: Uint8Array, at: number): number {
  if (bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d) return Number.NaN;
  const month = two(bytes, at + 5);
  const year = two(bytes, at) * 100 + two(bytes, at + 2) - (month <= 2 ? 1 : 0);
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + two(bytes, at + 8) - 1;
  const days = year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + ofYear - 719_468;
  return days * MS_PER_DAY;
}

const digit = (bytes: Uint8Array, at: number): number => {
  const value = (bytes[at] as number) - 0x30;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};

const two = (bytes: Uint8Array, at: number): number => digit(bytes, at) * 10 + digit(bytes, at + 1);
