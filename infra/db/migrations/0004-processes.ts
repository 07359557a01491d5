import { type Kysely, sql } from 'kysely';

// Agreements were the only kind of process. A deadline now says when it was asked, who set it and whether its clock stands; what stands
// open is the kind's own judgement, written beside it, and not read from a phase.
const statements = (schema: string): string[] => [
  `alter table ${schema}.agreement rename to process`,
  `alter table ${schema}.process
     add column kind text not null default 'agreement',
     add column messages integer not null default 0,
     alter column framework drop not null,
     alter column year drop not null`,
  `alter table ${schema}.process alter column kind drop default, alter column messages drop default`,
  `alter index ${schema}.agreement_by_wake rename to process_by_wake`,
  `alter index ${schema}.agreement_by_short_id rename to process_by_short_id`,
  `alter table ${schema}.deadline
     add column asked_on date,
     add column set_by text not null default 'text',
     add column suspended_on date,
     add column binds boolean not null default true,
     add column stands boolean not null default false`,
  `update ${schema}.deadline set
     asked_on = coalesce((process.state -> 'phases' -> 0 ->> 'from')::date, process.opened_at::date),
     stands = deadline.status = 'open' and process.closed_at is null
       and (deadline.mode = 'watched' or process.phase in ('inForce', 'evaluation', 'finalReporting'))
   from ${schema}.process
   where process.rehearsal = deadline.rehearsal and process.chain = deadline.chain`,
  `alter table ${schema}.deadline
     alter column asked_on set not null,
     alter column set_by drop default, alter column binds drop default, alter column stands drop default`,
];

/** A rehearsal's partitions are found by the name of their table. */
const renamePartitions = `
do $$
declare part text;
begin
  for part in
    select child.relname from pg_inherits
    join pg_class child on child.oid = inhrelid
    where inhparent = 'rehearsal.process'::regclass and child.relname like 'agreement\\_%'
  loop
    execute format('alter table rehearsal.%I rename to %I', part, 'process_' || substr(part, length('agreement_') + 1));
  end loop;
end $$`;

/** Processes of every kind in the read model. */
export const processes = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const schema of ['live', 'rehearsal']) {
      for (const statement of statements(schema)) await sql.raw(statement).execute(db);
    }
    await sql.raw(renamePartitions).execute(db);
  },
};
