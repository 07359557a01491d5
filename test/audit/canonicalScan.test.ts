import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Field, fields, newPlaces, scan, slotOf, textOf } from '../../audit/verify/canonicalScan.ts';
import { canonicalJson } from '../../infra/db/hash.ts';

const places = newPlaces();

/** With other bytes around it, as in a row. */
function scanned(text: string): number {
  const own = Buffer.from(text);
  const bytes = Buffer.concat([Buffer.from('0"{'), own, Buffer.from('",}]0')]);
  const at = scan(bytes, 3, 3 + own.length, places);
  return at < 0 ? at : at - 3;
}

const value = fc.jsonValue({ depthSize: 'medium', stringUnit: 'binary' }).map((told) => ({ told }));

test('whatever is written in the one way that RFC 8785 has is read to its end', () => {
  fc.assert(
    fc.property(value, (one) => {
      expect(scanned(canonicalJson(one))).toBe(-1);
    }),
  );
});

test('the same written in any other way is not', () => {
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 4 }), (one, indent) => {
      const text = canonicalJson(one);
      expect(scanned(JSON.stringify(one, null, indent))).toBeGreaterThanOrEqual(0);
      expect(scanned(`${text} `)).toBeGreaterThanOrEqual(0);
      expect(scanned(text.slice(0, -1))).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each([
  ['keys in another order', '{"b":1,"a":2}'],
  ['a key twice', '{"a":1,"a":2}'],
  ['keys beyond the basic plane by bytes', '{"\uE000":1,"\u{1F600}":2}'],
  ['a control character by number that has a short form', String.raw`{"a":"\u000a"}`],
  ['a letter by number', String.raw`{"a":"\u0041"}`],
  ['capitals in an escape', String.raw`{"a":"\u001F"}`],
  ['an escaped slash', String.raw`{"a":"\/"}`],
  ['a leading zero', '{"a":01}'],
  ['minus zero', '{"a":-0}'],
  ['a fraction that says nothing', '{"a":1.0}'],
  ['an exponent in capitals', '{"a":1E21}'],
  ['digits beyond a double', '{"a":12345678901234567890}'],
  ['a word of no kind', '{"a":nul}'],
  ['a comma at the end', '{"a":1,}'],
  ['nothing', ''],
  ['no object', '[]'],
])('%s is named', (_what, text) => {
  expect(scanned(text)).toBeGreaterThanOrEqual(0);
});

test.each([
  ['numbers at the edge of plain ones', '{"a":[0,-1,1e+21,1e-7,0.1,123456789012345,1234567890123456800,-5e-324]}'],
  ['escapes', String.raw`{"a\n":"\b\t\n\f\r\"\\\u0000\u001f","b":"åäö🙂"}`],
  ['keys that differ after an escape', String.raw`{"a\u0001":1,"a\n":2}`],
])('%s are as they should be', (_what, text) => {
  expect(canonicalJson(JSON.parse(text))).toBe(text);
  expect(scanned(text)).toBe(-1);
});

test('the fields that a row repeats are found at the top, and the kind of event in the body alone', () => {
  const event = {
    body: { chain: 'not this', type: 'signed', within: { type: 'nor this' } },
    chain: 'agreement:x:2012',
    commandId: 'c-1',
    doneBy: null,
    doneOn: '2012-01-02',
    recordedAt: '2012-01-02T03:04:05.678Z',
    recordedBy: { type: 'nor that' },
    version: 17,
    wallTime: '2026-01-02T03:04:05.678Z',
  };
  const text = canonicalJson(event);
  const bytes = Buffer.from(text);
  expect(scan(bytes, 0, bytes.length, places)).toBe(-1);
  const told = (field: Field) => textOf(bytes, places[2 * slotOf[field]] ?? -1, places[2 * slotOf[field] + 1] ?? -1);
  expect(fields.map(told)).toEqual([
    'agreement:x:2012',
    'c-1',
    '2012-01-02',
    '2012-01-02T03:04:05.678Z',
    '17',
    '2026-01-02T03:04:05.678Z',
    'signed',
  ]);
});
