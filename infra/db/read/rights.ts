import { sql } from 'kysely';
import type { Db } from '../connect.ts';

/** What could let somebody change the record by way of the database as it is set up now. */
export interface RecordRights {
  /** `schema.table` where the role that the program works under may update or delete what is only added to. */
  programMayChange: string[];
  /** Triggers that refuse changes and are switched off or gone, as `schema.table`. */
  unguarded: string[];
  /** The login may itself leave the program's role for one that owns the record. */
  loginOwnsRecord: boolean;
}

const guarded = ['event', 'archive', 'checkpoint', 'checkpoint_head', 'command', 'chain'];

export async function recordRights(db: Db): Promise<RecordRights> {
  const { rows: tables } = await sql<{ name: string; mayChange: boolean; guarded: boolean }>`
    select n.nspname || '.' || c.relname as name,
      has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate')
        or (has_table_privilege(c.oid, 'update') and c.relname <> 'chain') as "mayChange",
      2 <= (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgenabled in ('O', 'A')
        and t.tgname in ('append_only', 'append_only_truncate')) as guarded
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('live', 'rehearsal') and c.relname = any(${guarded}) order by 1`.execute(db);
  const { rows: login } = await sql<{ owns: boolean }>`
    select pg_has_role(session_user, relowner, 'member') as owns from pg_class where oid = 'live.event'::regclass`.execute(db);
  return {
    programMayChange: tables.filter(({ mayChange }) => mayChange).map(({ name }) => name),
    unguarded: tables.filter((table) => !table.guarded).map(({ name }) => name),
    loginOwnsRecord: login[0]?.owns === true,
  };
}
