import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import { checkpointPath, checkpointText, keyPath, keyText } from '../../seal/checkpointFile.ts';
import type { OutsidePlace } from '../../seal/outside/place.ts';
import { checkpointsOf, headsMovedAt, type StoredCheckpoint, worldOfCheckpoint } from '../checkpoints.ts';
import type { Db } from '../connect.ts';
import { databaseName, signingKeys } from '../signingKeys.ts';
import { type Worlds, worldOf } from '../worlds.ts';

/** How far one world's checkpoints have gone to one place. */
export interface CopyState {
  place: string;
  world: string;
  /** Every checkpoint up to this number is there. */
  upTo: number;
  writtenAt: Instant | null;
  /** Numbers under which another checkpoint was there already; ours lies beside it. */
  conflicts: number[];
  /** Why the newest attempt failed, and since when; null where it did not. */
  trouble: string | null;
  troubleSince: Instant | null;
}

/** What a round did. `trouble`: why it ended early; the next one goes on where it stopped. */
export interface Copied {
  written: number;
  conflicts: { world: string; number: number }[];
  trouble: string | null;
}

interface Unwritten {
  rehearsal: string;
  upTo: number;
}

/**
 * Writes every checkpoint that is not at the place yet, of all worlds, oldest first, and every public key. Nothing there is overwritten: where
 * another checkpoint has the number, as after a backup was restored, both are kept. A place that is away costs nothing but time. Never throws
 * for what the place does. `signal`: ends it between two checkpoints.
 */
export async function writeOutside(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  place: OutsidePlace,
  clock: () => Instant,
  signal?: AbortSignal,
): Promise<Copied> {
  const copied: Copied = { written: 0, conflicts: [], trouble: null };
  for (const one of await unwrittenOf(worlds, place)) {
    const world = worldOfCheckpoint(one.rehearsal);
    try {
      await copyKeys(worlds.live, place);
      for await (const checkpoint of checkpointsOf(worldOf(worlds, one.rehearsal), one.rehearsal, { after: one.upTo })) {
        if (signal?.aborted === true) return copied;
        const moved = await headsMovedAt(worldOf(worlds, one.rehearsal), one.rehearsal, checkpoint.number);
        const conflict = await put(place, checkpoint, checkpointText(checkpoint, moved));
        await noteWritten(worlds.live, { place, world, number: checkpoint.number, conflict, at: clock() });
        copied.written += 1;
        if (conflict) copied.conflicts.push({ world, number: checkpoint.number });
      }
    } catch (error) {
      copied.trouble = error instanceof Error ? reasonOf(error) : String(error);
      await noteTrouble(worlds.live, { place, world, trouble: copied.trouble, at: clock() });
      return copied;
    }
  }
  return copied;
}

/** Every world's, at one place. */
export async function copyStates(live: Db, place: string): Promise<CopyState[]> {
  const { rows } = await sql<CopyState>`
    select place, world, up_to, written_at, conflicts, trouble, trouble_since from meta.checkpoint_copy
    where place = ${place} order by world`.execute(live);
  return rows;
}

/** Worlds with checkpoints that the place does not have; the live one first. */
export async function unwrittenOf(
  { live, rehearsal }: Pick<Worlds, 'live' | 'rehearsal'>,
  { address }: Pick<OutsidePlace, 'address'>,
): Promise<Unwritten[]> {
  const upTo = new Map((await copyStates(live, address)).map((state) => [state.world, state.upTo]));
  const newest = async (db: Db): Promise<{ rehearsal: string; number: number }[]> =>
    db
      .selectFrom('checkpoint')
      .select(['rehearsal', ({ fn }) => fn.max('number').as('number')])
      .groupBy('rehearsal')
      .orderBy('rehearsal')
      .execute();
  return [...(await newest(live)), ...(await newest(rehearsal))].flatMap((one) => {
    const done = upTo.get(worldOfCheckpoint(one.rehearsal)) ?? 0;
    return done < one.number ? [{ rehearsal: one.rehearsal, upTo: done }] : [];
  });
}

/** True where another checkpoint was there: ours is written beside it. */
async function put(place: OutsidePlace, { signed }: StoredCheckpoint, text: string): Promise<boolean> {
  if ((await place.put(checkpointPath(signed), text)) !== 'other') return false;
  const beside = checkpointPath(signed, { instead: true });
  if ((await place.put(beside, text)) === 'other') throw new Error(`${beside} is there and holds something else`);
  return true;
}

async function copyKeys(live: Db, place: OutsidePlace): Promise<void> {
  const database = await databaseName(live);
  for (const key of await signingKeys(live)) {
    const path = keyPath(database, key.id);
    if ((await place.put(path, keyText(key))) === 'other') throw new Error(`${path} is there and holds another key`);
  }
}

interface Noted {
  place: OutsidePlace;
  world: string;
  at: Instant;
}

async function noteWritten(live: Db, noted: Noted & { number: number; conflict: boolean }): Promise<void> {
  const { place, world, number, conflict, at } = noted;
  await sql`
    insert into meta.checkpoint_copy as c (place, world, up_to, written_at, conflicts)
    values (${place.address}, ${world}, ${number}, ${at}, ${conflict ? [number] : []}::integer[])
    on conflict (place, world) do update
      set up_to = greatest(c.up_to, excluded.up_to), written_at = excluded.written_at, trouble = null, trouble_since = null,
        conflicts = case when c.conflicts @> excluded.conflicts then c.conflicts else c.conflicts || excluded.conflicts end`.execute(
    live,
  );
}

async function noteTrouble(live: Db, { place, world, trouble, at }: Noted & { trouble: string }): Promise<void> {
  await sql`
    insert into meta.checkpoint_copy as c (place, world, trouble, trouble_since)
    values (${place.address}, ${world}, ${trouble}, ${at})
    on conflict (place, world) do update
      set trouble = excluded.trouble, trouble_since = coalesce(c.trouble_since, excluded.trouble_since)`.execute(live);
}

/** `fetch` says only that it failed; why is in its cause. */
const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message;
