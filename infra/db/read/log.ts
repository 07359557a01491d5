import type { StoredEventOf } from '#core/act/event.ts';
import type { EventBody, StoredEvent } from '#core/agreement/events.ts';
import { textRefsIn } from '#core/around/decided.ts';
import type { AnyBody } from '#core/models.ts';
import type { Db } from '../connect.ts';
import { storedEvent } from '../storedEvent.ts';
import { inChain, scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { handedOut, lookedAt } from './shown.ts';
import { resolveTexts } from './texts.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** `B`: what happens in the kind of process that is asked for, which the caller knows. */
export interface LogPage<B extends AnyBody = EventBody> {
  events: StoredEventOf<B>[];
  /** Names by person id, for everyone that the events speak of and the directory knows. */
  people: Record<string, string>;
  /** Texts by text id, as far as they have not been erased. */
  texts: Record<string, string>;
}

/** A chain's events in order, from after a version on, with what is needed to show them to somebody. `seen`: each as who looks may see it. */
export async function events<B extends AnyBody = EventBody>(
  worlds: Both,
  chain: string,
  page: { after?: number; limit?: number; seen?: (event: StoredEventOf<B>) => StoredEventOf<AnyBody> } = {},
): Promise<LogPage<B>> {
  const scope = scopeOf(chain);
  const db = worldOf(worlds, scope);
  const rows = await db
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where(inChain(chain))
    .where('version', '>', page.after ?? 0)
    .orderBy('version')
    .limit(page.limit ?? 100)
    .execute();
  lookedAt(chain);
  const { seen } = page;
  const all = rows.map(storedEvent);
  // Names and texts of what is not shown are not shown either.
  const stored = seen === undefined ? all : all.map((event) => seen(event as StoredEventOf<B>) as StoredEventOf<EventBody>);
  const [people, texts] = await Promise.all([
    resolvePeople(db, scope, stored.flatMap(peopleIn)),
    resolveTexts(db, scope, textRefsIn(stored)),
  ]);
  return { events: stored as StoredEventOf<B>[], people, texts };
}

/** A chain's events, all of them, in order. */
export async function allEvents<B extends AnyBody = EventBody>(worlds: Both, chain: string): Promise<StoredEventOf<B>[]> {
  const rows = await worldOf(worlds, scopeOf(chain))
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where(inChain(chain))
    .orderBy('version')
    .execute();
  return rows.map((row) => storedEvent(row) as StoredEventOf<B>);
}

/** Names by person id; unknown ids are left out. */
export async function resolvePeople(db: Db, scope: string, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const wanted = [...new Set(ids)];
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('rehearsal', '=', scope)
    .where('id', 'in', wanted)
    .execute();
  handedOut(
    'persons',
    { scope },
    rows.map(({ id }) => id),
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

function peopleIn({ doneBy, recordedBy, body }: StoredEventOf<AnyBody>): string[] {
  const inner = body.type === 'takenOver' ? (body as TakenOver).acts.map((act) => act.doneBy?.person) : [];
  const signatory = 'signatory' in body && typeof body.signatory === 'string' ? body.signatory : null;
  return [doneBy?.person, recordedBy.person, signatory, ...inner].filter((id) => id != null);
}

type TakenOver = Extract<StoredEvent['body'], { type: 'takenOver' }>;
