import type { StoredEventOf } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { type AnyBody, type AnyModel, type AnyState, modelOf } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Proposal, Receipt, Recorded } from '#contracts/types.ts';
import { CannotEver } from './cannotEver.ts';
import { beginChain, type Link, link, lockHead, type Recording, storeLinks } from './chain.ts';
import type { Trx } from './connect.ts';
import { reviveReminders } from './outbox/revive.ts';
import { writeProjection } from './project.ts';
import { inChain, scopeOf } from './scope.ts';
import { storedEvent } from './storedEvent.ts';
import { grantReading } from './write/rooms.ts';

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
  const { commandId } = proposal;
  const links = link(
    chain,
    head,
    proposal.events.map((event) => ({ commandId, ...recording, ...event })),
  );
  const receipt = await store(trx, proposal, links);
  const appended = links.map(({ event }) => event);
  await follow(trx, chain, since, appended);
  return { events: appended, receipt };
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

async function store(trx: Trx, proposal: Proposal, links: readonly Link<AnyBody>[]): Promise<Receipt> {
  const { chain, commandId, bodyHash, actor } = proposal;
  const { version, hash } = await storeLinks(trx, chain, links);
  await trx
    .insertInto('command')
    .values({ rehearsal: scopeOf(chain), chain, commandId, bodyHash, actor, version, hash })
    .execute();
  return { chain, version, hash };
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
