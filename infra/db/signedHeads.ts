import { type RawBuilder, sql } from 'kysely';
import type { Head } from '../seal/checkpoint.ts';

/**
 * The newest head of each chain that was signed, as a table of chain, version and hash. `upTo`: as the checkpoint of that number covered them.
 * By the key from chain to chain, since heads are as many as chains have moved, and grow for ever.
 */
export const signedHeads = (rehearsal: string, upTo: number | null = null): RawBuilder<Head> => sql<Head>`(
  with recursive signed as (
    (select chain from checkpoint_head where rehearsal = ${rehearsal} order by chain limit 1)
    union all
    select (select next.chain from checkpoint_head next where next.rehearsal = ${rehearsal} and next.chain > signed.chain
      order by next.chain limit 1)
    from signed where signed.chain is not null)
  select signed.chain, newest.version, newest.hash from signed cross join lateral (
    select version, hash from checkpoint_head head where head.rehearsal = ${rehearsal} and head.chain = signed.chain
      and (${upTo}::integer is null or head.number <= ${upTo}::integer)
    order by head.number desc limit 1) newest)`;
