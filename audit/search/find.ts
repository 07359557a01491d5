import { type RawBuilder, sql } from 'kysely';
import type { StoredEventOf } from '#core/act/event.ts';
import type { AnyBody } from '#core/models.ts';
import type { Db } from '../../infra/db/connect.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';
import { type Cover, coveredRows } from '../mandates/cover.ts';
import { conditionsOf } from './conditions.ts';
import type { Filters } from './filters.ts';

export type AnyEvent = StoredEventOf<AnyBody>;

export interface Page {
  /** From 1. */
  page: number;
  size: number;
}

export interface Found {
  events: AnyEvent[];
  /** Of all pages together. */
  total: number;
}

/** As many as are handed out at once when all is asked for: more is narrowed down first. */
export const MOST_AT_ONCE = 100_000;

/** More was asked for than is handed out at once. */
export class TooMany extends Error {
  override name = 'TooMany';
}

/** What is recorded in one world that somebody may read and that fits, in the order of recording. `db` is connected to that world. */
export async function findEvents(db: Db, scope: string, cover: Cover, filters: Filters, { page, size }: Page): Promise<Found> {
  const where = sql.join([coveredRows(cover), ...(await conditionsOf(db, scope, filters))], sql` and `);
  // Notes are working papers and are read by their own rules.
  const { rows } = await sql<{ total: number; canonical: string | null; hash: string | null }>`
    with hit as materialized (
      select e.rehearsal, e.chain, e.version, e.recorded_at from event e where ${where} and e.type <> 'noted'
    ), page as (
      select * from hit order by recorded_at, chain, version limit ${size} offset ${(page - 1) * size}
    )
    select counted.total, found.canonical, found.hash
    from (select count(*) as total from hit) as counted
    left join (
      select event.canonical, event.hash, page.recorded_at, page.chain, page.version from page join event using (rehearsal, chain, version)
    ) as found on true
    order by found.recorded_at, found.chain, found.version`.execute(db);
  const events = rows.flatMap(({ canonical, hash }) =>
    canonical === null || hash === null ? [] : [storedEvent({ canonical, hash })],
  );
  return { events, total: rows[0]?.total ?? 0 };
}

/** All events of one world that somebody may read and that fit conditions on `event e`, in the order of recording. */
export async function eventsWhere(db: Db, cover: Cover, conditions: readonly RawBuilder<unknown>[]): Promise<AnyEvent[]> {
  const { rows } = await sql<{ canonical: string; hash: string }>`
    select e.canonical, e.hash from event e
    where ${sql.join([coveredRows(cover), ...conditions], sql` and `)} and e.type <> 'noted'
    order by e.recorded_at, e.chain, e.version limit ${MOST_AT_ONCE + 1}`.execute(db);
  if (rows.length > MOST_AT_ONCE) throw new TooMany();
  return rows.map(storedEvent);
}

/** The kinds of event that are recorded in a world, for whoever names one that is not. */
export async function recordedTypes(db: Db, scope: string): Promise<string[]> {
  const rows = await db.selectFrom('event').select('type').distinct().where('rehearsal', '=', scope).orderBy('type').execute();
  return rows.map(({ type }) => type);
}
