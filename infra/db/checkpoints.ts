import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import {
  checkpointHash,
  type Head,
  readCheckpoint,
  type SignedCheckpoint,
  type Signer,
  signCheckpoint,
} from '../seal/checkpoint.ts';
import { CheckpointRefused, type HeadRow, troubleWith } from './checkpointRefused.ts';
import type { Db, Trx } from './connect.ts';
import { signedHeads } from './signedHeads.ts';
import { databaseName, requireCurrent } from './signingKeys.ts';

// Signed statements of where all chains of a world end. `rehearsal`: its ULID, or '' for the world outside rehearsals.

export interface StoredCheckpoint extends SignedCheckpoint {
  number: number;
}

/** Rows of one insert statement, or of one page. */
const AT_ONCE = 500;

/** What a world is called in what is signed. */
export const worldOfCheckpoint = (rehearsal: string): string => (rehearsal === '' ? 'live' : rehearsal);

/**
 * Signs where every chain of a world ends now, and keeps it; also when nothing has moved: a quiet time is attested too. One at a time, by an
 * advisory lock. What waits to be chained is not covered: chain it first (`chainNoted`). `now` is on the real clock;
 * where that is behind another machine's, the checkpoint says the time of the one before, so that a series never goes back.
 * @throws CheckpointRefused when the chains contradict the checkpoint before, or their own heads: nothing is signed then.
 * @throws KeyTrouble when the signer's key is not the one that signs now.
 */
export async function makeCheckpoint(db: Db, rehearsal: string, signer: Signer, now: Instant): Promise<StoredCheckpoint> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('checkpoint'), hashtext(${rehearsal}))`.execute(trx);
    await requireCurrent(trx, signer.key);
    const rows = await headRows(trx, rehearsal);
    const trouble = rows.flatMap(troubleWith);
    if (trouble.length > 0) throw new CheckpointRefused(worldOfCheckpoint(rehearsal), trouble);
    const before = await newestCheckpoint(trx, rehearsal);
    const number = (before?.number ?? 0) + 1;
    const previous = before === null ? null : checkpointHash(before.signed);
    const at = before === null ? now : later(readCheckpoint(before.signed).at, now);
    const what = { database: await databaseName(trx), world: worldOfCheckpoint(rehearsal), number, at, previous };
    const signed = signCheckpoint(rows.map(headOf), what, signer);
    await trx
      .insertInto('checkpoint')
      .values({ rehearsal, number, at, ...signed, key: signer.key })
      .execute();
    await storeHeads(trx, rehearsal, number, rows.filter(hasMoved).map(headOf));
    return { ...signed, number };
  });
}

const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

/** All heads as one checkpoint covered them, in no order. */
export async function headsAt(db: Db, rehearsal: string, number: number): Promise<Head[]> {
  const { rows } = await sql<Head>`select chain, version, hash from ${signedHeads(rehearsal, number)} as heads`.execute(db);
  return rows;
}

/** Only the heads that had moved since the checkpoint before. */
export async function headsMovedAt(db: Db, rehearsal: string, number: number): Promise<Head[]> {
  return db
    .selectFrom('checkpointHead')
    .select(['chain', 'version', 'hash'])
    .where('rehearsal', '=', rehearsal)
    .where('number', '=', number)
    .orderBy('chain')
    .execute();
}

/** Every checkpoint after number `after`, oldest first, read page by page. */
export async function* checkpointsOf(
  db: Db,
  rehearsal: string,
  { after = 0 }: { after?: number } = {},
): AsyncGenerator<StoredCheckpoint> {
  for (let from = after; ; ) {
    const page = await db
      .selectFrom('checkpoint')
      .select(['number', 'signed', 'signature'])
      .where('rehearsal', '=', rehearsal)
      .where('number', '>', from)
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < AT_ONCE) return;
    from = last.number;
  }
}

/** The same with the heads that had moved since the one before. */
export async function* checkpointsWithHeads(
  db: Db,
  rehearsal: string,
): AsyncGenerator<StoredCheckpoint & { moved: readonly Head[] }> {
  for (let after = 0; ; ) {
    const page: StoredCheckpoint[] = [];
    for await (const one of checkpointsOf(db, rehearsal, { after })) if (page.push(one) === AT_ONCE) break;
    const last = page.at(-1)?.number ?? after;
    const moved = await headsMovedBetween(db, rehearsal, { after, upTo: last });
    for (const one of page) yield { ...one, moved: moved.get(one.number) ?? [] };
    if (page.length < AT_ONCE) return;
    after = last;
  }
}

async function headsMovedBetween(
  db: Db,
  rehearsal: string,
  { after, upTo }: { after: number; upTo: number },
): Promise<Map<number, Head[]>> {
  const rows = await db
    .selectFrom('checkpointHead')
    .select(['number', 'chain', 'version', 'hash'])
    .where('rehearsal', '=', rehearsal)
    .where('number', '>', after)
    .where('number', '<=', upTo)
    .execute();
  return Map.groupBy(rows, ({ number }) => number);
}

export async function newestCheckpoint(db: Db, rehearsal: string): Promise<StoredCheckpoint | null> {
  const row = await db
    .selectFrom('checkpoint')
    .select(['number', 'signed', 'signature'])
    .where('rehearsal', '=', rehearsal)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Null where there is no such number. */
export async function findCheckpoint(db: Db, rehearsal: string, number: number): Promise<StoredCheckpoint | null> {
  const row = await db
    .selectFrom('checkpoint')
    .select(['number', 'signed', 'signature'])
    .where('rehearsal', '=', rehearsal)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Each chain of the world with its head, the hash of the event there, and what the newest checkpoint knew of it: in one statement, so that all
 * heads are of one moment.
 */
async function headRows(trx: Trx, rehearsal: string): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    with known as (select * from ${signedHeads(rehearsal)} as heads),
    now as (select chain, head_version, head_hash from chain where rehearsal = ${rehearsal})
    select coalesce(now.chain, known.chain) as chain, now.head_version as version, now.head_hash as hash, at_head.hash as found,
      known.version as known_version, known.hash as known_hash, at_known.hash as known_found
    from now full join known on known.chain = now.chain
    left join event at_head
      on at_head.rehearsal = ${rehearsal} and at_head.chain = now.chain and at_head.version = now.head_version
    left join event at_known
      on at_known.rehearsal = ${rehearsal} and at_known.chain = known.chain and at_known.version = known.version`.execute(trx);
  return rows;
}

/** Of one that has no trouble. */
const headOf = ({ chain, version, hash }: HeadRow): Head => ({ chain, version: version ?? 0, hash: hash ?? '' });

const hasMoved = ({ version, knownVersion }: HeadRow): boolean => version !== knownVersion;

async function storeHeads(trx: Trx, rehearsal: string, number: number, heads: readonly Head[]): Promise<void> {
  for (let at = 0; at < heads.length; at += AT_ONCE)
    await trx
      .insertInto('checkpointHead')
      .values(heads.slice(at, at + AT_ONCE).map((head) => ({ ...head, rehearsal, number })))
      .execute();
}
