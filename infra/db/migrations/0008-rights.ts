import { type Kysely, sql } from 'kysely';
import { PROGRAM_ROLE } from '../programRole.ts';

// The program works under a role that owns nothing: it adds to the record and cannot take from it, and it makes and drops no table. What it
// needs of that kind, a rehearsal's partitions, it asks of functions that belong to the owner and reach no further.

const ROLE = `
do $$
begin
  if not exists (select from pg_roles where rolname = '${PROGRAM_ROLE}') then
    create role ${PROGRAM_ROLE} nologin;
  end if;
exception
  -- Roles belong to the whole server: another database's migration may have made it just now.
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'The database user % may not create the role ${PROGRAM_ROLE}. Have a user who may run: create role ${PROGRAM_ROLE} nologin; grant ${PROGRAM_ROLE} to %;', current_user, current_user
      using errcode = 'insufficient_privilege';
end $$`;

const MEMBERSHIP = `
do $$
begin
  if not pg_has_role(current_user, '${PROGRAM_ROLE}', 'member') then
    execute format('grant ${PROGRAM_ROLE} to %I', current_user);
  end if;
end $$`;

/** Of what is only added to. */
const ADDED_TO = ['event', 'archive', 'checkpoint', 'checkpoint_head', 'command'];

const rightsIn = (schema: string): string[] => [
  `grant usage on schema ${schema} to ${PROGRAM_ROLE}`,
  `grant select, insert, update, delete on all tables in schema ${schema} to ${PROGRAM_ROLE}`,
  `alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${PROGRAM_ROLE}`,
  ...ADDED_TO.map((table) => `revoke update, delete on ${schema}.${table} from ${PROGRAM_ROLE}`),
  // A chain's head moves; which chain it is does not.
  `revoke update, delete on ${schema}.chain from ${PROGRAM_ROLE}`,
  `grant update (head_version, head_hash) on ${schema}.chain to ${PROGRAM_ROLE}`,
];

const ofMeta = [
  `grant usage on schema meta to ${PROGRAM_ROLE}`,
  `grant select on all tables in schema meta to ${PROGRAM_ROLE}`,
  `grant insert on meta.secret, meta.signing_key to ${PROGRAM_ROLE}`,
  `grant usage on all sequences in schema meta to ${PROGRAM_ROLE}`,
];

/** A chain's head never goes back, and a chain is never forgotten. */
const forwardOnly = (schema: string): string[] => [
  `create trigger forward_only before update on ${schema}.chain for each row execute function meta.refuse_going_back()`,
  `create trigger append_only before delete on ${schema}.chain for each row execute function meta.refuse_change()`,
  `create trigger append_only_truncate before truncate on ${schema}.chain for each statement execute function meta.refuse_change()`,
  `create trigger append_only before update or delete on ${schema}.command for each row execute function meta.refuse_change()`,
  `create trigger append_only_truncate before truncate on ${schema}.command for each statement execute function meta.refuse_change()`,
];

const REFUSE_GOING_BACK = `
create function meta.refuse_going_back() returns trigger language plpgsql as $$
begin
  if new.chain <> old.chain or new.rehearsal <> old.rehearsal or new.head_version <= old.head_version then
    raise exception '%.% only grows: % at % refused', tg_table_schema, tg_table_name, old.chain, old.head_version using errcode = 'restrict_violation';
  end if;
  return new;
end $$`;

const REQUIRE_ULID = `
  if rehearsal !~ '^[0-9A-HJKMNP-TV-Z]{26}$' then
    raise exception '% is not the id of a rehearsal', rehearsal using errcode = 'invalid_parameter_value';
  end if;`;

/** Built beside the table and then attached, which locks nobody out; creating it as a partition would wait for every reader. */
const CREATE_PARTITIONS = `
create function meta.create_rehearsal_partitions(rehearsal text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare one text; part text;
begin${REQUIRE_ULID}
  for one in select relname from pg_class where relkind = 'p' and relnamespace = 'rehearsal'::regnamespace order by relname loop
    part := one || '_' || lower(rehearsal);
    execute format('create table rehearsal.%I (like rehearsal.%I including all)', part, one);
    execute format('alter table rehearsal.%I attach partition rehearsal.%I for values in (%L)', one, part, rehearsal);
    -- Only by way of the whole table, whose rights are the narrower ones.
    execute format('revoke all on rehearsal.%I from ${PROGRAM_ROLE}', part);
    -- Row triggers come with attaching, statement triggers do not.
    if exists (select from pg_trigger where tgrelid = format('rehearsal.%I', one)::regclass and tgname = 'append_only_truncate') then
      execute format('create trigger append_only_truncate before truncate on rehearsal.%I for each statement execute function meta.refuse_change()', part);
    end if;
  end loop;
end $$`;

const DROP_PARTITION = `
create function meta.drop_rehearsal_partition(of_table text, rehearsal text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin${REQUIRE_ULID}
  if not exists (select from pg_class where relkind = 'p' and relnamespace = 'rehearsal'::regnamespace and relname = of_table) then
    raise exception 'rehearsals have no table %', of_table using errcode = 'invalid_parameter_value';
  end if;
  execute format('drop table if exists rehearsal.%I', of_table || '_' || lower(rehearsal));
end $$`;

const definers = ['meta.create_rehearsal_partitions(text)', 'meta.drop_rehearsal_partition(text, text)'].flatMap((name) => [
  `revoke all on function ${name} from public`,
  `grant execute on function ${name} to ${PROGRAM_ROLE}`,
]);

/** The role that the program works under, and what it may. */
export const rights = {
  async up(db: Kysely<unknown>): Promise<void> {
    const statements = [
      ROLE,
      MEMBERSHIP,
      REFUSE_GOING_BACK,
      ...['live', 'rehearsal'].flatMap((schema) => [...rightsIn(schema), ...forwardOnly(schema)]),
      ...ofMeta,
      CREATE_PARTITIONS,
      DROP_PARTITION,
      ...definers,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
    await sql.raw(EARLIER_PARTITIONS).execute(db);
  },
};

/** Rehearsals that exist: their partitions are reached by way of the whole tables alone. */
const EARLIER_PARTITIONS = `
do $$
declare part text;
begin
  for part in
    select child.relname from pg_inherits join pg_class child on child.oid = inhrelid
    where child.relnamespace = 'rehearsal'::regnamespace and child.relkind = 'r'
  loop
    execute format('revoke all on rehearsal.%I from ${PROGRAM_ROLE}', part);
  end loop;
end $$`;
