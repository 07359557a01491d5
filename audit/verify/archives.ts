import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import { addMs, instantOfMs } from '#core/calendar/instant.ts';
import { accessChain } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { fieldsOf } from '../../infra/db/copyOut.ts';
import { inChain } from '../../infra/db/scope.ts';
import type { Snapshot } from '../../infra/db/snapshot.ts';
import type { Finder } from './finding.ts';
import { type Scope, writtenScope } from './scope.ts';

/** A part of the second record, as the chain says that it began. */
export interface Run {
  runId: string;
  /** Of the entry that says so. */
  version: number;
  /** On the real clock. */
  startedAt: Instant;
}

export interface CheckedArchives {
  checked: number;
  /** Put away before there were entries that say so: only their own checksum vouches for them. */
  withoutEntry: number;
}

/** What has ended is put away within minutes; where nothing ran meanwhile, when it next does. */
const GRACE_MS = 7 * 24 * 3_600_000;

const archiveSelect = (scope: Scope): string => `
  select archive.chain, archive.run_id, archive.events, archive.sha256, archive.history,
    (select string_agg(concat(event.event -> 'body' ->> 'sha256', ' ', event.event -> 'body' ->> 'events'), ',') from event
      where event.rehearsal = archive.rehearsal and event.chain = archive.chain || '/access' and event.type = 'runArchived'
        and event.event -> 'body' ->> 'runId' = archive.run_id),
    exists (select from event where event.rehearsal = archive.rehearsal and event.chain = archive.chain and event.type = 'runStarted'
        and event.event -> 'body' ->> 'runId' = archive.run_id)
  from archive where ${writtenScope(scope, 'archive')} order by archive.chain, archive.run_id`;

/** Every kept copy of the second record is whole, and is the one that was put away. */
export async function checkArchives({ copy }: Snapshot, scope: Scope, finder: Finder): Promise<CheckedArchives> {
  const counted = { checked: 0, withoutEntry: 0 };
  await copy(archiveSelect(scope), (row) => {
    const [chain, runId, events, sha256, history, entries, isKnown] = fieldsOf(row);
    counted.checked += 1;
    if (entries == null) counted.withoutEntry += 1;
    const place = { chain: chain?.toString() ?? '', item: runId?.toString() ?? '' };
    checkArchive(
      place,
      {
        events: events?.readInt32BE() ?? -1,
        sha256: sha256?.toString() ?? '',
        history: history ?? Buffer.alloc(0),
        entries: entries?.toString().split(',') ?? [],
        isKnown: isKnown?.[0] === 1,
      },
      finder,
    );
  });
  return counted;
}

interface Archive {
  events: number;
  sha256: string;
  history: Buffer;
  /** What was recorded when it was put away: SHA-256 and number of events. */
  entries: string[];
  /** Whether the chain says that this part began. */
  isKnown: boolean;
}

function checkArchive(
  place: { chain: string; item: string },
  { events, sha256, history, entries, isKnown }: Archive,
  { find }: Finder,
): void {
  if (!isKnown) find('archives', 'archiveOfNothing', place);
  const computed = createHash('sha256').update(history).digest('hex');
  if (computed !== sha256) {
    find('archives', 'archiveChanged', place, { noted: sha256, computed });
    return;
  }
  const recorded = entries[0] ?? '';
  if (entries.length > 0 && !entries.includes(`${computed} ${events}`)) {
    find('archives', 'archiveNotAsRecorded', place, { recorded, found: `${computed} ${events}` });
    return;
  }
  const counted = eventsIn(history);
  if (counted === null) find('archives', 'archiveUnreadable', place);
  else if (counted !== events) find('archives', 'archiveCount', place, { noted: events, counted });
}

/** Null for what cannot be unpacked and read. */
function eventsIn(history: Buffer): number | null {
  try {
    const told = JSON.parse(gunzipSync(history).toString()) as { events?: unknown };
    return Array.isArray(told.events) ? told.events.length : null;
  } catch {
    return null; // whoever asks says so
  }
}

/** Each part that has ended is put away: all but the newest of a process that goes on. Answers with how many wait for it. */
export async function checkRuns(
  db: Db,
  { chain, runs, isClosed }: { chain: string; runs: readonly Run[]; isClosed: boolean },
  { find }: Finder,
): Promise<number> {
  const ended = isClosed ? runs : runs.slice(0, -1);
  if (ended.length === 0) return 0;
  const kept = await db.selectFrom('archive').select('runId').where(inChain(chain)).execute();
  const known = new Set(kept.map(({ runId }) => runId));
  const missing = ended.filter(({ runId }) => !known.has(runId));
  if (missing.length === 0) return 0;
  const putAway = await runsPutAway(db, chain);
  const newest = runs.at(-1)?.startedAt ?? '';
  const isFresh = addMs(newest, GRACE_MS) > instantOfMs(Date.now());
  let waiting = 0;
  for (const { runId, version } of missing) {
    const place = { chain, version, item: runId };
    if (putAway.has(runId)) find('archives', 'archiveRemoved', place);
    else if (isFresh) waiting += 1;
    else find('archives', 'archiveMissing', place);
  }
  return waiting;
}

async function runsPutAway(db: Db, chain: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('event')
    .select(sql<string>`event.event -> 'body' ->> 'runId'`.as('runId'))
    .where(inChain(accessChain(chain)))
    .where('type', '=', 'runArchived')
    .execute();
  return new Set(rows.map(({ runId }) => runId));
}
