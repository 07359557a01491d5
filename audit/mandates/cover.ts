import { type RawBuilder, sql } from 'kysely';
import type { AroundEvent } from '#core/around/events.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { accessChain, isProcessChain, processOfAccess } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Mandate } from './mandate.ts';

/** What one mandate opens in one world. */
export interface Grant {
  /** Chains of processes; null: everything there is, what belongs to no process too. */
  processes: readonly string[] | null;
  /** Only what this organisation sees of a referral, and nothing of what happens around; null: what an auditor sees. */
  organisation: string | null;
  /** What was done or recorded from the first day through the last; null: without bound. */
  from: CivilDate | null;
  until: CivilDate | null;
}

/** Together what somebody may read in one world. Empty: nothing. */
export type Cover = readonly Grant[];

/** Of whoever runs the machine, and asks as nobody in particular. */
export const everything: Cover = [{ processes: null, organisation: null, from: null, until: null }];

/** What mandates open in one world. `scope`: the rehearsal's ULID, or ''. */
export async function coverOf(db: Db, scope: string, mandates: readonly Mandate[]): Promise<Cover> {
  return Promise.all(mandates.map((mandate) => grantOf(db, scope, mandate)));
}

async function grantOf(db: Db, scope: string, { over, from, until }: Mandate): Promise<Grant> {
  switch (over.kind) {
    case 'all':
      return { processes: null, organisation: null, from, until };
    case 'organisation':
      return { processes: await takingPart(db, scope, over.organisation), organisation: over.organisation, from, until };
    case 'process':
      return { processes: await belongingTo(db, scope, over.process), organisation: null, from, until };
  }
}

/** Processes that an organisation is part of: those whose text names it among who takes part. */
async function takingPart(db: Db, scope: string, organisation: string): Promise<string[]> {
  const { rows } = await sql<{ chain: string }>`
    select chain from process where rehearsal = ${scope} and exists (
      select from json_array_elements(state -> 'definition' -> 'organisations') as one where one ->> 'id' = ${organisation})
    order by chain`.execute(db);
  return rows.map(({ chain }) => chain);
}

/** The process itself; of a framework also its years and what else belongs to it. */
async function belongingTo(db: Db, scope: string, process: string): Promise<string[]> {
  const framework = process.startsWith('framework:') ? process.slice('framework:'.length) : null;
  const rows = await db
    .selectFrom('process')
    .select('chain')
    .where('rehearsal', '=', scope)
    .where((where) =>
      where.or([where('shortId', '=', process), ...(framework === null ? [] : [where('framework', '=', framework)])]),
    )
    .orderBy('chain')
    .execute();
  return rows.map(({ chain }) => chain);
}

type Dated = Pick<AroundEvent, 'chain' | 'doneOn'> & { recordedAt: Instant };

/** The grants that an event is read under. */
export const grantsOf = (cover: Cover, event: Dated): Grant[] =>
  cover.filter((grant) => opens(grant, event.chain) && isWithin(grant, event));

/** Whether anything of a chain may be read. */
export const isCovered = (cover: Cover, chain: string): boolean => cover.some((grant) => opens(grant, chain));

/** Whether all of a process may be read, of all time and as an auditor sees it: what is handed out or computed from the whole needs that. */
export const isWhollyCovered = (cover: Cover, chain: string): boolean =>
  cover.some((grant) => opens(grant, chain) && grant.organisation === null && grant.from === null && grant.until === null);

/** Whether a process may be read as an auditor sees it, and only of some time. */
export const isCoveredInTime = (cover: Cover, chain: string): boolean =>
  !isWhollyCovered(cover, chain) && cover.some((grant) => opens(grant, chain) && grant.organisation === null);

/**
 * Whether days lie in the time that is audited, for a process that is covered as an auditor sees it. All in one grant: what is told of the
 * time between two days is not opened by one that ends and another that begins there.
 */
export const coversDay = (cover: Cover, chain: string, ...days: readonly CivilDate[]): boolean =>
  cover.some((grant) => opens(grant, chain) && grant.organisation === null && days.every((day) => isInTime(grant, day)));

function opens({ processes, organisation }: Grant, chain: string): boolean {
  if (processes === null) return true;
  if (isProcessChain(chain)) return processes.includes(chain);
  const process = processOfAccess(chain);
  return process !== null && organisation === null && processes.includes(process);
}

const isWithin = (grant: Grant, { doneOn, recordedAt }: Dated): boolean =>
  isInTime(grant, doneOn) || isInTime(grant, civilDateOf(recordedAt));

const isInTime = ({ from, until }: Pick<Grant, 'from' | 'until'>, day: CivilDate): boolean =>
  (from === null || from <= day) && (until === null || day <= until);

/** The same for the database: which rows of `event e` may be read at all. */
export function coveredRows(cover: Cover): RawBuilder<boolean> {
  if (cover.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(cover.map(grantRows), sql` or `)})`;
}

function grantRows({ processes, organisation, from, until }: Grant): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [];
  if (processes !== null) {
    const chains = organisation === null ? [...processes, ...processes.map(accessChain)] : processes;
    parts.push(sql`e.chain = any(${chains})`);
  }
  // Another organisation's own handling of a referral is not this one's to read, nor to learn of by searching.
  if (organisation !== null)
    parts.push(sql`(not jsonb_exists(e.event -> 'body', 'stage') or e.event -> 'body' ->> 'organisation' = ${organisation})`);
  if (from !== null || until !== null) {
    const [first, last] = [from ?? '0001-01-01', until ?? '9999-12-31'];
    parts.push(
      sql`(e.done_on between ${first} and ${last} or (e.recorded_at at time zone 'Europe/Stockholm')::date between ${first} and ${last})`,
    );
  }
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` and `)})`;
}
