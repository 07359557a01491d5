import { type Kysely, sql } from 'kysely';
import { schemas } from './pieces.ts';

// An auditor searches across everything by whom and what events speak of. Every id, number, hash and code in what happened, by whom and on what
// is one word of one index, so that no kind of event has to be named here.
const MENTIONS = `
create function meta.event_mentions(event jsonb) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct mention), '{}')
  from (
    select value #>> '{}' as mention
    from jsonb_path_query(
      jsonb_build_array(event -> 'body', event -> 'doneBy', event -> 'recordedBy' -> 'person', event -> 'reason', event -> 'evidence'),
      'strict $.** ? (@.type() == "string")'
    ) as value
  ) as mentions
  where length(mention) between 1 and 200
$$`;

const indexes = (schema: string): string[] => [
  `create index event_by_mention on ${schema}.event using gin (meta.event_mentions(event))`,
  `create index event_by_done on ${schema}.event (rehearsal, done_on)`,
  `create index event_by_recorded on ${schema}.event (rehearsal, recorded_at, chain, version)`,
  `create index event_by_type on ${schema}.event (rehearsal, type)`,
];

/** Working papers of an auditor: no part of the record, and readable to nobody else. */
const QUESTION = `
create table live.audit_question (
  auditor text not null,
  name text not null check (name ~ '^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9-]{0,79}$'),
  question json not null,
  saved_at timestamptz(3) not null,
  primary key (auditor, name))`;

/** What is needed to search, and the questions that auditors keep. */
export const searching = {
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run(MENTIONS);
    for (const schema of schemas) for (const index of indexes(schema)) await run(index);
    await run(QUESTION);
  },
};
