import { sql } from 'kysely';
import type { Gone } from '#core/around/keeping.ts';
import type { Trx } from '../connect.ts';

/**
 * Takes away what is named: texts with their salts, files, names and addresses, the words of mails, notices, drafts and what was stated by
 * links. In the transaction that notes it, so that nothing goes without an entry. Of a mail and of what it told, the rest stays: that it
 * left, when, to whom by reference.
 * @param scope the rehearsal's ULID, '' outside rehearsals
 */
export async function takeAway(trx: Trx, scope: string, chain: string | null, gone: Gone): Promise<void> {
  const { texts, documents, persons, mails, notices, stated, drafts } = gone;
  const textIds = texts.map(({ textId }) => textId);
  if (textIds.length > 0) await trx.deleteFrom('text').where('rehearsal', '=', scope).where('textId', 'in', textIds).execute();
  if (documents.length > 0)
    await trx.deleteFrom('document').where('rehearsal', '=', scope).where('sha256', 'in', documents).execute();
  if (persons.length > 0) await trx.deleteFrom('person').where('rehearsal', '=', scope).where('id', 'in', persons).execute();
  if (mails.length > 0)
    await trx
      .updateTable('mail')
      .set({ toAddress: '', subject: '', text: '', html: '', calendar: null, calendarCancelled: null, smtpResponse: null })
      .where('rehearsal', '=', scope)
      .where('id', 'in', mails)
      .execute();
  if (notices.length > 0) await trx.deleteFrom('notice').where('rehearsal', '=', scope).where('id', 'in', notices).execute();
  if (stated.length > 0) await sql`delete from live.stated where id = any(${[...stated]}::uuid[])`.execute(trx);
  for (const { organisation, name } of chain === null ? [] : drafts)
    await trx
      .deleteFrom('roomDraft')
      .where('rehearsal', '=', scope)
      .where('chain', '=', chain)
      .where('organisation', '=', organisation)
      .where('name', '=', name)
      .execute();
}
