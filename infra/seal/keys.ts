import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Signer } from './checkpoint.ts';

/** Length of a key's id: the first 16 hex characters of SHA-256 over its SubjectPublicKeyInfo (DER). */
const KEY_ID_LENGTH = 16;

/** A new Ed25519 key, PKCS #8 PEM. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** @throws Error for a PEM that is not an Ed25519 private key. */
export function signerOf(privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`an Ed25519 key is needed, not ${key.asymmetricKeyType ?? 'a secret'}`);
  return {
    key: keyIdOf(publicKeyOf(privateKeyPem)),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  };
}

/** SubjectPublicKeyInfo PEM of a private key. */
export const publicKeyOf = (privateKeyPem: string): string => spki(createPublicKey(privateKeyPem), 'pem').toString();

/** The id that a public key is called by, everywhere. */
export function keyIdOf(publicKeyPem: string): string {
  const der = spki(createPublicKey(publicKeyPem), 'der');
  return createHash('sha256').update(der).digest('hex').slice(0, KEY_ID_LENGTH);
}

const spki = (key: KeyObject, format: 'pem' | 'der'): string | Buffer =>
  format === 'pem' ? key.export({ type: 'spki', format: 'pem' }) : key.export({ type: 'spki', format: 'der' });

/** What an old key signs to vouch for the next one. */
export const endorsementText = (publicKeyPem: string): string => `arscykel checkpoint key\n${publicKeyPem}`;
