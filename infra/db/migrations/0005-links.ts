import { type Kysely, sql } from 'kysely';

// What may be opened without an account is in the live schema alone: in a rehearsal nobody but its script acts. Of a token only its
// SHA-256 is kept.
const opened = [
  `create table live.link (
     id uuid primary key default gen_random_uuid(),
     token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
     family uuid not null,
     parent uuid,
     chain text not null,
     organisation text not null,
     deadline text not null,
     commands text[] not null check (cardinality(commands) > 0),
     recipient text not null,
     mail_id uuid,
     created_at timestamptz(3) not null,
     expires_at timestamptz(3) not null,
     revoked_at timestamptz(3),
     revoked_by text,
     revoked_because text)`,
  'create index link_of_family on live.link (family)',
  'create index link_of_task on live.link (chain, deadline)',
  'create index link_of_mail on live.link (mail_id) where mail_id is not null',
  // Who passed a link on, or submitted by it, as they said themselves: a person is erased with these rows and theirs in "person".
  `create table live.stated (
     id uuid primary key default gen_random_uuid(),
     link uuid not null,
     family uuid not null,
     act text not null check (act in ('submitted', 'passedOn')),
     person text not null,
     role text not null,
     registration_number text,
     email text,
     chain text not null,
     organisation text not null,
     deadline text not null,
     command text,
     documents text[] not null,
     passed_to text,
     stated_at timestamptz(3) not null,
     version integer,
     hash text)`,
  'create index stated_by_family on live.stated (family)',
  'create index stated_by_number on live.stated (lower(registration_number)) where registration_number is not null',
  `create table live.calendar_feed (
     id uuid primary key default gen_random_uuid(),
     token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
     recipient text not null,
     created_at timestamptz(3) not null,
     revoked_at timestamptz(3))`,
];

const CALENDAR_ENTRY = `
  rehearsal text not null,
  recipient text not null,
  chain text not null,
  deadline text not null,
  due_on date not null,
  sequence integer not null check (sequence >= 0),
  cancelled boolean not null,
  primary key (rehearsal, recipient, chain, deadline)`;

const JUDGEMENT = `
  rehearsal text not null,
  id uuid not null default gen_random_uuid(),
  mail_id uuid not null,
  judged text not null check (judged in ('resend', 'accept', 'bounced')),
  person text not null,
  reason text not null,
  judged_at timestamptz(3) not null,
  primary key (rehearsal, id)`;

const inBoth = (schema: string): string[] => {
  const rest = schema === 'live' ? ", check (rehearsal = ''))" : ') partition by list (rehearsal)';
  return [
    `create table ${schema}.calendar_entry (${CALENDAR_ENTRY}${rest}`,
    `create table ${schema}.judgement (${JUDGEMENT}${rest}`,
    `alter table ${schema}.mail add column calendar text, add column calendar_cancelled text`,
    // A notice of a link: that it was passed on, or what was submitted by it.
    `alter table ${schema}.notice
       add column link uuid,
       add column tells uuid,
       drop constraint notice_kind_check,
       add constraint notice_kind_check check (kind in ('reminder', 'event', 'failure', 'link')),
       add constraint notice_link_check check ((kind = 'link') = (tells is not null))`,
    `create unique index notice_of_link on ${schema}.notice (rehearsal, tells, recipient) where kind = 'link'`,
  ];
};

/** Links that open a task without an account, what was stated by them, calendars, and what a person judged of a mail. */
export const links = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const schema of ['live', 'rehearsal']) {
      for (const statement of inBoth(schema)) await sql.raw(statement).execute(db);
    }
    for (const statement of opened) await sql.raw(statement).execute(db);
    // Rehearsals that exist have partitions of the tables there were.
    await sql.raw(PARTITIONS).execute(db);
  },
};

const PARTITIONS = `
do $$
declare one text; entry text;
begin
  for one in select id from rehearsal.rehearsal loop
    foreach entry in array array['calendar_entry', 'judgement'] loop
      execute format('create table rehearsal.%I partition of rehearsal.%I for values in (%L)', entry || '_' || lower(one), entry, one);
    end loop;
  end loop;
end $$`;
