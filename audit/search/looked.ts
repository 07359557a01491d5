import type { Db } from '../../infra/db/connect.ts';
import { sql } from 'kysely';

/** Names and texts of one world, by id, as far as they are there still. However many: a list may be long. */
export interface Looked {
  people: Record<string, string>;
  texts: Record<string, string>;
}

export async function lookUp(db: Db, scope: string, persons: readonly string[], texts: readonly string[]): Promise<Looked> {
  const [named, written] = await Promise.all([
    sql<{ id: string; name: string }>`
      select id, name from person where rehearsal = ${scope} and id = any(${[...new Set(persons)]}::text[])`.execute(db),
    sql<{ textId: string; text: string }>`
      select text_id, text from text where rehearsal = ${scope} and text_id = any(${[...new Set(texts)]}::text[])`.execute(db),
  ]);
  return {
    people: Object.fromEntries(named.rows.map(({ id, name }) => [id, name])),
    texts: Object.fromEntries(written.rows.map(({ textId, text }) => [textId, text])),
  };
}
