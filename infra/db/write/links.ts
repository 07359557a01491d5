import { type RawBuilder, sql } from 'kysely';
import type { NewLink } from '../../../activities/ports/outbox.ts';
import { byActor, bySystem, entryNow } from '#core/around/entry.ts';
import type { Recipient, RecordedBy } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { accessChain } from '#contracts/ids.ts';
import { note } from '../around/note.ts';
import type { Db } from '../connect.ts';

/** Whoever opened a link, as they said themselves. */
export interface NewStated {
  link: string;
  family: string;
  act: 'submitted' | 'passedOn';
  person: { id: string; name: string; email: string | null };
  role: string;
  registrationNumber: string | null;
  chain: string;
  organisation: string;
  deadline: string;
  command: string | null;
  documents: readonly string[];
  passedTo: Recipient | null;
  at: Instant;
}

/** Adds a link under its own id; a link that another was passed on as belongs to that one's family. */
export async function putLink(db: Db, link: NewLink, from: NewLink['from'], mail: string | null): Promise<string> {
  const { tokenHash, chain, organisation, deadline, commands, recipient, createdAt, expiresAt } = link;
  const { rows } = await sql<{ id: string }>`
    with fresh as (select gen_random_uuid() as id)
    insert into live.link (id, token_hash, family, parent, chain, organisation, deadline, commands, recipient, mail_id, created_at, expires_at)
    select id, ${tokenHash}, coalesce(${from?.family ?? null}::uuid, id), ${from?.id ?? null}::uuid, ${chain}, ${organisation}, ${deadline},
      ${[...commands]}::text[], ${recipient}, ${mail}::uuid, ${createdAt}::timestamptz, ${expiresAt}::timestamptz from fresh
    returning id`.execute(db);
  return rows[0]?.id ?? '';
}

/** Notes what was done by a link, beside the process that it is for; in the caller's transaction where `db` is one. */
export async function noteLinkUsed(
  db: Db,
  link: { id: string; chain: string },
  act: 'opened' | 'submitted' | 'passedOn' | 'revoked',
  by: RecordedBy,
  at: Instant,
): Promise<void> {
  await note(db, [entryNow(accessChain(link.chain), { type: 'linkUsed', link: link.id, act }, by, at)]);
}

/** Ends what has not been used; a link that is revoked already stays as it was. Answers with how many it was. */
export async function revokeLinks(
  db: Db,
  which: { id: string } | { mails: readonly string[] },
  how: { at: Instant; by: string; because: string },
): Promise<number> {
  const picked = 'id' in which ? sql`id = ${which.id}::uuid` : sql`mail_id = any(${[...which.mails]}::uuid[])`;
  const work = (trx: Db): Promise<number> => revokeAndNote(trx, picked, how);
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

async function revokeAndNote(
  trx: Db,
  picked: RawBuilder<unknown>,
  how: { at: Instant; by: string; because: string },
): Promise<number> {
  const { rows } = await sql<{ id: string; chain: string }>`
    update live.link set revoked_at = ${how.at}::timestamptz, revoked_by = ${how.by}, revoked_because = ${how.because}
    where ${picked} and revoked_at is null returning id, chain`.execute(trx);
  const by = how.by === 'system' ? bySystem : byActor({ authenticated: 'claimed', person: how.by }, 'none');
  for (const { id, chain } of rows) await noteLinkUsed(trx, { id, chain }, 'revoked', by, how.at);
  return rows.length;
}

/** Keeps who acts by a link, before the act is sent: afterwards the record refers to them. Answers with its id. */
export async function putStated(db: Db, stated: NewStated): Promise<string> {
  const { person, organisation } = stated;
  const work = async (trx: Db): Promise<string> => {
    await trx
      .insertInto('person')
      .values({ rehearsal: '', id: person.id, organisation, name: person.name, email: person.email ?? '' })
      .execute();
    const { rows } = await sql<{ id: string }>`
      insert into live.stated (link, family, act, person, role, registration_number, email, chain, organisation, deadline, command, documents, passed_to, stated_at)
      values (${stated.link}::uuid, ${stated.family}::uuid, ${stated.act}, ${person.id}, ${stated.role}, ${stated.registrationNumber},
        ${person.email}, ${stated.chain}, ${organisation}, ${stated.deadline}, ${stated.command}, ${[...stated.documents]}::text[],
        ${stated.passedTo}, ${stated.at}::timestamptz)
      returning id`.execute(trx);
    return rows[0]?.id ?? '';
  };
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** Forgets what came to nothing: nobody acted, so nobody is kept. */
export async function dropStated(db: Db, stated: string, person: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`delete from live.stated where id = ${stated}::uuid`.execute(trx);
    await trx.deleteFrom('person').where('rehearsal', '=', '').where('id', '=', person).execute();
  });
}

export async function settleStated(db: Db, stated: string, receipt: { version: number; hash: string }): Promise<void> {
  await sql`update live.stated set version = ${receipt.version}, hash = ${receipt.hash} where id = ${stated}::uuid`.execute(db);
}

/** A notice of what was done by a link, once for each who is told, and due at once. */
export async function tellOfLink(
  db: Db,
  notice: { stated: string; about: 'passedOn' | 'submitted'; link: string; chain: string; deadline: string; version: number },
  recipients: readonly Recipient[],
  at: Instant,
): Promise<void> {
  for (const recipient of new Set(recipients)) {
    await sql`
      insert into notice (rehearsal, chain, kind, about, deadline, occasions, caused_by, recipient, send_after, formal, link, tells)
      values ('', ${notice.chain}, 'link', ${notice.about}, ${notice.deadline}, '{}', ${notice.version}, ${recipient}, ${at}::timestamptz,
        true, ${notice.link}::uuid, ${notice.stated}::uuid)
      on conflict do nothing`.execute(db);
  }
}

/** A calendar that a recipient subscribes to; what was subscribed to before goes on. */
export async function putFeed(db: Db, tokenHash: string, recipient: Recipient, at: Instant): Promise<void> {
  await sql`insert into live.calendar_feed (token_hash, recipient, created_at) values (${tokenHash}, ${recipient}, ${at}::timestamptz)`.execute(
    db,
  );
}
