import { type Selectable, sql } from 'kysely';
import type { Recipient } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { inChain, scopeOf } from '../scope.ts';
import type { MailTable, NoticeStatus, NoticeTable } from '../tables.ts';
import { type Worlds, worldOf } from '../worlds.ts';
import { handedOut, isGathering } from './shown.ts';

/** One notice, and the mail that it left in where it has. */
export interface MailEntry {
  notice: string;
  chain: string;
  kind: NoticeTable['kind'];
  /** What happened; of a failure: what somebody could not be told of. */
  about: string;
  /** Version of the event that caused it. */
  causedBy: number;
  recipient: Recipient;
  /** The address that the mail went to; before that, where it would go now. Null where the directory knows none, or it has been erased. */
  to: string | null;
  /** The day in Sweden that it leaves. */
  on: CivilDate;
  sendAfter: Instant;
  deadline: string | null;
  dueOn: CivilDate | null;
  /** Days relative to the due date. */
  occasion: number | null;
  occasions: number[];
  formal: boolean;
  status: NoticeStatus;
  /** Why it failed or was dropped. */
  reason: string | null;
  messageId: string | null;
  subject: string | null;
  sentAt: Instant | null;
}

/** Notices in the order they leave: of one chain, of one rehearsal, or of the live world. */
export async function mails(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  query: { chain?: string; rehearsal?: string } = {},
): Promise<MailEntry[]> {
  const { chain } = query;
  const scope = chain === undefined ? (query.rehearsal ?? '') : scopeOf(chain);
  const rows = await worldOf(worlds, scope)
    .selectFrom('notice')
    .leftJoin('mail', (join) => join.onRef('mail.rehearsal', '=', 'notice.rehearsal').onRef('mail.id', '=', 'notice.mailId'))
    .leftJoin('person', (join) =>
      join.onRef('person.rehearsal', '=', 'notice.rehearsal').on(sql<boolean>`'person:' || person.id = notice.recipient`),
    )
    .leftJoin('organisation', (join) =>
      join
        .onRef('organisation.rehearsal', '=', 'notice.rehearsal')
        .on(sql<boolean>`'registrar:' || organisation.id = notice.recipient`),
    )
    .select([
      'notice.id as notice',
      'notice.chain',
      'notice.kind',
      'notice.about',
      'notice.causedBy',
      'notice.recipient',
      'notice.sendAfter',
      'notice.deadline',
      'notice.dueOn',
    ])
    .select(['notice.occasion', 'notice.occasions', 'notice.formal', 'notice.status', 'notice.reason'])
    .select(['mail.messageId', 'mail.sentAt'])
    .select(sql<string | null>`nullif(mail.subject, '')`.as('subject'))
    .select(
      sql<
        string | null
      >`case when mail.to_address = '' then null else coalesce(mail.to_address, person.email, organisation.registrar_email) end`.as(
        'to',
      ),
    )
    .where('notice.rehearsal', '=', scope)
    .$if(chain !== undefined, (select) => select.where('notice.chain', '=', chain ?? ''))
    .orderBy('notice.sendAfter')
    .orderBy('notice.chain')
    .orderBy('notice.deadline')
    .orderBy('notice.causedBy')
    .orderBy('notice.recipient')
    .execute();
  for (const { chain: of, recipient, to } of rows) if (to !== null) handedOut('persons', { chain: of }, [recipient]);
  return rows.map((row) => ({ ...row, on: civilDateOf(row.sendAfter) }));
}

/** The shortest beginning of a notice's id that names it. */
const NOTICE = /^[0-9a-f-]{8,36}$/;

/**
 * The mail that a notice left in, by the notice's id or its first eight characters or more, or the mail of a Message-ID; live first, then
 * the newest rehearsal's. Null where there is none, or none yet.
 */
export async function findMail(worlds: Pick<Worlds, 'live' | 'rehearsal'>, which: string): Promise<Selectable<MailTable> | null> {
  for (const db of [worlds.live, worlds.rehearsal]) {
    const all = db.selectFrom('mail').selectAll('mail');
    const query = NOTICE.test(which)
      ? all
          .innerJoin('notice', (join) =>
            join.onRef('notice.rehearsal', '=', 'mail.rehearsal').onRef('notice.mailId', '=', 'mail.id'),
          )
          .where((where) => where(where.cast<string>('notice.id', 'text'), 'like', `${which}%`))
      : all.where('messageId', 'in', [which, `<${which}>`]);
    const found = await query.orderBy('mail.rehearsal', 'desc').limit(1).executeTakeFirst();
    if (found === undefined) continue;
    if (isGathering()) await mailHandedOut(db, found);
    return found;
  }
  return null;
}

/** A mail holds whom it went to and what was written to them, of each process that it tells of. */
async function mailHandedOut(
  db: Worlds['live'],
  { rehearsal, id, recipient }: Pick<Selectable<MailTable>, 'rehearsal' | 'id' | 'recipient'>,
): Promise<void> {
  const told = db.selectFrom('notice').select('chain').distinct();
  for (const { chain } of await told.where('rehearsal', '=', rehearsal).where('mailId', '=', id).execute()) {
    handedOut('persons', { chain }, [recipient]);
    handedOut('texts', { chain }, [id]);
  }
}

/** The matters that a mail told of; where its notices are gone, those whose access chains say what went of it. */
export async function chainsOfMail(worlds: Pick<Worlds, 'live' | 'rehearsal'>, scope: string, mail: string): Promise<string[]> {
  const db = worldOf(worlds, scope);
  const told = await db
    .selectFrom('notice')
    .select('chain')
    .distinct()
    .where('rehearsal', '=', scope)
    .where('mailId', '=', mail)
    .execute();
  if (told.length > 0) return told.map(({ chain }) => chain);
  const named = await db
    .selectFrom('event')
    .select('chain')
    .distinct()
    .where('rehearsal', '=', scope)
    .where('type', 'in', ['disposed', 'erased'])
    .where(sql<boolean>`position(${mail} in canonical) > 0`)
    .execute();
  return named.map(({ chain }) => chain);
}

/** How many notices of a chain have left, and how many never will. */
export async function mailsSent(
  worlds: Pick<Worlds, 'live' | 'rehearsal'>,
  chain: string,
): Promise<{ sent: number; failed: number }> {
  const rows = await worldOf(worlds, scopeOf(chain))
    .selectFrom('notice')
    .select(['status', ({ fn }) => fn.countAll<number>().as('count')])
    .where(inChain(chain))
    .where('status', 'in', ['sent', 'failed'])
    .groupBy('status')
    .execute();
  const countOf = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0;
  return { sent: countOf('sent'), failed: countOf('failed') };
}
