/** What an entry's own text says of itself and its row says again. */
export const fields = ['chain', 'commandId', 'doneOn', 'recordedAt', 'version', 'wallTime', 'type'] as const;
export type Field = (typeof fields)[number];
export const slotOf = Object.fromEntries(fields.map((field, at) => [field, at])) as Record<Field, number>;

/** Where the fields stand in a text, as pairs of start and end without quotation marks; -1 of what it does not say. */
export type Places = Int32Array;
export const newPlaces = (): Places => new Int32Array(2 * fields.length).fill(-1);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
/** From here on the order of UTF-8 bytes is not that of UTF-16 units. */
const BEYOND_BYTE_ORDER = 0xee;
/** So many digits are the same as an integer of JavaScript whatever they are. */
const PLAIN_DIGITS = 15;
/** No entry is as deep; what is deeper is not ours. */
const DEEPEST = 200;

/** The bytes that stand for themselves in a text. */
const plain = new Uint8Array(256).fill(1, 0x20);
plain[QUOTE] = 0;
plain[BACKSLASH] = 0;
/** What may follow a backslash besides `u`. */
const short: ReadonlySet<number> = new Set(Buffer.from('"\\bfnrt'));
/** Control characters that have a short form may not be written by number. */
const byNumber = /^00(?:0[0-7be-f]|1[0-9a-f])$/;
const [NULL, TRUE, FALSE] = ['null', 'true', 'false'].map((word) => Buffer.from(word)) as [Buffer, Buffer, Buffer];
const BODY = Buffer.from('body');
const TYPE = Buffer.from('type');
const NO_KEY = Buffer.alloc(0);
/** Of the fields beside the body no two are of the same length. */
const byLength = Array.from({ length: 11 }, () => NO_KEY);
const slotByLength = new Int32Array(byLength.length);
for (const field of fields.slice(0, -1)) {
  byLength[field.length] = Buffer.from(field);
  slotByLength[field.length] = slotOf[field];
}
const TYPE_SLOT = slotOf.type;
const NOWHERE = -1;
/** As a slot: the value is the entry's body. */
const IN_BODY = -2;

/**
 * Reads one entry's text without making values of it, since every byte of the record passes here: one pass tells whether it is the one way
 * of writing what it says (RFC 8785), and where the fields are that its row repeats. Answers -1, or the place of the first byte that is
 * otherwise.
 */
export function scan(bytes: Uint8Array, start: number, end: number, places: Places): number {
  for (let i = 0; i < places.length; i += 1) places[i] = -1;
  if (bytes[start] !== OPEN_OBJECT) return start;
  const at = readObject(bytes, start, places, 1, NOWHERE);
  if (at === end) return -1;
  return at < 0 ? Math.min(-at - 1, end) : Math.min(at, end);
}

// Each of these reads what begins at `at` and answers with the place behind it, or with -1 - the place of what is wrong. None looks where
// the text ends: whoever reads past it comes out elsewhere than at its end.

const wrong = (at: number): number => -1 - at;

function readValue(bytes: Uint8Array, at: number, places: Places, depth: number, slot: number): number {
  const first = bytes[at] as number;
  if (first === QUOTE) {
    const after = readText(bytes, at);
    if (slot >= 0) place(places, slot, at + 1, after - 1);
    return after;
  }
  if (first === OPEN_OBJECT) return depth < DEEPEST ? readObject(bytes, at, places, depth + 1, slot) : wrong(at);
  if (first === OPEN_ARRAY) return depth < DEEPEST ? readArray(bytes, at, places, depth + 1) : wrong(at);
  const after = (first >= ZERO && first <= NINE) || first === MINUS ? readNumber(bytes, at) : readWord(bytes, at, first);
  if (slot >= 0) place(places, slot, at, after);
  return after;
}

function place(places: Places, slot: number, start: number, end: number): void {
  places[2 * slot] = start;
  places[2 * slot + 1] = end;
}

function readText(bytes: Uint8Array, at: number): number {
  let i = at + 1;
  for (;;) {
    let byte = bytes[i] as number;
    while (plain[byte] === 1) byte = bytes[++i] as number;
    if (byte === QUOTE) return i + 1;
    const length = byte === BACKSLASH ? escapeAt(bytes, i) : 0;
    if (length === 0) return wrong(i);
    i += length;
  }
}

/** Length of the escape that begins here; 0 where RFC 8785 would write it otherwise. */
function escapeAt(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1] ?? 0;
  if (short.has(letter)) return 2;
  return letter === 0x75 && byNumber.test(textOf(bytes, at + 2, at + 6)) ? 6 : 0;
}

