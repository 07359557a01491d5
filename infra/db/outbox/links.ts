import { sql } from 'kysely';
import type { StatedBy } from '../../../activities/ports/mail.ts';
import type { CalendarEntry, Lease, NewLink } from '../../../activities/ports/outbox.ts';
import type { Recipient } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Db, Trx } from '../connect.ts';
import { statedById } from '../read/links.ts';
import { putLink, revokeLinks } from '../write/links.ts';

const scope = (lease: Pick<Lease, 'rehearsal'>): string => lease.rehearsal ?? '';

type StatedByLink = StatedBy & { link: { id: string; family: string } };

/** In a rehearsal nobody opens a link. */
export async function stated(db: Db, lease: Lease, ids: readonly string[]): Promise<Map<string, StatedByLink>> {
  if (lease.rehearsal !== null) return new Map();
  const found = await statedById(db, ids);
  return new Map(
    [...found].map(([id, { link, family, name, role, registrationNumber, documents, command, statedAt, version, hash }]) => {
      const receipt = version === null || hash === null ? null : { version, hash };
      return [
        id,
        { link: { id: link, family }, name: name ?? '', role, registrationNumber, documents, command, statedAt, receipt },
      ];
    }),
  );
}

export async function calendar(db: Db, lease: Lease, recipients: readonly Recipient[]): Promise<CalendarEntry[]> {
  const { rows } = await sql<CalendarEntry>`
    select recipient, chain, deadline, due_on, sequence, cancelled from calendar_entry
    where rehearsal = ${scope(lease)} and recipient = any(${[...recipients]}::text[]) order by due_on, chain, deadline`.execute(
    db,
  );
  return rows;
}

/** What a mail brings with it, in the transaction that freezes it. */
export async function putWithMail(
  trx: Trx,
  lease: Lease,
  mail: { id: string; links: readonly NewLink[]; entries: readonly CalendarEntry[] },
): Promise<void> {
  for (const link of mail.links) await putLink(trx, link, link.from, mail.id);
  if (mail.entries.length === 0) return;
  const pick = <K extends keyof CalendarEntry>(key: K) => mail.entries.map((entry) => entry[key]);
  await sql`
    insert into calendar_entry (rehearsal, recipient, chain, deadline, due_on, sequence, cancelled)
    select ${scope(lease)}, * from unnest(${pick('recipient')}::text[], ${pick('chain')}::text[], ${pick('deadline')}::text[],
      ${pick('dueOn')}::date[], ${pick('sequence')}::integer[], ${pick('cancelled')}::boolean[])
    on conflict (rehearsal, recipient, chain, deadline) do update
      set due_on = excluded.due_on, sequence = excluded.sequence, cancelled = excluded.cancelled`.execute(trx);
}

/** A mail that was surely not received takes its links with it; a new one brings its own. */
export async function revokeDiscarded(trx: Trx, lease: Lease, mails: readonly string[], at: Instant): Promise<void> {
  if (lease.rehearsal !== null) return;
  const { rows } = await sql<{ id: string }>`
    select id from mail where rehearsal = '' and id = any(${[...mails]}::uuid[]) and not maybe_received`.execute(trx);
  await revokeLinks(trx, { mails: rows.map(({ id }) => id) }, { at, by: 'system', because: 'ersatt av ett senare mejl' });
}

/** A token stays in a mail for as long as the mail may have to be sent again, and no longer. */
export async function strikeTokens(trx: Trx, lease: Lease, mails: readonly string[]): Promise<void> {
  if (mails.length === 0) return;
  const struck = (column: 'text' | 'html') => sql`regexp_replace(${sql.ref(column)}, '/l/[A-Za-z0-9_-]{43}', '/l/…', 'g')`;
  await sql`
    update mail set text = ${struck('text')}, html = ${struck('html')}
    where rehearsal = ${scope(lease)} and id = any(${[...mails]}::uuid[]) and text like '%/l/%'`.execute(trx);
}
