import type { TextRef } from '#core/act/envelope.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { EventBody, StoredEvent } from '#core/agreement/events.ts';
import type { AnyBody } from '#core/models.ts';
import type { Db } from '../connect.ts';
import { storedEvent } from '../storedEvent.ts';
import { inChain, scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';

type Both = Pick<Worlds, 'live' | 'rehearsal'>;

/** `B`: what happens in the kind of process that is asked for, which the caller knows. */
export interface LogPage<B extends AnyBody = EventBody> {
  events: StoredEventOf<B>[];
  /** Names by person id, for everyone that the events speak of and the directory knows. */
  people: Record<string, string>;
  /** Texts by text id, as far as they have not been erased. */
  texts: Record<string, string>;
}

/** A chain's events in order, from after a version on, with what is needed to show them to somebody. */
export async function events<B extends AnyBody = EventBody>(
  worlds: Both,
  chain: string,
  page: { after?: number; limit?: number } = {},
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
  const stored = rows.map(storedEvent);
  const [people, texts] = await Promise.all([
    resolvePeople(db, scope, stored.flatMap(peopleIn)),
    resolveTexts(db, scope, textsIn(stored)),
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
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

/** Texts by text id; erased ones are left out. */
async function resolveTexts(db: Db, scope: string, refs: readonly TextRef[]): Promise<Record<string, string>> {
  if (refs.length === 0) return {};
  const wanted = [...new Set(refs.map((ref) => ref.textId))];
  const rows = await db
    .selectFrom('text')
    .select(['textId', 'text'])
    .where('rehearsal', '=', scope)
    .where('textId', 'in', wanted)
    .execute();
  return Object.fromEntries(rows.map(({ textId, text }) => [textId, text]));
}

function peopleIn({ doneBy, recordedBy, body }: StoredEventOf<AnyBody>): string[] {
  const inner = body.type === 'takenOver' ? (body as TakenOver).acts.map((act) => act.doneBy?.person) : [];
  const signatory = 'signatory' in body && typeof body.signatory === 'string' ? body.signatory : null;
  return [doneBy?.person, recordedBy.person, signatory, ...inner].filter((id) => id != null);
}

type TakenOver = Extract<StoredEvent['body'], { type: 'takenOver' }>;

/** Every reference to a text, wherever in an event it stands: a new kind of event is covered without being named here. */
function textsIn(value: unknown): TextRef[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { textId, commitment } = value as Partial<TextRef>;
  if (typeof textId === 'string' && typeof commitment === 'string') return [{ textId, commitment }];
  return Object.values(value).flatMap(textsIn);
}