function readNumber(bytes: Uint8Array, at: number): number {
  const first = bytes[at] === MINUS ? at + 1 : at;
  let i = first;
  while ((bytes[i] as number) >= ZERO && (bytes[i] as number) <= NINE) i += 1;
  const isLikeAnyInteger = i > first && i - first <= PLAIN_DIGITS && bytes[first] !== ZERO;
  if (isEndOfValue(bytes[i]) && (isLikeAnyInteger || (i === at + 1 && bytes[at] === ZERO))) return i;
  while (i < bytes.length && !isEndOfValue(bytes[i])) i += 1;
  const told = textOf(bytes, at, i);
  // The shortest text that gives the same number back is what RFC 8785 takes over from ECMAScript.
  return JSON.stringify(Number(told)) === told ? i : wrong(at);
}

const isEndOfValue = (byte: number | undefined): boolean => byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY;

function readWord(bytes: Uint8Array, at: number, first: number): number {
  const word = first === NULL[0] ? NULL : first === TRUE[0] ? TRUE : FALSE;
  return isAt(bytes, at, at + word.length, word) ? at + word.length : wrong(at);
}

function readArray(bytes: Uint8Array, at: number, places: Places, depth: number): number {
  let i = at + 1;
  if (bytes[i] === CLOSE_ARRAY) return i + 1;
  for (;;) {
    i = readValue(bytes, i, places, depth, NOWHERE);
    if (i < 0) return i;
    if (bytes[i] === CLOSE_ARRAY) return i + 1;
    if (bytes[i] !== COMMA) return wrong(i);
    i += 1;
  }
}

function readObject(bytes: Uint8Array, at: number, places: Places, depth: number, slot: number): number {
  let i = at + 1;
  if (bytes[i] === CLOSE_OBJECT) return i + 1;
  let before = -1;
  let beforeEnd = -1;
  for (;;) {
    const key = i + 1;
    if (bytes[i] !== QUOTE) return wrong(i);
    i = readText(bytes, i);
    if (i < 0) return i;
    const keyEnd = i - 1;
    if (before >= 0) {
      const x = bytes[before] as number;
      const y = bytes[key] as number;
      // Most keys differ from the one before in their first letter.
      if (
        !(x < y && y < BACKSLASH) &&
        !(x < y && x > BACKSLASH && y < BEYOND_BYTE_ORDER) &&
        !isBefore(bytes, before, beforeEnd, key, keyEnd)
      )
        return wrong(key);
    }
    before = key;
    beforeEnd = keyEnd;
    if (bytes[i] !== COLON) return wrong(i);
    i = readValue(bytes, i + 1, places, depth, slotOfKey(bytes, key, keyEnd, depth, slot));
    if (i < 0) return i;
    if (bytes[i] === CLOSE_OBJECT) return i + 1;
    if (bytes[i] !== COMMA) return wrong(i);
    i += 1;
  }
}

function slotOfKey(bytes: Uint8Array, start: number, end: number, depth: number, within: number): number {
  if (depth > 2 || (depth === 2 && within !== IN_BODY)) return NOWHERE;
  const length = end - start;
  if (depth === 2) return length === TYPE.length && isAt(bytes, start, end, TYPE) ? TYPE_SLOT : NOWHERE;
  if (length === BODY.length) return isAt(bytes, start, end, BODY) ? IN_BODY : NOWHERE;
  const key = length < byLength.length ? (byLength[length] as Buffer) : NO_KEY;
  return key.length > 0 && isAt(bytes, start, end, key) ? (slotByLength[length] as number) : NOWHERE;
}

export function isAt(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  if (end - start !== wanted.length) return false;
  for (let i = 0; i < wanted.length; i += 1) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}

/** Whether one key comes before another in the order of UTF-16 units. */
function isBefore(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  const shorter = Math.min(aEnd - a, bEnd - b);
  for (let i = 0; i < shorter; i += 1) {
    const x = bytes[a + i] as number;
    const y = bytes[b + i] as number;
    if (x === y && x !== BACKSLASH) continue;
    const isByteOrder = x < BEYOND_BYTE_ORDER && y < BEYOND_BYTE_ORDER && x !== BACKSLASH && y !== BACKSLASH;
    return isByteOrder ? x < y : keyOf(bytes, a, aEnd) < keyOf(bytes, b, bEnd);
  }
  return aEnd - a < bEnd - b;
}

const keyOf = (bytes: Uint8Array, start: number, end: number): string => JSON.parse(`"${textOf(bytes, start, end)}"`) as string;

export const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, Math.min(end, bytes.length) - start)).toString('utf8');
