import { sql } from 'kysely';
import type { AroundEntry } from '#core/around/events.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { note } from './around/note.ts';
import type { Db } from './connect.ts';

/** A key that checkpoints are or were signed with. */
export interface SigningKey {
  id: string;
  /** SubjectPublicKeyInfo, PEM. */
  publicKey: string;
  introducedAt: Instant;
  /** The key before it, and that key's signature over `endorsementText`, base64; null of a first one, and of one after a loss. */
  endorsedBy: string | null;
  endorsement: string | null;
}

/** Checkpoints cannot be signed, for a reason about the key that somebody has to put right: `remedy` says how. */
export class KeyTrouble extends Error {
  override name = 'KeyTrouble';
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The database's own name, a UUID that it has for ever. */
export async function databaseName(db: Db): Promise<string> {
  const { rows } = await sql<{ database: string }>`select database from meta.identity`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('The database has lost its own name (meta.identity). Restore it from a backup.');
  return row.database;
}

/** Every key of this database, oldest first; the last is the one that signs. */
export async function signingKeys(db: Db): Promise<SigningKey[]> {
  const { rows } = await sql<SigningKey>`
    select id, public_key, introduced_at, endorsed_by, endorsement from meta.signing_key order by introduced_at, id`.execute(db);
  return rows;
}

/** The key that signs now; null before the first. */
export async function currentKey(db: Db): Promise<SigningKey | null> {
  return (await signingKeys(db)).at(-1) ?? null;
}

/**
 * Makes a key the one that signs, unless another process has done so meanwhile: `after` is the key that it follows, null of the first. Later
 * than every key before it, whatever the clock says; `entry` tells of it in the record. Answers with whether it did.
 */
export async function introduceKey(db: Db, key: SigningKey, after: string | null, entry: AroundEntry): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('signing key'))`.execute(trx);
    if (((await currentKey(trx))?.id ?? null) !== after) return false;
    await sql`
      insert into meta.signing_key (id, public_key, introduced_at, endorsed_by, endorsement)
      select ${key.id}, ${key.publicKey}, greatest(${key.introducedAt}::timestamptz, max(introduced_at) + interval '1 ms'),
        ${key.endorsedBy}, ${key.endorsement} from meta.signing_key`.execute(trx);
    await note(trx, [entry]);
    return true;
  });
}

/** @throws KeyTrouble when a key is not the one that signs now. */
export async function requireCurrent(db: Db, key: string): Promise<void> {
  const current = await currentKey(db);
  if (current?.id === key) return;
  throw new KeyTrouble(
    `The private key that this process holds (${key}) is not the one that signs now (${current?.id ?? 'none is introduced'}).`,
    'After a rotation elsewhere it reads the new key by itself; else put the right key in its place (see "arscykel audit keys").',
  );
}
