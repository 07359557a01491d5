import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db } from '../connect.ts';
import type { RehearsalTable } from '../tables.ts';

export { createRehearsal, pruneRehearsals } from '../partitions.ts';

/** The conductor's sign of life, on the real clock. */
export async function beatRehearsal(db: Db, id: string, at: Instant): Promise<void> {
  await db.updateTable('rehearsal').set({ heartbeatAt: at }).where('id', '=', id).execute();
}

export interface RehearsalEnd {
  finishedAt: Instant;
  outcome: NonNullable<RehearsalTable['outcome']>;
  virtualFrom: CivilDate;
  virtualTo: CivilDate;
  /** What the rehearsal printed for machines. */
  result: object;
}

export async function finishRehearsal(db: Db, id: string, end: RehearsalEnd): Promise<void> {
  const ended = { ...end, heartbeatAt: end.finishedAt, result: JSON.stringify(end.result) };
  await db.updateTable('rehearsal').set(ended).where('id', '=', id).execute();
}
