import { byActor, entryNow } from '#core/around/entry.ts';
import type { AroundEntry } from '#core/around/events.ts';
import type { RecordedBy } from '#core/act/event.ts';
import { accessChain, isProcessChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import type { Shown, Showing } from '../read/shown.ts';
import { scopeOf } from '../scope.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { note } from './note.ts';
import { domainNow } from './now.ts';

/** Who asked for what. */
export interface Reader {
  /** The view, as it was asked for: a command, or a path of the API without its ids. */
  what: string;
  /** A person's id as they gave it; null where nobody was named. */
  person: string | null;
}

/** Notes what somebody was shown, one entry for each process that it was about; nothing where there was nothing of anybody. */
export async function noteReading(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  { what, person }: Reader,
  { shown }: Showing,
): Promise<void> {
  const by: RecordedBy =
    person === null
      ? { person: null, role: 'none', authenticated: 'none' }
      : byActor({ authenticated: 'claimed', person }, 'none');
  const byWorld = new Map<Db, AroundEntry[]>();
  for (const [chain, one] of shown) {
    const db = worldOf(worlds, scopeOf(chain));
    const entry = entryNow(
      isProcessChain(chain) ? accessChain(chain) : chain,
      readBody(what, one),
      by,
      await domainNow(db, chain),
    );
    byWorld.set(db, [...(byWorld.get(db) ?? []), entry]);
  }
  for (const [db, entries] of byWorld) await note(db, entries);
}

const readBody = (what: string, { persons, texts, documents }: Shown) =>
  ({ type: 'personalDataRead', what, persons: persons.size, texts: texts.size, documents: [...documents].toSorted() }) as const;
