import type { TextRef } from '#core/act/envelope.ts';
import { textRefsIn } from '#core/around/decided.ts';
import type { Db } from '../connect.ts';
import { handedOut } from './shown.ts';

/** Texts by text id; erased ones are left out. */
export function resolveTexts(db: Db, scope: string, refs: readonly TextRef[]): Promise<Record<string, string>> {
  return resolveTextIds(
    db,
    scope,
    refs.map(({ textId }) => textId),
  );
}

/** The same by the texts' ids alone. */
export async function resolveTextIds(db: Db, scope: string, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const wanted = [...new Set(ids)];
  const rows = await db
    .selectFrom('text')
    .select(['textId', 'text'])
    .where('rehearsal', '=', scope)
    .where('textId', 'in', wanted)
    .execute();
  handedOut(
    'texts',
    { scope },
    rows.map(({ textId }) => textId),
  );
  return Object.fromEntries(rows.map(({ textId, text }) => [textId, text]));
}

/** What the texts that a value refers to say; null for one that has been erased. */
export async function readTexts(db: Db, scope: string, value: unknown): Promise<(ref: TextRef) => string | null> {
  const texts = await resolveTexts(db, scope, textRefsIn(value));
  return ({ textId }) => texts[textId] ?? null;
}
