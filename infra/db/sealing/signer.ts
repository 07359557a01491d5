import { bySystem, entryNow } from '#core/around/entry.ts';
import type { RecordedBy } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import {
  keepKey,
  type KeyPlace,
  keyFileOf,
  nextKeyFile,
  promoteKey,
  putKey,
  readKeyFile,
  removeKey,
} from '../../seal/keyFile.ts';
import { endorsementText, newPrivateKey, publicKeyOf, signerOf } from '../../seal/keys.ts';
import type { Signer } from '../../seal/checkpoint.ts';
import type { Db } from '../connect.ts';
import { currentKey, databaseName, introduceKey, KeyTrouble, type SigningKey } from '../signingKeys.ts';

// `db` is connected to the live (or test) world: keys are the database's, and what is told of them is in that world's system chain.

/**
 * Who signs now. The first key of a database is made here, by one of however many ask at once.
 * @throws KeyTrouble where the private key is missing, unreadable or another one.
 */
export async function currentSigner(db: Db, place: KeyPlace, now: Instant): Promise<Signer> {
  const path = keyFileOf(place, await databaseName(db));
  const current = await currentKey(db);
  return current === null ? firstSigner(db, path, now) : heldSigner(path, current);
}

async function firstSigner(db: Db, path: string, now: Instant): Promise<Signer> {
  const { pem, made } = await keepKey(path);
  const signer = signerIn(path, pem);
  const key = { id: signer.key, publicKey: publicKeyOf(pem), introducedAt: now, endorsedBy: null, endorsement: null };
  if (await introduceKey(db, key, null, entryOf(key, bySystem, now))) return signer;
  const current = await currentKey(db);
  if (current === null) throw new Error('A key was introduced and is not there.');
  // Another machine was faster; what was made here signs nothing.
  if (made && current.id !== signer.key) await removeKey(path);
  return heldSigner(path, current);
}

/**
 * A new key that the one before signs for, and whose private key is gone then; what it signed stays verifiable. `lost`: the private key
 * before is not to be had, so that nobody can sign for the new one, and auditors are told so.
 * @throws KeyTrouble where the private key before is not at hand though it is not said to be lost, or another process rotated just now.
 */
export async function rotateKey(
  db: Db,
  place: KeyPlace,
  { by, lost, now }: { by: RecordedBy; lost: boolean; now: Instant },
): Promise<SigningKey> {
  const path = keyFileOf(place, await databaseName(db));
  const before = lost ? null : await currentSigner(db, place, now);
  const current = await currentKey(db);
  const pem = newPrivateKey();
  const publicKey = publicKeyOf(pem);
  const id = signerOf(pem).key;
  const endorsement = before?.sign(endorsementText(publicKey)) ?? null;
  const key: SigningKey = { id, publicKey, introducedAt: now, endorsedBy: before?.key ?? null, endorsement };
  // Kept before it is introduced: killed in between, whoever signs next finds it there.
  await putKey(nextKeyFile(path, id), pem);
  if (!(await introduceKey(db, key, lost ? (current?.id ?? null) : (before?.key ?? null), entryOf(key, by, now)))) {
    await removeKey(nextKeyFile(path, id));
    throw new KeyTrouble(
      'Another process has introduced a key just now.',
      'See "arscykel audit keys", and rotate again if needed.',
    );
  }
  await promoteKey(path, id);
  return key;
}

async function heldSigner(path: string, current: SigningKey): Promise<Signer> {
  const waiting = nextKeyFile(path, current.id);
  const next = await readKeyFile(waiting);
  if (next !== null && signerIn(waiting, next).key === current.id) await promoteKey(path, current.id);
  const pem = await readKeyFile(path);
  if (pem === null) {
    throw new KeyTrouble(
      `The private key ${current.id}, which checkpoints are signed with, is not in ${path}.`,
      `Put it there from where it was made or from a backup, or name its file in ARSCYKEL_SIGNING_KEY_FILE. ${LOST}`,
    );
  }
  const signer = signerIn(path, pem);
  if (signer.key === current.id) return signer;
  throw new KeyTrouble(
    `The private key in ${path} is ${signer.key}, but ${current.id} is the one that signs since ${current.introducedAt}.`,
    `Put the private key ${current.id} in its place: it is on the machine that introduced it. ${LOST}`,
  );
}

const LOST = 'If it is lost for good: "arscykel audit keys rotate --lost", and tell the auditors why.';

function signerIn(path: string, pem: string): Signer {
  try {
    return signerOf(pem);
  } catch (error) {
    throw new KeyTrouble(
      `${path} holds no private key that can sign checkpoints (${error instanceof Error ? error.message : String(error)}).`,
      'Put an Ed25519 private key there, PKCS #8 in PEM, as it was made; restore it from a backup if it is damaged.',
    );
  }
}

const entryOf = ({ id, endorsedBy }: SigningKey, by: RecordedBy, now: Instant) =>
  entryNow(systemChain(''), { type: 'keyIntroduced', key: id, endorsedBy }, by, now);

/** What keeps this machine from signing; null where nothing does, or no key has been made yet. Changes nothing but a key's place after a rotation. */
export async function keyTrouble(db: Db, place: KeyPlace): Promise<KeyTrouble | null> {
  const current = await currentKey(db);
  if (current === null) return null;
  try {
    await heldSigner(keyFileOf(place, await databaseName(db)), current);
    return null;
  } catch (error) {
    if (error instanceof KeyTrouble) return error;
    throw error;
  }
}
