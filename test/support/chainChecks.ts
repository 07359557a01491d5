import type { StoredEventOf } from '#core/act/event.ts';
import type { EventBody, StoredEvent } from '#core/agreement/events.ts';
import { evolve } from '#core/agreement/evolve.ts';
import type { State } from '#core/agreement/state.ts';
import { type AnyBody, type AnyState, modelOf } from '#core/models.ts';
import type { AroundBody, AroundEvent } from '#core/around/events.ts';
import { accessChain, isProcessChain, kindOf } from '#contracts/ids.ts';
import { expect } from 'vitest';
import { chainNoted } from '../../infra/db/around/chainNoted.ts';
import { canonicalJson, eventHash, genesisHash } from '../../infra/db/hash.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { allEvents } from '../../infra/db/read/log.ts';
import { scopeOf } from '../../infra/db/scope.ts';
import { type Worlds, worldOf } from '../../infra/db/worlds.ts';

/** The fold of what was recorded; null before the agreement is opened. */
export const foldOf = (events: readonly StoredEvent[]): State | null => events.reduce<State | null>(evolve, null);

/** A chain without gap or fork, each command once in it, and the state that it folds to is the one stored. Answers with its events. */
export async function expectSoundChain<B extends AnyBody = EventBody>(
  worlds: Worlds,
  chain: string,
): Promise<StoredEventOf<B>[]> {
  const events = await allEvents<B>(worlds, chain);
  const model = modelOf(kindOf(chain));
  expect(events.length).toBeGreaterThan(0);
  expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
  let previous = genesisHash(chain);
  for (const { hash, ...rest } of events) {
    expect(hash).toBe(eventHash(previous, canonicalJson(rest)));
    previous = hash;
  }
  const folded = events.reduce<AnyState | null>(model.evolve, null);
  expect((await processState(worlds, chain))?.state ?? null).toEqual(folded);
  expect(blocksOf(events)).toEqual([...new Set(blocksOf(events))]);
  return events;
}

/** The command ids in the order of the chain, one for each stretch of events: an id that comes twice was recorded twice. */
function blocksOf(events: readonly StoredEventOf<AnyBody>[]): string[] {
  return events.map(({ commandId }) => commandId).filter((id, i, ids) => id !== ids[i - 1]);
}

/**
 * A chain of what happens around: without gap or fork, every hash right, from its genesis to the head that is stored. Answers with its
 * entries.
 */
export async function expectSoundAround(worlds: Worlds, chain: string): Promise<AroundEvent[]> {
  const entries = await allEvents<AroundBody>(worlds, chain);
  expect(entries.map(({ version }) => version)).toEqual(entries.map((_, i) => i + 1));
  let previous = genesisHash(chain);
  for (const { hash, ...rest } of entries) {
    expect(hash).toBe(eventHash(previous, canonicalJson(rest)));
    previous = hash;
  }
  const head = await worldOf(worlds, scopeOf(chain))
    .selectFrom('chain')
    .select(['headVersion', 'headHash'])
    .where('chain', '=', chain)
    .executeTakeFirst();
  expect(head ?? { headVersion: 0, headHash: previous }).toEqual({ headVersion: entries.length, headHash: previous });
  return entries;
}

/** What has been chained around a process, after everything noted has been. */
export async function aroundOf(worlds: Worlds, chain: string): Promise<AroundEvent[]> {
  await chainNoted(worldOf(worlds, scopeOf(chain)), scopeOf(chain), 'test');
  return expectSoundAround(worlds, accessChain(chain));
}

/** Every process's chain that the test world or the rehearsals hold. */
export async function chainsOf(worlds: Worlds): Promise<string[]> {
  const all = await Promise.all(
    [worlds.live, worlds.rehearsal].map((db) => db.selectFrom('chain').select('chain').orderBy('chain').execute()),
  );
  return all.flat().flatMap(({ chain }) => (isProcessChain(chain) ? [chain] : []));
}

/** How often each thing was told: no key twice means that nobody is told twice. */
export async function noticeKeys(worlds: Worlds, chain: string): Promise<string[]> {
  const rows = await worldOf(worlds, scopeOf(chain))
    .selectFrom('notice')
    .select(['deadline', 'dueOn', 'occasion', 'about', 'recipient', 'causedBy'])
    .where('chain', '=', chain)
    .orderBy('id')
    .execute();
  return rows.map(({ deadline, dueOn, occasion, about, recipient, causedBy }) =>
    occasion === null ? `${about}#${causedBy} ${recipient}` : `${deadline} ${dueOn} ${occasion} ${recipient}`,
  );
}
