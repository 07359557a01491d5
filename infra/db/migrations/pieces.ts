/** Both worlds' schemas. */
export const schemas = ['live', 'rehearsal'] as const;

/** The statement for a table of the same columns in both worlds; in `rehearsal` it is partitioned by rehearsal. */
export const createTable = (schema: string, name: string, columns: string): string =>
  `create table ${schema}.${name} (${columns}${schema === 'live' ? ", check (rehearsal = ''))" : ') partition by list (rehearsal)'}`;

/** Refuses what is not an insert. */
export const appendOnly = (schema: string, name: string): string[] => [
  `create trigger append_only before update or delete on ${schema}.${name} for each row execute function meta.refuse_change()`,
  `create trigger append_only_truncate before truncate on ${schema}.${name} for each statement execute function meta.refuse_change()`,
];

/** Rehearsals that exist get partitions of tables that did not exist when they began. */
export const partitionsFor = (names: readonly string[]): string => `
do $$
declare one text; entry text;
begin
  for one in select id from rehearsal.rehearsal loop
    foreach entry in array array[${names.map((name) => `'${name}'`).join(', ')}] loop
      execute format('create table rehearsal.%I partition of rehearsal.%I for values in (%L)', entry || '_' || lower(one), entry, one);
    end loop;
  end loop;
end $$`;
