import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What a chain's first event is hashed onto: SHA-256 of the chain id, hex. */
export function genesisHash(chain: string): string {
  return sha256(chain);
}

/** SHA-256 over the previous hash (32 bytes) and the event's canonical JSON, hex. */
export function eventHash(previousHash: string, canonical: string): string {
  return createHash('sha256').update(Buffer.from(previousHash, 'hex')).update(canonical, 'utf8').digest('hex');
}

/** RFC 8785 JSON. @throws Error for what JSON cannot say exactly: NaN, infinities, lone surrogates, `undefined` alone. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('This value has no JSON form.');
  return text;
}

/** Hex, of bytes or of a text's UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
