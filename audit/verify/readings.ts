import { sql } from 'kysely';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { sentWith } from '#core/documents.ts';
import type { AnyBody, AnyState, ProcessState } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Finder } from './finding.ts';
import { inScope, type Scope } from './scope.ts';

/** A file that an act made readable to an organisation, and the event that did. */
export interface Reading {
  sha256: string;
  organisation: string;
  version: number;
  at: Instant;
  wallTime: Instant;
  commandId: string;
}

type Row = Pick<Reading, 'sha256' | 'organisation' | 'version' | 'at'>;

/** What the events of one act made readable, by the rule that recording follows. `state` has all of them folded in. */
export function readingsOf(chain: string, state: AnyState, act: readonly StoredEventOf<AnyBody>[]): Reading[] {
  const matter = { kind: kindOf(chain), state } as ProcessState;
  return act.flatMap((event) => {
    const { version, recordedAt: at, wallTime, commandId } = event;
    const sent = sentWith(event, matter);
    return sent.flatMap(({ sha256, to }) =>
      to.map((organisation) => ({ sha256, organisation, version, at, wallTime, commandId })),
    );
  });
}

/** Holds who may read what was sent in some processes against what their events sent. Answers with how many rows that were. */
export async function checkReadings(
  db: Db,
  { rehearsal }: Scope,
  sent: ReadonlyMap<string, readonly Reading[]>,
  finder: Finder,
): Promise<number> {
  const rows = await db
    .selectFrom('documentAccess')
    // As text: a time that no calendar has, put in by whoever owns the database, is to be named and not to stop the work.
    .select(['chain', 'sha256', 'organisation', 'version'])
    .select(sql<Instant>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as('at'))
    .where('rehearsal', '=', rehearsal)
    .where('because', '=', 'sent')
    .where('chain', 'in', [...sent.keys()])
    .orderBy('chain')
    .orderBy('version')
    .orderBy('sha256')
    .orderBy('organisation')
    .execute();
  const since = await keptSince(db);
  const byChain = Map.groupBy(rows, ({ chain }) => chain);
  for (const [chain, readings] of sent) await compare(db, chain, byChain.get(chain) ?? [], readings, since, finder);
  return rows.length;
}

/** When it began to be kept who may read what: of what was recorded before, only what acts rested on was carried over, to the parties. */
async function keptSince(db: Db): Promise<Instant> {
  const { rows } = await sql<{ timestamp: Instant }>`select timestamp from meta.migration where name = '0006-rooms'`.execute(db);
  return rows[0]?.timestamp ?? '';
}

const keyOf = ({ sha256, organisation }: Row): string => `${sha256} ${organisation}`;

async function compare(
  db: Db,
  chain: string,
  rows: readonly Row[],
  readings: readonly Reading[],
  since: Instant,
  { find }: Finder,
): Promise<void> {
  const left = Map.groupBy(readings, keyOf);
  for (const row of rows) {
    const { sha256: item, organisation, version, at } = row;
    const meant = left.get(keyOf(row)) ?? [];
    left.delete(keyOf(row));
    const first = meant.find(({ wallTime }) => wallTime >= since);
    const able = meant.filter((one) => one === first || one.wallTime < since);
    if (able.some((one) => one.version === version && one.at === at) || (await cameAlong(db, row, readings))) continue;
    const place = { chain, version, item };
    const [should] = able;
    if (should === undefined) find('readModel', 'readingOfNothing', place, { organisation });
    else find('readModel', 'readingDiffers', place, { organisation, row: at, version: should.version, events: should.at });
  }
  for (const meant of left.values()) {
    const first = meant.find(({ wallTime }) => wallTime >= since);
    if (first === undefined) continue;
    const { sha256: item, organisation, version } = first;
    find('readModel', 'readingMissing', { chain, version, item }, { organisation });
  }
}

const BY_LINK = /^link:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * What was handed in by a link beside its first file is readable to whoever that was sent to. Which files they were, is in what was stated
 * by the link; where that has been erased, the event alone says that there can have been some.
 */
async function cameAlong(db: Db, { sha256, organisation, version, at }: Row, readings: readonly Reading[]): Promise<boolean> {
  const beside = readings.find((one) => one.version === version && one.organisation === organisation && one.at === at);
  const family = BY_LINK.exec(beside?.commandId ?? '')?.[1];
  if (family === undefined) return false;
  const { rows } = await sql<{ documents: string[] }>`
    select documents from live.stated where family = ${family} and act = 'submitted'`.execute(db);
  return rows.length === 0 || rows.some(({ documents }) => documents.includes(sha256));
}

/** Rows of what was sent by no process whose chain is there. */
export async function checkStrayReadings(db: Db, scope: Scope, limit: number, { find }: Finder): Promise<void> {
  const { rows } = await sql<{ chain: string; version: number; sha256: string; organisation: string }>`
    select chain, version, sha256, organisation from document_access where because = 'sent' and ${inScope(scope, 'document_access')}
      and (chain = 'system' or chain like '%:system' or chain like '%/access' or not exists (
        select from event where event.rehearsal = document_access.rehearsal and event.chain = document_access.chain))
    order by chain, version, sha256, organisation limit ${limit}`.execute(db);
  for (const { chain, version, sha256: item, organisation } of rows)
    find('readModel', 'readingOfNothing', { chain, version, item }, { organisation });
}

/** How many files are readable to whoever put them in their own room: that is no act of any process, and no event says it. */
export async function countOwn(db: Db, { rehearsal, chains }: Scope): Promise<number> {
  if (chains !== null) return 0;
  const { count } = await db
    .selectFrom('documentAccess')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('rehearsal', '=', rehearsal)
    .where('because', '=', 'owner')
    .executeTakeFirstOrThrow();
  return count;
}
