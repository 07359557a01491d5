import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db } from '../connect.ts';

/** What a person judged of a mail, and why. */
export interface JudgementEntry {
  judged: 'resend' | 'accept' | 'bounced';
  person: string;
  reason: string;
  judgedAt: Instant;
}

/** Oldest first. */
export async function judgementsOf(db: Db, rehearsal: string, mail: string): Promise<JudgementEntry[]> {
  const { rows } = await sql<JudgementEntry>`
    select judged, person, reason, judged_at from judgement
    where rehearsal = ${rehearsal} and mail_id = ${mail}::uuid order by judged_at, id`.execute(db);
  return rows;
}
