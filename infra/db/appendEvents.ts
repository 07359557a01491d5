import type { Insertable } from 'kysely';
import type { StoredEventOf } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { type AnyBody, type AnyModel, type AnyState, modelOf } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Proposal, Receipt, Recorded } from '#contracts/types.ts';
import { CannotEver } from './cannotEver.ts';
import type { Trx } from './connect.ts';
import { canonicalJson, eventHash, genesisHash } from './hash.ts';
import { reviveReminders } from './outbox/revive.ts';
import { writeProjection } from './project.ts';
import { inChain, scopeOf } from './scope.ts';
import { storedEvent } from './storedEvent.ts';
import type { EventTable } from './tables.ts';
import { grantReading } from './write/rooms.ts';

/** What every event says about the moment and the program that recorded it. */
export interface Recording {
  /** The real clock's time. */
  wallTime: Instant;
  codeVersion: string;
}

interface Head {
  version: number;
  hash: string;
}

type StoredEvent = StoredEventOf<AnyBody>;

/**
 * Appends under the lock on the chain's head, and answers with every stored event after `proposal.since`, in order. A command id that the
 * chain knows, or a proposal that is behind the head, appends nothing; one without events only asks. Read model and notices follow in
 * the same transaction.
 * @throws CannotEver where no retry would help, as when the caller has seen more than the record holds.
 */
export async function appendEvents(trx: Trx, proposal: Proposal, recording: Recording): Promise<Recorded> {
  const { chain, since } = proposal;
  const head = (await lockHead(trx, chain)) ?? (proposal.events.length === 0 ? null : await beginChain(trx, chain));
  if (since > (head?.version ?? 0)) {
    throw new CannotEver(
      `The record of ${chain} ends at version ${head?.version ?? 0}; its workflow has seen version ${since}. Was an older backup restored?`,
    );
  }
  if (head === null) return { events: [], receipt: null };
  const known = await knownCommand(trx, proposal);
  const missed = since < head.version ? await eventsAfter(trx, chain, since) : [];
  if (known !== null || missed.length > 0 || proposal.events.length === 0) return { events: missed, receipt: known };
  const links = linked(proposal, head, recording);
  const receipt = await store(trx, proposal, links);
  const appended = links.map((link) => link.event);
  await follow(trx, chain, since, appended);
  return { events: appended, receipt };
}

async function lockHead(trx: Trx, chain: string): Promise<Head | null> {
  const row = await trx
    .selectFrom('chain')
    .select(['headVersion as version', 'headHash as hash'])
    .where(inChain(chain))
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Two that begin the same chain at once: the second waits for the first, and then reads its head. */
async function beginChain(trx: Trx, chain: string): Promise<Head> {
  const genesis = { version: 0, hash: genesisHash(chain) };
  await trx
    .insertInto('chain')
    .values({ rehearsal: scopeOf(chain), chain, headVersion: genesis.version, headHash: genesis.hash })
    .onConflict((conflict) => conflict.columns(['rehearsal', 'chain']).doNothing())
    .execute();
  return (await lockHead(trx, chain)) ?? genesis;
}

async function knownCommand(trx: Trx, { chain, commandId }: Proposal): Promise<Receipt | null> {
  const row = await trx
    .selectFrom('command')
    .select(['version', 'hash'])
    .where(inChain(chain))
    .where('commandId', '=', commandId)
    .executeTakeFirst();
  return row === undefined ? null : { chain, ...row };
}

async function eventsAfter(trx: Trx, chain: string, since: number): Promise<StoredEvent[]> {
  const rows = await trx
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where(inChain(chain))
    .where('version', '>', since)
    .orderBy('version')
    .execute();
  return rows.map(storedEvent);
}

interface Link {
  event: StoredEvent;
  previousHash: string;
  canonical: string;
}

function linked(proposal: Proposal, head: Head, recording: Recording): Link[] {
  let { version, hash } = head;
  return proposal.events.map((event) => {
    version += 1;
    const canonical = canonicalOf({ chain: proposal.chain, version, commandId: proposal.commandId, ...recording, ...event });
    const previousHash = hash;
    hash = eventHash(previousHash, canonical);
    return { event: storedEvent({ canonical, hash }), previousHash, canonical };
  });
}

function canonicalOf(event: Omit<StoredEvent, 'hash'>): string {
  try {
    return canonicalJson(event);
  } catch {
    throw new CannotEver(`An event (${event.body.type}) holds a number or a text that JSON cannot say.`);
  }
}

async function store(trx: Trx, proposal: Proposal, links: readonly Link[]): Promise<Receipt> {
  const { chain, commandId, bodyHash, actor } = proposal;
  const rehearsal = scopeOf(chain);
  const newest = links.at(-1)?.event;
  if (newest === undefined) throw new Error('Nothing to store.');
  await trx
    .insertInto('event')
    .values(links.map((link) => eventRow(rehearsal, link)))
    .execute();
  await trx.updateTable('chain').set({ headVersion: newest.version, headHash: newest.hash }).where(inChain(chain)).execute();
  const { version, hash } = newest;
  await trx.insertInto('command').values({ rehearsal, chain, commandId, bodyHash, actor, version, hash }).execute();
  return { chain, version, hash };
}

function eventRow(rehearsal: string, { event, previousHash, canonical }: Link): Insertable<EventTable> {
  const { chain, version, hash, doneOn, recordedAt, wallTime, commandId } = event;
  return {
    rehearsal,
    chain,
    version,
    hash,
    previousHash,
    type: event.body.type,
    doneOn,
    recordedAt,
    wallTime,
    commandId,
    canonical,
  };
}

/** Folds what was appended onto the stored state; read model and notices follow from that. */
async function follow(trx: Trx, chain: string, since: number, appended: readonly StoredEvent[]): Promise<void> {
  const model = modelOf(kindOf(chain));
  const before = await stateAt(trx, chain, model, since);
  const notices: NoticeDraft[] = [];
  let state = before;
  for (const event of appended) {
    state = model.evolve(state, event);
    if (state !== null) notices.push(...model.noticesOf(event, state));
  }
  if (state === null) return;
  await writeProjection(trx, chain, before, state);
  await queueNotices(trx, chain, notices);
  const last = appended.at(-1);
  if (last !== undefined) await reviveReminders(trx, chain, before, state, last.recordedAt);
  await grantReading(trx, chain, state, appended);
}

/** The state as stored; folded anew where that is of another version, or missing: the read model follows the events, never they it. */
async function stateAt(trx: Trx, chain: string, model: AnyModel, version: number): Promise<AnyState | null> {
  if (version === 0) return null;
  const row = await trx.selectFrom('process').select(['state']).where(inChain(chain)).executeTakeFirst();
  if (row?.state.version === version) return model.readState(row.state);
  const events = await eventsAfter(trx, chain, 0);
  return events.filter((event) => event.version <= version).reduce<AnyState | null>(model.evolve, null);
}

async function queueNotices(trx: Trx, chain: string, drafts: readonly NoticeDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const rehearsal = scopeOf(chain);
  await trx
    .insertInto('notice')
    .values(drafts.map((draft) => ({ ...draft, rehearsal, chain })))
    // A due date moved away and back again: what was told about it once is not told twice.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
