import { sql } from 'kysely';
import type { StoredEventOf } from '#core/act/event.ts';
import type { KeepingBody } from '#core/around/keeping.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { accessChain, systemChain } from '#contracts/ids.ts';
import type { Db } from '../connect.ts';
import { keepingEntries } from './gone.ts';

/** A mail that says something. */
export interface MailCopy {
  id: string;
  messageId: string;
  recipient: string;
  on: CivilDate;
  status: string;
  chains: string[];
}

/** Mails are broken into lines, so blanks of every kind count as one. */
const collapsed = (column: string) => sql`regexp_replace(${sql.ref(column)}, '\\s+', ' ', 'g')`;

/** Mails whose subject or words hold one of the passages, or that went to one of the recipients. */
export async function mailsHolding(
  db: Db,
  scope: string,
  { passages, recipients }: { passages: readonly string[]; recipients: readonly string[] },
): Promise<MailCopy[]> {
  const looked = passages.map((one) => one.replaceAll(/\s+/g, ' ').trim()).filter((one) => one !== '');
  const holds = sql.join(
    [
      sql`mail.recipient = any(${[...recipients]}::text[])`,
      ...looked.flatMap((one) => [
        sql`position(${one} in ${collapsed('mail.text')}) > 0`,
        sql`position(${one} in mail.subject) > 0`,
        sql`position(${one} in mail.to_address) > 0`,
      ]),
    ],
    sql` or `,
  );
  const { rows } = await sql<MailCopy>`
    select mail.id, mail.message_id, mail.recipient, mail.morning as "on", mail.status,
      coalesce((select array_agg(distinct notice.chain) from notice where notice.rehearsal = mail.rehearsal and notice.mail_id = mail.id), '{}') as chains
    from mail where mail.rehearsal = ${scope} and mail.text <> '' and (${holds})
    order by mail.morning, mail.id`.execute(db);
  return rows;
}

/** Other texts that hold one of the passages, by their ids. */
export async function textsHolding(
  db: Db,
  scope: string,
  passages: readonly string[],
  but: readonly string[],
): Promise<string[]> {
  if (passages.length === 0) return [];
  const holds = sql.join(
    passages.map((one) => sql`position(${one} in text.text) > 0`),
    sql` or `,
  );
  const { rows } = await sql<{ textId: string }>`
    select text.text_id from text where text.rehearsal = ${scope} and (${holds}) and text.text_id <> all(${[...but]}::text[])
    order by text.text_id`.execute(db);
  return rows.map(({ textId }) => textId);
}

type HandedOut = StoredEventOf<Extract<KeepingBody, { type: 'exported' | 'disclosed' }>>;

/** What was handed out of some matters as files: exports and disclosures, oldest first; of the whole record too. */
export async function handedOut(db: Db, scope: string, matters: readonly string[]): Promise<HandedOut[]> {
  const chains = [...matters.map(accessChain), systemChain(scope)];
  const entries = await keepingEntries(db, chains, ['exported', 'disclosed']);
  return (entries as HandedOut[]).toSorted((a, b) => a.recordedAt.localeCompare(b.recordedAt));
}

export async function textOf(db: Db, scope: string, textId: string): Promise<string | null> {
  const row = await db
    .selectFrom('text')
    .select('text')
    .where('rehearsal', '=', scope)
    .where('textId', '=', textId)
    .executeTakeFirst();
  return row?.text ?? null;
}
