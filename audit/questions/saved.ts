import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db } from '../../infra/db/connect.ts';
import type { Filters } from '../search/filters.ts';

/** What an auditor keeps to ask again: a search, or a question that comes along with a number of their own. */
export type Question = { kind: 'search'; filters: Filters } | { kind: 'ready'; question: string; number: number | null };

export interface SavedQuestion {
  name: string;
  question: Question;
  savedAt: Instant;
}

/** What a saved question may be called: letters, digits and hyphens. */
export const QUESTION_NAME = /^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9-]{0,79}$/;

/** Questions belong to their auditor alone. `live` is connected to the live world, whatever world they are asked in. One of the same name is replaced. */
export async function saveQuestion(live: Db, auditor: string, { name, question, savedAt }: SavedQuestion): Promise<void> {
  await sql`
    insert into live.audit_question (auditor, name, question, saved_at)
    values (${auditor}, ${name}, ${JSON.stringify(question)}, ${savedAt})
    on conflict (auditor, name) do update set question = excluded.question, saved_at = excluded.saved_at`.execute(live);
}

export async function savedQuestions(live: Db, auditor: string): Promise<SavedQuestion[]> {
  const { rows } = await sql<SavedQuestion>`
    select name, question, saved_at from live.audit_question where auditor = ${auditor} order by name`.execute(live);
  return rows;
}

/** Whether there was one. */
export async function forgetQuestion(live: Db, auditor: string, name: string): Promise<boolean> {
  const { rows } = await sql`
    delete from live.audit_question where auditor = ${auditor} and name = ${name} returning name`.execute(live);
  return rows.length > 0;
}
