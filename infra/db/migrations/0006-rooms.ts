import { type Kysely, sql } from 'kysely';

// A draft or a file is readable in its own organisation alone until that organisation sends it. Drafts are no part of any chain: what
// nobody has sent is not recorded. Who may read a file is one row an organisation and reason.

const ROOM_DRAFT = `
  rehearsal text not null,
  chain text not null,
  organisation text not null,
  name text not null check (name ~ '^[A-Za-z][A-Za-z0-9-]{0,79}$'),
  content json not null,
  written_by text not null,
  written_at timestamptz(3) not null,
  primary key (rehearsal, chain, organisation, name)`;

const DOCUMENT_ACCESS = `
  rehearsal text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  organisation text not null,
  because text not null check (because in ('owner', 'sent')),
  chain text not null,
  version integer not null,
  at timestamptz(3) not null,
  primary key (rehearsal, sha256, organisation, because, chain),
  check ((because = 'owner') = (chain = ''))`;

const tables = { room_draft: ROOM_DRAFT, document_access: DOCUMENT_ACCESS };

/** What was attached to an act before this is readable to the parties of its matter. */
const grantEarlier = (schema: string) => `
insert into ${schema}.document_access (rehearsal, sha256, organisation, because, chain, version, at)
select distinct on (e.rehearsal, e.event -> 'evidence' ->> 'sha256', party ->> 'organisation', e.chain)
  e.rehearsal, e.event -> 'evidence' ->> 'sha256', party ->> 'organisation', 'sent', e.chain, e.version, e.recorded_at
from ${schema}.event e
join ${schema}.process p on p.rehearsal = e.rehearsal and p.chain = e.chain
cross join lateral json_array_elements(p.state -> 'definition' -> 'parties') party
where e.event -> 'evidence' ->> 'kind' = 'document' and p.kind = 'agreement'
order by e.rehearsal, e.event -> 'evidence' ->> 'sha256', party ->> 'organisation', e.chain, e.version`;

const PARTITIONS = `
do $$
declare one text; entry text;
begin
  for one in select id from rehearsal.rehearsal loop
    foreach entry in array array['room_draft', 'document_access'] loop
      execute format('create table rehearsal.%I partition of rehearsal.%I for values in (%L)', entry || '_' || lower(one), entry, one);
    end loop;
  end loop;
end $$`;

/** Organisations' own rooms: drafts that belong to one, and who may read which file. */
export const rooms = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const schema of ['live', 'rehearsal']) {
      const rest = schema === 'live' ? ", check (rehearsal = ''))" : ') partition by list (rehearsal)';
      for (const [name, columns] of Object.entries(tables))
        await sql.raw(`create table ${schema}.${name} (${columns}${rest}`).execute(db);
    }
    await sql.raw(PARTITIONS).execute(db);
    for (const schema of ['live', 'rehearsal']) await sql.raw(grantEarlier(schema)).execute(db);
  },
};
