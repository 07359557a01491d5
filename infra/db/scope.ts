import { type Expression, type SqlBool, sql } from 'kysely';
import { rehearsalOf } from '#contracts/ids.ts';

/** The value of a row's `rehearsal`: the chain's rehearsal, '' outside rehearsals. */
export const scopeOf = (chain: string): string => rehearsalOf(chain) ?? '';

/** Picks one chain's rows, by the key that every such table begins with. */
export const inChain = (chain: string): Expression<SqlBool> => sql<SqlBool>`rehearsal = ${scopeOf(chain)} and chain = ${chain}`;
