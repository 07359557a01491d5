import type { StoredEventOf } from '#core/act/event.ts';
import type { KeepingBody } from '#core/around/keeping.ts';
import { systemChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { keepingEntries } from './gone.ts';

type Marked = StoredEventOf<Extract<KeepingBody, { type: 'documentMarked' }>>;

/** What each organisation has marked, on which ground, by the files' SHA-256. */
async function allMarkings(db: Db, scope: string): Promise<Map<string, Map<string, string>>> {
  const entries = (await keepingEntries(db, [systemChain(scope)], ['documentMarked'])) as Marked[];
  const all = new Map<string, Map<string, string>>();
  for (const { body } of entries) {
    const own = all.get(body.sha256) ?? new Map<string, string>();
    if (body.ground === null) own.delete(body.organisation);
    else own.set(body.organisation, body.ground);
    all.set(body.sha256, own);
  }
  return all;
}

/** The grounds that anybody has marked files as secret on, by the files' SHA-256. `organisation`: only its own markings. */
export async function groundsOf(
  db: Db,
  scope: string,
  files: readonly string[],
  organisation: string | null = null,
): Promise<Map<string, string[]>> {
  if (files.length === 0) return new Map();
  const all = await allMarkings(db, scope);
  const grounds = files.map((sha256): [string, string[]] => {
    const own = [...(all.get(sha256) ?? [])].filter(([by]) => organisation === null || by === organisation);
    return [sha256, [...new Set(own.map(([, ground]) => ground))]];
  });
  return new Map(grounds.filter(([, found]) => found.length > 0));
}

/** The grounds that an organisation has marked files as secret on, by their SHA-256; the newest entry of each holds. */
export async function markingsOf(db: Db, scope: string, organisation: string): Promise<Map<string, string>> {
  const all = await allMarkings(db, scope);
  return new Map(
    [...all].flatMap(([sha256, by]): [string, string][] => {
      const ground = by.get(organisation);
      return ground === undefined ? [] : [[sha256, ground]];
    }),
  );
}
