// Workflow code has no hashes of its own, and the record of a version must not rest on what somebody says that its hash is. FIPS 180-4.

const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

/** The first 32 bits of the fractional parts of the roots (FIPS 180-4, 4.2.2 and 5.3.3). */
function fractions(count: number, root: (prime: number) => number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (!isPrime(n)) continue;
    const value = root(n);
    found.push(((value - Math.floor(value)) * 2 ** 32) | 0);
  }
  return found;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}

/** Hex SHA-256 of the text's UTF-8 bytes. */
export function sha256Hex(text: string): string {
  const roundConstants = fractions(BLOCK_BYTES, Math.cbrt);
  const message = padded(utf8(text));
  let hash = fractions(8, Math.sqrt);
  for (let at = 0; at < message.length; at += BLOCK_BYTES) {
    hash = compressed(hash, schedule(message.subarray(at, at + BLOCK_BYTES)), roundConstants);
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** A lone half of a character becomes U+FFFD, as elsewhere. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), continued(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), continued(code >> 6), continued(code));
    else bytes.push(0xf0 | (code >> 18), continued(code >> 12), continued(code >> 6), continued(code));
  }
  return bytes;
}

const continued = (bits: number): number => 0x80 | (bits & 0x3f);

function padded(bytes: readonly number[]): Uint8Array {
  const length = Math.ceil((bytes.length + 1 + LENGTH_BYTES) / BLOCK_BYTES) * BLOCK_BYTES;
  const message = new Uint8Array(length);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(length - 8, Math.floor((bytes.length * 8) / 2 ** 32));
  view.setUint32(length - 4, (bytes.length * 8) >>> 0);
  return message;
}

const rotated = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

function schedule(block: Uint8Array): number[] {
  const view = new DataView(block.buffer, block.byteOffset, BLOCK_BYTES);
  const words = Array.from({ length: 16 }, (_, i) => view.getInt32(i * 4));
  const word = (i: number): number => words[i] ?? 0;
  for (let i = 16; i < BLOCK_BYTES; i++) {
    const before = word(i - 15);
    const last = word(i - 2);
    const small0 = rotated(before, 7) ^ rotated(before, 18) ^ (before >>> 3);
    const small1 = rotated(last, 17) ^ rotated(last, 19) ^ (last >>> 10);
    words.push((word(i - 16) + small0 + word(i - 7) + small1) | 0);
  }
  return words;
}

function compressed(hash: readonly number[], words: readonly number[], constants: readonly number[]): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < BLOCK_BYTES; i++) {
    const big1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const first = (h + big1 + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + (words[i] ?? 0)) | 0;
    const big0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + (hash[i] ?? 0)) | 0);
}
