import { sql } from 'kysely';
import type { Instant } from '#core/calendar/instant.ts';
import { byActor, entryNow } from '#core/around/entry.ts';
import { accessChain } from '#contracts/ids.ts';
import { note } from '../around/note.ts';
import type { Db, Trx } from '../connect.ts';
import { strikeTokens } from '../outbox/links.ts';
import { noteSettled } from '../outbox/settled.ts';
import { tellCoordinators } from '../outbox/tell.ts';
import { putText } from './texts.ts';

/** What a person judges of a mail that nobody here can know of: send it again, take it that it came, or that it never will. */
export const judgements = ['resend', 'accept', 'bounced'] as const;
export type Judgement = (typeof judgements)[number];

export interface NewJudgement {
  /** Id of the mail. */
  mail: string;
  judged: Judgement;
  /** Who judges it. */
  person: string;
  reason: string;
  at: Instant;
}

/** `notUnknown`: nothing of it is held. `notSent`: what has not left cannot come back. */
export type Judged = { kind: 'judged'; notices: number } | { kind: 'notUnknown' | 'notSent'; status: string };

/** In the same transaction, as all that follows from the judgement. Of a mail with notices of several processes each is told. */
async function noteJudged(
  trx: Trx,
  rehearsal: string,
  { mail, judged, person, reason, at }: NewJudgement,
  held: readonly Held[],
): Promise<void> {
  const by = byActor({ authenticated: 'claimed', person }, 'none');
  const why = await putText(trx, rehearsal, reason);
  const chains = [...new Set(held.map(({ chain }) => chain))];
  const entries = chains.map((chain) => entryNow(accessChain(chain), { type: 'mailJudged', mail, judged, why }, by, at));
  await note(trx, entries);
  const settled = held.map(({ id }) => ({ notice: id, at }));
  await noteSettled(trx, { rehearsal: rehearsal === '' ? null : rehearsal }, settled, by);
}

interface Held {
  id: string;
  chain: string;
  about: string;
  causedBy: number;
  status: string;
}

/**
 * Records a person's judgement and what follows: a mail that is sent again goes with the same content and Message-ID, so that whoever got
 * it the first time gets it once; one that bounced is told to the coordinators. `coordinators` by chain.
 */
export async function judgeMail(
  db: Db,
  rehearsal: string,
  judgement: NewJudgement,
  coordinators: ReadonlyMap<string, string>,
): Promise<Judged> {
  const { mail, judged, person, reason, at } = judgement;
  return db.transaction().execute(async (trx) => {
    const { rows: notices } = await sql<Held>`
      select id, chain, about, caused_by, status from notice where rehearsal = ${rehearsal} and mail_id = ${mail}::uuid for update`.execute(
      trx,
    );
    const wanted = judged === 'bounced' ? ['sent', 'unknown'] : ['unknown'];
    const held = notices.filter(({ status }) => wanted.includes(status));
    const [first] = held;
    if (first === undefined)
      return { kind: judged === 'bounced' ? 'notSent' : 'notUnknown', status: notices[0]?.status ?? 'dropped' };
    const status = { resend: 'queued', accept: 'sent', bounced: 'failed' }[judged];
    const why = `${{ resend: 'sänds om', accept: 'antas ha kommit fram', bounced: 'kom tillbaka' }[judged]}: ${reason} (${person})`;
    await sql`
      update notice set status = ${status}, reason = ${why}, retry_after = null, lease_owner = null, lease_until = null
      where rehearsal = ${rehearsal} and id = any(${held.map(({ id }) => id)}::uuid[])`.execute(trx);
    const mailStatus = { resend: 'unknown', accept: 'sent', bounced: 'failed' }[judged];
    await sql`
      update mail set status = ${mailStatus}, sent_at = case when ${judged} = 'accept' then coalesce(sent_at, first_attempt_at) else sent_at end,
        smtp_response = case when ${judged} = 'bounced' then ${reason} else smtp_response end
      where rehearsal = ${rehearsal} and id = ${mail}::uuid`.execute(trx);
    await sql`
      insert into judgement (rehearsal, mail_id, judged, person, reason, judged_at)
      values (${rehearsal}, ${mail}::uuid, ${judged}, ${person}, ${reason}, ${at}::timestamptz)`.execute(trx);
    const lease = { rehearsal: rehearsal === '' ? null : rehearsal, owner: 'a person' };
    await noteJudged(trx, rehearsal, judgement, held);
    if (judged !== 'resend') await strikeTokens(trx, lease, [mail]);
    if (judged === 'bounced') {
      const told = [...new Map(held.map((one) => [one.chain, one])).values()].flatMap(({ chain, about, causedBy }) => {
        const coordinator = coordinators.get(chain);
        return coordinator === undefined
          ? []
          : [{ chain, about, causedBy, recipient: `person:${coordinator}` as const, failureOf: mail }];
      });
      await tellCoordinators(trx, lease, told, at);
    }
    return { kind: 'judged', notices: held.length };
  });
}
