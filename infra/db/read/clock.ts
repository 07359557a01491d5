import { addMs, type Instant } from '#core/calendar/instant.ts';
import type { Db } from '../connect.ts';
import { inChain } from '../scope.ts';

// What the minute clock and the conductor ask. `db` is connected to the world that they serve.

export interface Sleeper {
  chain: string;
  nextWakeAt: Instant;
  /** Nudges without effect so far. */
  nudges: number;
}

/** Processes that should have woken more than a grace ago, longest asleep first. */
export async function dueForNudge(db: Db, now: Instant, graceMs: number): Promise<Sleeper[]> {
  const rows = await db
    .selectFrom('process')
    .select(['chain', 'nextWakeAt', 'nudges'])
    .where('nextWakeAt', '<', addMs(now, -graceMs))
    .orderBy('nextWakeAt')
    .execute();
  return rows.flatMap(({ chain, nextWakeAt, nudges }) => (nextWakeAt === null ? [] : [{ chain, nextWakeAt, nudges }]));
}

/** Counts a nudge; whatever the process records next sets the count back to 0. Answers with the count. */
export async function countNudge(db: Db, chain: string): Promise<number> {
  const row = await db
    .updateTable('process')
    .set(({ eb }) => ({ nudges: eb('nudges', '+', 1) }))
    .where(inChain(chain))
    .returning('nudges')
    .executeTakeFirst();
  return row?.nudges ?? 0;
}

/** The earliest instant at which a notice that has not left yet may leave; null when none waits. */
export async function nextSendAfter(db: Db, rehearsal: string | null): Promise<Instant | null> {
  const row = await db
    .selectFrom('notice')
    .select(({ fn }) => fn.min('sendAfter').as('at'))
    .where('rehearsal', '=', rehearsal ?? '')
    .where('status', 'in', ['queued', 'claimed', 'sending'])
    .executeTakeFirst();
  return row?.at ?? null;
}

/** The earliest instant at which time brings something to a process; null when nothing is planned. */
export async function earliestWake(db: Db, rehearsal: string | null): Promise<Instant | null> {
  const row = await db
    .selectFrom('process')
    .select(({ fn }) => fn.min('nextWakeAt').as('at'))
    .where('rehearsal', '=', rehearsal ?? '')
    .executeTakeFirst();
  return row?.at ?? null;
}

/** The processes of a rehearsal that time brings something by `at`. */
export async function chainsDue(db: Db, rehearsal: string, at: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('process')
    .select('chain')
    .where('rehearsal', '=', rehearsal)
    .where('nextWakeAt', '<=', at)
    .execute();
  return rows.map((row) => row.chain);
}

/** The processes of a rehearsal whose workflows still run. */
export async function openChains(db: Db, rehearsal: string): Promise<string[]> {
  const rows = await db
    .selectFrom('process')
    .select('chain')
    .where('rehearsal', '=', rehearsal)
    .where('closedAt', 'is', null)
    .execute();
  return rows.map((row) => row.chain);
}

/** Messages between the processes of a rehearsal that are still on their way. */
export async function messagesOnTheirWay(db: Db, rehearsal: string): Promise<number> {
  const row = await db
    .selectFrom('process')
    .select(({ fn }) => fn.sum<string | null>('messages').as('messages'))
    .where('rehearsal', '=', rehearsal)
    .executeTakeFirst();
  return Number(row?.messages ?? 0);
}
