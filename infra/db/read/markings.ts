import type { StoredEventOf } from '#core/act/event.ts';
import type { KeepingBody } from '#core/around/keeping.ts';
import { systemChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { keepingEntries } from './gone.ts';

type Marked = StoredEventOf<Extract<KeepingBody, { type: 'documentMarked' }>>;

/** The grounds that an organisation has marked files as secret on, by their SHA-256; the newest entry of each holds. */
export async function markingsOf(db: Db, scope: string, organisation: string): Promise<Map<string, string>> {
  const entries = (await keepingEntries(db, [systemChain(scope)], ['documentMarked'])) as Marked[];
  const markings = new Map<string, string>();
  for (const { body } of entries) {
    if (body.organisation !== organisation) continue;
    if (body.ground === null) markings.delete(body.sha256);
    else markings.set(body.sha256, body.ground);
  }
  return markings;
}
