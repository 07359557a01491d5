import { sql } from 'kysely';
import { entryNow } from '#core/around/entry.ts';
import type { RecordedBy } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Lang } from '#core/texts/lang.ts';
import { systemChain } from '#contracts/ids.ts';
import { note } from '../around/note.ts';
import type { Db } from '../connect.ts';

// Who gets the newest checkpoint of the live world by mail each morning. `db` is connected to that world.

export interface Subscriber {
  person: string;
  lang: Lang;
  since: Instant;
  name: string | null;
  /** Null where the directory has no address, or nobody of that id any more. */
  email: string | null;
}

export async function checkpointSubscribers(db: Db): Promise<Subscriber[]> {
  const { rows } = await sql<Subscriber>`
    select subscriber.person, lang, since, person.name, nullif(person.email, '') as email
    from meta.checkpoint_subscriber as subscriber
    left join person on person.rehearsal = '' and person.id = subscriber.person
    order by subscriber.person`.execute(db);
  return rows;
}

export type Subscribed = 'done' | 'unchanged' | 'unknownPerson' | 'noAddress';

/** Begins or ends it for one person, and tells the record so. `lang` null: they want none. */
export async function subscribe(
  db: Db,
  person: string,
  lang: Lang | null,
  { by, now }: { by: RecordedBy; now: Instant },
): Promise<Subscribed> {
  return db.transaction().execute(async (trx) => {
    if (lang !== null) {
      const known = await trx
        .selectFrom('person')
        .select('email')
        .where('rehearsal', '=', '')
        .where('id', '=', person)
        .executeTakeFirst();
      if (known === undefined) return 'unknownPerson';
      if (known.email === '') return 'noAddress';
    }
    const { rows } =
      lang === null
        ? await sql`delete from meta.checkpoint_subscriber where person = ${person} returning person`.execute(trx)
        : await sql`
            insert into meta.checkpoint_subscriber as s (person, lang, since) values (${person}, ${lang}, ${now})
            on conflict (person) do update set lang = excluded.lang where s.lang <> excluded.lang returning person`.execute(trx);
    if (rows.length === 0) return 'unchanged';
    const body = { type: 'checkpointsMailed', person, wanted: lang !== null } as const;
    await note(trx, [entryNow(systemChain(''), body, by, now)]);
    return 'done';
  });
}
