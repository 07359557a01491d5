import type { Db } from '../../infra/db/connect.ts';
import { type SigningKey, signingKeys } from '../../infra/db/signingKeys.ts';
import { isSignedBy, readCheckpoint, type SignedCheckpoint } from '../../infra/seal/checkpoint.ts';
import { endorsementText, keyIdOf } from '../../infra/seal/keys.ts';
import { type Finding, found } from './findings.ts';

/** By id. */
export type Keys = ReadonlyMap<string, SigningKey>;

export const knownKeys = async (db: Db): Promise<Keys> => new Map((await signingKeys(db)).map((key) => [key.id, key]));

/** Keys that are not what they are called, and endorsements that were never given. */
export function keyFindings(keys: Keys): Finding[] {
  return [...keys.values()].flatMap((key) => {
    const place = { item: key.id };
    const own = idOrNull(key.publicKey);
    if (own !== key.id) return [found('keyForged', place, { expected: key.id, found: own ?? 'no key' })];
    return key.endorsedBy === null || isEndorsed(key, keys)
      ? []
      : [found('endorsementForged', place, { endorsedBy: key.endorsedBy })];
  });
}

/** Whether a signed checkpoint's signature is that of the key it names, and that key is one to rely on. */
export function signatureFindings(file: SignedCheckpoint, keys: Keys, kept: readonly string[] = []): Finding[] {
  const { key: id, number, world } = readCheckpoint(file.signed);
  const place = { checkpoint: number, item: id };
  const pem = keys.get(id)?.publicKey ?? kept.find((one) => idOrNull(one) === id);
  if (pem === undefined) return [found('keyUnknown', place, { key: id, world })];
  if (!isValid(file, pem)) return [found('signatureWrong', place, { key: id, world })];
  return kept.length === 0 || isTrusted(id, keys, kept) ? [] : [found('keyNotTrusted', place, { key: id, world })];
}

/** From the key backwards over endorsements to one that was kept. */
function isTrusted(id: string, keys: Keys, kept: readonly string[]): boolean {
  const trusted = new Set(kept.map(idOrNull));
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at); ) {
    if (trusted.has(at)) return true;
    seen.add(at);
    const key = keys.get(at);
    if (key === undefined || idOrNull(key.publicKey) !== at || !isEndorsed(key, keys)) return false;
    at = key.endorsedBy;
  }
  return false;
}

function isEndorsed({ publicKey, endorsedBy, endorsement }: SigningKey, keys: Keys): boolean {
  const by = endorsedBy === null ? undefined : keys.get(endorsedBy);
  if (by === undefined || endorsement === null || idOrNull(by.publicKey) !== endorsedBy) return false;
  return isValid({ signed: endorsementText(publicKey), signature: endorsement }, by.publicKey);
}

/** A damaged key verifies nothing. */
function isValid(signed: SignedCheckpoint, pem: string): boolean {
  return idOrNull(pem) !== null && isSignedBy(signed, pem);
}

/** Whether a text is an Ed25519 public key (PEM), and not a private one from which it could be had. */
export const isPublicKey = (pem: string): boolean => !pem.includes('PRIVATE KEY') && idOrNull(pem) !== null;

/** Null for what is no public key. */
function idOrNull(pem: string): string | null {
  try {
    return keyIdOf(pem);
  } catch {
    return null; // said by whoever asks: a key that cannot be read is none
  }
}
