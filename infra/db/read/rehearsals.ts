import type { Selectable } from 'kysely';
import { addMs, type Instant } from '#core/calendar/instant.ts';
import type { Db } from '../connect.ts';
import type { RehearsalTable } from '../tables.ts';

export interface RehearsalSummary extends Selectable<RehearsalTable> {
  /** A rehearsal whose conductor has given no sign of life for half a minute is abandoned. */
  status: 'running' | 'finished' | 'abandoned';
}

const SILENCE_MS = 30_000;

/** Rehearsals, newest first. `now` is the real clock's; `db` is connected to the rehearsal schema. */
export async function rehearsals(db: Db, now: Instant): Promise<RehearsalSummary[]> {
  const rows = await db.selectFrom('rehearsal').selectAll().orderBy('id', 'desc').execute();
  return rows.map((row) => ({ ...row, status: statusOf(row, now) }));
}

function statusOf({ finishedAt, heartbeatAt }: Selectable<RehearsalTable>, now: Instant): RehearsalSummary['status'] {
  if (finishedAt !== null) return 'finished';
  return heartbeatAt < addMs(now, -SILENCE_MS) ? 'abandoned' : 'running';
}
