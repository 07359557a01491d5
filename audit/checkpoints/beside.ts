import { sql } from 'kysely';
import { systemChain } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { worldOfCheckpoint } from '../../infra/db/checkpoints.ts';
import { type Finding, found } from './findings.ts';

/** Clocks of several machines differ, and a transaction takes its time. */
const GRACE = '1 hour';

/** What the rest of the database says of one world's checkpoints and of the keys, where the checkpoints themselves are in order. */
export async function besideFindings(db: Db, rehearsal: string): Promise<Finding[]> {
  return [
    ...(await keysAgainstEntries(db)),
    ...(await lostCheckpoints(db, rehearsal)),
    ...(await changedRows(db, rehearsal)),
    ...(await putInAfterwards(db, rehearsal)),
  ];
}

/** Every key was introduced by an entry of the live world, and every entry's key is there. Keys that were put in or exchanged have none. */
async function keysAgainstEntries(db: Db): Promise<Finding[]> {
  const { rows } = await sql<{ id: string; isThere: boolean; isTold: boolean }>`
    with told as (
      select event -> 'body' as body from live.event where rehearsal = '' and chain = ${systemChain('')} and type = 'keyIntroduced'
      union all
      select entry::jsonb -> 'body' from live.around where rehearsal = '' and entry -> 'body' ->> 'type' = 'keyIntroduced')
    select coalesce(key.id, told.body ->> 'key') as id, key.id is not null as is_there, told.body is not null as is_told
    from meta.signing_key key full join told on told.body ->> 'key' = key.id
    where key.id is null or told.body is null or key.endorsed_by is distinct from told.body ->> 'endorsedBy'
    order by id`.execute(db);
  return rows.map(({ id, isThere }) => found(isThere ? 'keyNotIntroduced' : 'keyMissing', { item: id }));
}

/** Those that are said to have been written outside the database, and are not in it. */
async function lostCheckpoints(db: Db, rehearsal: string): Promise<Finding[]> {
  const world = worldOfCheckpoint(rehearsal);
  const { rows } = await sql<{ newest: number; upTo: number }>`
    select newest, up_to from
      (select coalesce(max(number), 0) as newest from checkpoint where rehearsal = ${rehearsal}) as here,
      (select max(up_to) as up_to from meta.checkpoint_copy where world = ${world}) as outside
    where up_to > newest`.execute(db);
  return rows.map(({ newest, upTo }) => found('checkpointMissing', { checkpoint: newest + 1 }, { world, outside: upTo }));
}

/** What queries read beside the signed text is what that says. */
async function changedRows(db: Db, rehearsal: string): Promise<Finding[]> {
  const { rows } = await sql<{ number: number }>`
    select number from checkpoint
    where rehearsal = ${rehearsal} and case when pg_input_is_valid(signed, 'jsonb')
      then signed::jsonb ->> 'key' is distinct from key or (signed::jsonb ->> 'at')::timestamptz is distinct from at end
    order by number`.execute(db);
  return rows.map(({ number }) => found('checkpointRowChanged', { checkpoint: number }));
}

/** What says that it was written before a checkpoint that does not have it. Each chain's first. */
async function putInAfterwards(db: Db, rehearsal: string): Promise<Finding[]> {
  const { rows } = await sql<{ chain: string; version: number; wallTime: string; number: number; at: string }>`
    with signed as (select number, at from checkpoint where rehearsal = ${rehearsal}),
    ends as (
      select chain, number, version from checkpoint_head where rehearsal = ${rehearsal}
      union all
      select chain, (select max(number) + 1 from signed), head_version from chain where rehearsal = ${rehearsal}),
    stretches as (
      select chain, number, version as upto, lag(version, 1, 0) over (partition by chain order by number) as after from ends)
    select distinct on (stretches.chain) stretches.chain, event.version, event.wall_time, signed.number, signed.at
    from stretches
    join signed on signed.number = stretches.number - 1
    -- Each stretch by itself along the key: joined as a whole, a long chain would be gone over once for each of its checkpoints.
    cross join lateral (
      select version, wall_time from event
      where event.rehearsal = ${rehearsal} and event.chain = stretches.chain
        and event.version > stretches.after and event.version <= stretches.upto
        and event.wall_time < signed.at - ${GRACE}::interval
      order by event.version limit 1) event
    order by stretches.chain, event.version`.execute(db);
  return rows.map(({ chain, version, wallTime, number, at }) =>
    found('putInAfterwards', { chain, version, checkpoint: number }, { written: wallTime, signed: at }),
  );
}
