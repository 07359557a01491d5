import { isBusinessDay } from '#core/calendar/businessDays.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import { isPastMorning, SEND_HOUR } from '#core/deadlines/reminders.ts';
import type { Lang } from '#core/texts/lang.ts';
import { systemChain } from '#contracts/ids.ts';
import { type Checkpoint, readCheckpoint } from '../../seal/checkpoint.ts';
import { checkpointText } from '../../seal/checkpointFile.ts';
import { headsMovedAt, newestCheckpoint } from '../checkpoints.ts';
import type { Db } from '../connect.ts';
import { checkpointSubscribers, type Subscriber } from './subscribers.ts';

/** Writes one mail; always with the same Message-ID for the same person and morning. */
export type ComposeCheckpointMail = (
  to: { person: string; name: string | null; lang: Lang; morning: CivilDate },
  told: Checkpoint,
) => { subject: string; text: string; html: string; messageId: string };

/**
 * Puts the newest checkpoint of the live world into the outbox for whoever asked for it, once each business day from 08:00 on; delivery sends
 * it as it is. Answers with how many it put there now. `now` on the real clock; `db` is connected to the live world.
 */
export async function queueCheckpointMails(db: Db, compose: ComposeCheckpointMail, now: Instant): Promise<number> {
  const morning = civilDateOf(now);
  if (!isBusinessDay(morning) || !isPastMorning(morning, now)) return 0;
  const subscribers = await unmailed(db, morning);
  const newest = subscribers.length === 0 ? null : await newestCheckpoint(db, '');
  if (newest === null) return 0;
  const checkpoint = checkpointText(newest, await headsMovedAt(db, '', newest.number));
  const told = readCheckpoint(newest.signed);
  let queued = 0;
  for (const subscriber of subscribers) {
    const { person, lang, name } = subscriber;
    const written = compose({ person, lang, name, morning }, told);
    if (await putMail(db, subscriber, { ...written, checkpoint, morning, number: told.number })) queued += 1;
  }
  return queued;
}

/** Whoever wants checkpoints and has none of this morning's yet: asked every round, and all but once a day there is nobody. */
async function unmailed(db: Db, morning: CivilDate): Promise<Subscriber[]> {
  const wanting = await checkpointSubscribers(db);
  if (wanting.length === 0) return [];
  const told = await db
    .selectFrom('notice')
    .select('recipient')
    .where('rehearsal', '=', '')
    .where('kind', '=', 'checkpoint')
    .where('sendAfter', '=', instantAt(morning, SEND_HOUR))
    .execute();
  const have = new Set<string>(told.map(({ recipient }) => recipient));
  return wanting.filter(({ person }) => !have.has(`person:${person}`));
}

interface Written extends ReturnType<ComposeCheckpointMail> {
  checkpoint: string;
  morning: CivilDate;
  number: number;
}

/** False where that morning's is there already, or nobody can be reached. */
async function putMail(db: Db, { person, email }: Subscriber, written: Written): Promise<boolean> {
  if (email === null) return false;
  const { number, morning, ...content } = written;
  const recipient = `person:${person}` as const;
  const sendAfter = instantAt(morning, SEND_HOUR);
  return db.transaction().execute(async (trx) => {
    const mail = await trx
      .insertInto('mail')
      .values({ rehearsal: '', recipient, morning, sendAfter, toAddress: email, ...content, status: 'waiting' })
      .onConflict((conflict) => conflict.columns(['rehearsal', 'messageId']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (mail === undefined) return false;
    const about = { chain: systemChain(''), kind: 'checkpoint', about: 'checkpoint', causedBy: number } as const;
    await trx
      .insertInto('notice')
      .values({ rehearsal: '', ...about, occasions: [], recipient, sendAfter, formal: false, mailId: mail.id })
      .execute();
    return true;
  });
}
