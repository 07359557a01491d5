import { type Kysely, sql } from 'kysely';

// A mail that failed for good is itself something to tell somebody, and a mail that was put off is neither sent nor failed.
const statements = (schema: string): string[] => [
  `alter table ${schema}.notice
     add column failure_of uuid,
     drop constraint notice_kind_check,
     drop constraint notice_check,
     add constraint notice_kind_check check (kind in ('reminder', 'event', 'failure')),
     add constraint notice_reminder_check check (
       kind <> 'reminder' or (deadline is not null and due_on is not null and occasion is not null)),
     add constraint notice_failure_check check ((kind = 'failure') = (failure_of is not null))`,
  `create unique index notice_of_failure on ${schema}.notice (rehearsal, chain, failure_of, recipient) where kind = 'failure'`,
  `alter table ${schema}.mail
     add column maybe_received boolean not null default false,
     drop constraint mail_status_check,
     add constraint mail_status_check check (status in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'dropped'))`,
];

export const delivery = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const schema of ['live', 'rehearsal']) {
      for (const statement of statements(schema)) await sql.raw(statement).execute(db);
    }
  },
};
