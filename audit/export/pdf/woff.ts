import { inflateSync } from 'node:zlib';

const HEADER = 44;
const ENTRY = 20;
const RECORD = 16;
const aligned = (length: number): number => (length + 3) & ~3;

/**
 * A font out of its wrapping (WOFF 1.0) as the OpenType file that was wrapped. What reads fonts for the PDF could unwrap it too, and takes
 * seconds for what takes milliseconds here.
 */
export function unwrapped(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('the font is not in the form that was asked for (WOFF)');
  const count = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + RECORD * count);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(power * RECORD, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((count - power) * RECORD, 10);
  const tables: Buffer[] = [];
  let offset = head.length;
  for (let at = 0; at < count; at += 1) {
    const entry = HEADER + ENTRY * at;
    const [from, packed, length] = [woff.readUInt32BE(entry + 4), woff.readUInt32BE(entry + 8), woff.readUInt32BE(entry + 12)];
    const content = woff.subarray(from, from + packed);
    const table = Buffer.alloc(aligned(length));
    (packed < length ? inflateSync(content) : content).copy(table);
    const record = 12 + RECORD * at;
    woff.copy(head, record, entry, entry + 4);
    woff.copy(head, record + 4, entry + 16, entry + 20);
    head.writeUInt32BE(offset, record + 8);
    head.writeUInt32BE(length, record + 12);
    tables.push(table);
    offset += table.length;
  }
  return Buffer.concat([head, ...tables]);
}
