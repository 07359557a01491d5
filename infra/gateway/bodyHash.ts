import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * What a command id is bound to: hex HMAC-SHA256 over the canonical JSON of the act as it was given. Keyed, because it stays in
 * histories for ever while the texts it covers may be erased, and a bare hash of a short text can be guessed.
 */
export function bodyHashOf(key: Buffer, chain: string, ask: object): string {
  const body = canonicalize({ chain, ...ask });
  if (body === undefined) throw new TypeError('an act that is no JSON');
  return createHmac('sha256', key).update(body).digest('hex');
}
