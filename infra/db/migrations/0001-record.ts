import { type Kysely, sql } from 'kysely';

// Both worlds have the same tables. In `rehearsal` each is partitioned by rehearsal, so that a rehearsal can be dropped whole; therefore
// every key begins with it, and there are no foreign keys, which would bind the partitions of one table to those of another.

const EVENT = `
  rehearsal text not null,
  chain text not null,
  version integer not null check (version > 0),
  hash text not null check (hash = encode(sha256(decode(previous_hash, 'hex') || convert_to(canonical, 'UTF8')), 'hex')),
  previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
  type text not null,
  done_on date not null,
  recorded_at timestamptz(3) not null,
  wall_time timestamptz(3) not null,
  command_id text not null check (length(command_id) between 1 and 200),
  canonical text not null,
  event jsonb not null generated always as (canonical::jsonb) stored,
  primary key (rehearsal, chain, version)`;

const CHAIN = `
  rehearsal text not null,
  chain text not null,
  head_version integer not null,
  head_hash text not null,
  primary key (rehearsal, chain)`;

const COMMAND = `
  rehearsal text not null,
  chain text not null,
  command_id text not null,
  body_hash text,
  actor text,
  version integer not null,
  hash text not null,
  primary key (rehearsal, chain, command_id)`;

const AGREEMENT = `
  rehearsal text not null,
  chain text not null,
  short_id text not null,
  framework text not null,
  year integer not null,
  title text not null,
  phase text not null,
  valid_from date,
  valid_until date,
  version integer not null,
  next_wake_at timestamptz(3),
  nudges integer not null default 0,
  state json not null,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  primary key (rehearsal, chain)`;

const PHASE_SPAN = `
  rehearsal text not null,
  chain text not null,
  position integer not null,
  phase text not null,
  from_on date not null,
  to_on date,
  recorded_at timestamptz(3) not null,
  primary key (rehearsal, chain, position)`;

const DEADLINE = `
  rehearsal text not null,
  chain text not null,
  id text not null,
  kind text not null,
  title text not null,
  due_on date not null,
  mode text not null,
  met_by text not null,
  plan text not null,
  status text not null,
  done_on date,
  accepted boolean not null,
  measure text,
  debtor text not null,
  creditor text not null,
  handler text,
  source text not null,
  primary key (rehearsal, chain, id)`;

const NOTICE = `
  rehearsal text not null,
  id uuid not null default gen_random_uuid(),
  chain text not null,
  kind text not null check (kind in ('reminder', 'event')),
  about text not null,
  deadline text,
  due_on date,
  occasion integer,
  occasions integer[] not null,
  caused_by integer not null,
  recipient text not null,
  send_after timestamptz(3) not null,
  formal boolean not null,
  status text not null default 'queued' check (status in ('queued', 'claimed', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
  lease_owner text,
  lease_until timestamptz(3),
  attempts integer not null default 0,
  retry_after timestamptz(3),
  mail_id uuid,
  reason text,
  primary key (rehearsal, id),
  check (kind = 'event' or (deadline is not null and due_on is not null and occasion is not null))`;

const MAIL = `
  rehearsal text not null,
  id uuid not null default gen_random_uuid(),
  recipient text not null,
  morning date not null,
  send_after timestamptz(3) not null,
  to_address text not null,
  subject text not null,
  text text not null,
  html text not null,
  message_id text not null,
  status text not null check (status in ('sending', 'sent', 'failed', 'unknown')),
  attempts integer not null default 0,
  first_attempt_at timestamptz(3),
  sent_at timestamptz(3),
  smtp_response text,
  primary key (rehearsal, id),
  unique (rehearsal, message_id)`;

const ORGANISATION = `
  rehearsal text not null,
  id text not null,
  title text not null,
  registrar_name text,
  registrar_email text not null,
  primary key (rehearsal, id)`;

const PERSON = `
  rehearsal text not null,
  id text not null,
  organisation text not null,
  name text not null,
  email text not null,
  primary key (rehearsal, id)`;

const TEXT = `
  rehearsal text not null,
  text_id text not null,
  salt bytea not null check (length(salt) = 32),
  text text not null,
  primary key (rehearsal, text_id)`;

const DOCUMENT = `
  rehearsal text not null,
  sha256 text not null check (sha256 = encode(sha256(content), 'hex')),
  name text not null,
  media_type text not null,
  size_bytes bigint not null check (size_bytes = length(content)),
  content bytea not null,
  primary key (rehearsal, sha256)`;

const ARCHIVE = `
  rehearsal text not null,
  chain text not null,
  run_id text not null,
  history bytea not null,
  events integer not null,
  bytes bigint not null,
  sha256 text not null,
  archived_at timestamptz(3) not null,
  primary key (rehearsal, chain, run_id)`;

const tables = {
  chain: CHAIN,
  event: EVENT,
  command: COMMAND,
  agreement: AGREEMENT,
  phase_span: PHASE_SPAN,
  deadline: DEADLINE,
  notice: NOTICE,
  mail: MAIL,
  organisation: ORGANISATION,
  person: PERSON,
  text: TEXT,
  document: DOCUMENT,
  archive: ARCHIVE,
};

const indexes = [
  "unique index notice_of_reminder on %.notice (rehearsal, chain, deadline, due_on, occasion, recipient) where kind = 'reminder'",
  "unique index notice_of_event on %.notice (rehearsal, chain, caused_by, recipient) where kind = 'event'",
  "index notice_unsent on %.notice (rehearsal, send_after) where status in ('queued', 'claimed', 'sending')",
  'index notice_of_mail on %.notice (rehearsal, mail_id) where mail_id is not null',
  'index agreement_by_wake on %.agreement (rehearsal, next_wake_at) where next_wake_at is not null',
  'index agreement_by_short_id on %.agreement (short_id)',
  "index deadline_open on %.deadline (rehearsal, due_on) where status = 'open'",
];

const META = `
create table meta.database_kind (
  kind text not null check (kind in ('standard', 'test')),
  only_row boolean primary key default true check (only_row)
);
create function meta.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only: % refused', tg_table_schema, tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on meta.database_kind for each row execute function meta.refuse_change();
create trigger append_only_truncate before truncate on meta.database_kind for each statement execute function meta.refuse_change();`;

const REHEARSALS = `
create table rehearsal.rehearsal (
  id text primary key check (id ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
  title text not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  heartbeat_at timestamptz(3) not null,
  conductor_host text not null,
  conductor_pid integer not null,
  outcome text check (outcome in ('asWritten', 'deviated', 'failed')),
  virtual_from date,
  virtual_to date,
  result json
);`;

const appendOnly = (schema: string) => `
create trigger append_only before update or delete on ${schema}.event for each row execute function meta.refuse_change();
create trigger append_only_truncate before truncate on ${schema}.event for each statement execute function meta.refuse_change();`;

/** The record, the read model, the outbox, people and texts, in both worlds; and the kind that this database is for ever. */
export const record = (kind: 'standard' | 'test') => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const run = (statement: string) => sql.raw(statement).execute(db);
    await run(META);
    await sql`insert into meta.database_kind (kind) values (${kind})`.execute(db);
    for (const schema of ['live', 'rehearsal']) {
      await run(`create schema ${schema}`);
      for (const [name, columns] of Object.entries(tables)) {
        const rest = schema === 'live' ? ", check (rehearsal = ''))" : ') partition by list (rehearsal)';
        await run(`create table ${schema}.${name} (${columns}${rest}`);
      }
      for (const index of indexes) await run(`create ${index.replace('%', schema)}`);
      await run(appendOnly(schema));
    }
    await run(REHEARSALS);
  },
});
