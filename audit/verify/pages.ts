import { sql } from 'kysely';
import type { Db } from '../../infra/db/connect.ts';
import { inScope, type Scope } from './scope.ts';

const PAGE = 1000;

export interface EventRow {
  chain: string;
  version: number;
  hash: string;
  canonical: string;
}

/** Every event in scope, chain by chain and each in order, a page at a time. */
export async function* eventPages(db: Db, scope: Scope): AsyncGenerator<EventRow[]> {
  let last: EventRow | null = null;
  for (;;) {
    const page: EventRow[] = await db
      .selectFrom('event')
      .select(['chain', 'version', 'hash', 'canonical'])
      .where(inScope(scope, 'event'))
      .$if(last !== null, (select) =>
        select.where(sql<boolean>`(chain, version) > (${last?.chain ?? ''}, ${last?.version ?? 0}::integer)`),
      )
      .orderBy('chain')
      .orderBy('version')
      .limit(PAGE)
      .execute();
    if (page.length > 0) yield page;
    last = page.at(-1) ?? null;
    if (last === null || page.length < PAGE) return;
  }
}
