import type { Insertable } from 'kysely';
import type { ProposedEventOf, StoredEventOf } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { CannotEver } from './cannotEver.ts';
import type { Trx } from './connect.ts';
import { canonicalJson, eventHash, genesisHash } from './hash.ts';
import { inChain, scopeOf } from './scope.ts';
import type { EventTable } from './tables.ts';

/** What every event says about the moment and the program that recorded it. */
export interface Recording {
  /** The real clock's time. */
  wallTime: Instant;
  codeVersion: string;
}

/** Where a chain ends. Version 0 is the genesis. */
export interface ChainHead {
  version: number;
  hash: string;
}

/** An event with its place in its chain. */
export interface Link<B> {
  event: StoredEventOf<B>;
  previousHash: string;
  canonical: string;
}

/** Locks a chain's head for the transaction; null where the chain has not begun. */
export async function lockHead(trx: Trx, chain: string): Promise<ChainHead | null> {
  const row = await trx
    .selectFrom('chain')
    .select(['headVersion as version', 'headHash as hash'])
    .where(inChain(chain))
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Two that begin the same chain at once: the second waits for the first, and then reads its head. */
export async function beginChain(trx: Trx, chain: string): Promise<ChainHead> {
  const genesis = { version: 0, hash: genesisHash(chain) };
  await trx
    .insertInto('chain')
    .values({ rehearsal: scopeOf(chain), chain, headVersion: genesis.version, headHash: genesis.hash })
    .onConflict((conflict) => conflict.columns(['rehearsal', 'chain']).doNothing())
    .execute();
  return (await lockHead(trx, chain)) ?? genesis;
}

/** Gives events their versions and hashes, each onto the one before. @throws CannotEver for what JSON cannot say exactly. */
export function link<B extends { type: string }>(
  chain: string,
  head: ChainHead,
  proposed: readonly (ProposedEventOf<B> & Recording & { commandId: string })[],
): Link<B>[] {
  let { version, hash } = head;
  return proposed.map((event) => {
    version += 1;
    const previousHash = hash;
    const canonical = canonicalOf(event.body.type, { chain, version, ...event });
    hash = eventHash(previousHash, canonical);
    // Read back from the very text that was hashed, so that it is the same to the byte whenever it is read.
    const told = JSON.parse(canonical) as Omit<StoredEventOf<B>, 'hash'>;
    return { event: { ...told, hash }, previousHash, canonical };
  });
}

/** Stores links onto the head that is locked, and moves it. Answers with the new head. */
export async function storeLinks(trx: Trx, chain: string, links: readonly Link<{ type: string }>[]): Promise<ChainHead> {
  const newest = links.at(-1)?.event;
  if (newest === undefined) throw new Error('Nothing to store.');
  const rehearsal = scopeOf(chain);
  await trx
    .insertInto('event')
    .values(links.map((one) => eventRow(rehearsal, one)))
    .execute();
  await trx.updateTable('chain').set({ headVersion: newest.version, headHash: newest.hash }).where(inChain(chain)).execute();
  return { version: newest.version, hash: newest.hash };
}

function canonicalOf(type: string, event: object): string {
  try {
    return canonicalJson(event);
  } catch {
    throw new CannotEver(`An event (${type}) holds a number or a text that JSON cannot say.`);
  }
}

function eventRow(rehearsal: string, { event, previousHash, canonical }: Link<{ type: string }>): Insertable<EventTable> {
  const { chain, version, hash, doneOn, recordedAt, wallTime, commandId } = event;
  const { type } = event.body;
  return { rehearsal, chain, version, hash, previousHash, type, doneOn, recordedAt, wallTime, commandId, canonical };
}
