import type { TextRef } from '#core/act/envelope.ts';
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

/** Every reference to a text, wherever in a value it stands: a new kind of event is covered without being named here. */
export function textsIn(value: unknown): TextRef[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { textId, commitment } = value as Partial<TextRef>;
  if (typeof textId === 'string' && typeof commitment === 'string') return [{ textId, commitment }];
  return Object.values(value).flatMap(textsIn);
}

/** What the texts that a value refers to say; null for one that has been erased. */
export async function readTexts(db: Db, scope: string, value: unknown): Promise<(ref: TextRef) => string | null> {
  const texts = await resolveTexts(db, scope, textsIn(value));
  return ({ textId }) => texts[textId] ?? null;
}
