import { sql } from 'kysely';
import type { Evidence, TextRef } from '#core/act/envelope.ts';
import type { Doer, RecordedBy } from '#core/act/event.ts';
import type { AroundEntry, AroundEvent } from '#core/around/events.ts';
import type { Gone, KeepingBody } from '#core/around/keeping.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { processOfAccess } from '#contracts/ids.ts';
import { chainNoted } from '../../infra/db/around/chainNoted.ts';
import { note } from '../../infra/db/around/note.ts';
import type { Db, Trx } from '../../infra/db/connect.ts';
import { storedEvent } from '../../infra/db/storedEvent.ts';
import { takeAway } from '../../infra/db/write/gone.ts';
import { putText } from '../../infra/db/write/texts.ts';

/** Who does something with what is kept, for whom, when, and on what it rests. Words are as a person wrote them. */
export interface KeepingAct {
  /** The name of the body that decided or did it. */
  by: string;
  /** The same where the record knows the body. */
  doneBy: Doer | null;
  doneOn: CivilDate;
  recordedBy: RecordedBy;
  now: Instant;
  /** The ground or the decision, in words; null where the body says all. */
  reason: string | null;
  /** A reference in words; null where there is none. */
  evidence: string | null;
}

/** Where things are kept, and as which program. */
export interface Keeper {
  db: Db;
  /** The rehearsal's ULID, or ''. */
  scope: string;
  codeVersion: string;
}

export const nothingGone: Gone = { texts: [], documents: [], persons: [], mails: [], notices: [], stated: [], drafts: [] };

export interface Taking {
  /** An access chain, or the system's. */
  chain: string;
  body: KeepingBody;
}

/**
 * Records acts and takes away what they say is gone, in one transaction: nothing goes without its entry, and no entry stands where nothing
 * went. Answers with the entries as they stand in their chains.
 * @throws GoneMeanwhile where a part of it is no longer there
 */
export async function carryOut(
  { db, scope, codeVersion }: Keeper,
  act: KeepingAct,
  takings: readonly Taking[],
): Promise<AroundEvent[]> {
  const ids = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('keeping'), hashtext(${scope}))`.execute(trx);
    await refuseIfGone(trx, scope, takings);
    const reason = act.reason === null ? null : await putText(trx, scope, act.reason);
    const evidence = await evidenceOf(trx, scope, act.evidence);
    for (const { chain, body } of takings)
      if (body.type === 'disposed' || body.type === 'erased') await takeAway(trx, scope, processOfAccess(chain), body);
    return note(
      trx,
      takings.map((taking) => entryOf(act, taking, reason, evidence)),
    );
  });
  await chainNoted(db, scope, codeVersion);
  return noted(db, scope, ids);
}

/** Between looking and taking away somebody else may have taken it away. */
export class GoneMeanwhile extends Error {
  override name = 'GoneMeanwhile';
}

/** What each is known by. */
const keys = { text: 'text_id', document: 'sha256', person: 'id' } as const;

/** Their ids go as one parameter: a disposal may be of more than a statement takes one by one. */
async function refuseIfGone(trx: Trx, scope: string, takings: readonly Taking[]): Promise<void> {
  const gone = takings.flatMap(({ body }) => (body.type === 'disposed' || body.type === 'erased' ? [body] : []));
  const named = {
    text: gone.flatMap(({ texts }) => texts.map(({ textId }) => textId)),
    document: gone.flatMap(({ documents }) => documents),
    person: gone.flatMap(({ persons }) => persons),
  };
  for (const table of ['text', 'document', 'person'] as const) {
    const ids = [...new Set(named[table])];
    const { rows } = await sql`
      select from ${sql.table(table)} where rehearsal = ${scope} and ${sql.ref(keys[table])} = any(${ids}::text[])`.execute(trx);
    if (rows.length < ids.length)
      throw new GoneMeanwhile('Something of it was taken away meanwhile; look again at what is left.');
  }
}

async function evidenceOf(trx: Trx, scope: string, written: string | null): Promise<Evidence | null> {
  return written === null ? null : { kind: 'reference', text: await putText(trx, scope, written) };
}

const entryOf = (act: KeepingAct, { chain, body }: Taking, reason: TextRef | null, evidence: Evidence | null): AroundEntry => ({
  chain,
  body,
  doneOn: act.doneOn,
  doneBy: act.doneBy,
  recordedBy: act.recordedBy,
  recordedAt: act.now,
  reason,
  evidence,
});

async function noted(db: Db, scope: string, ids: readonly number[]): Promise<AroundEvent[]> {
  const rows = await db
    .selectFrom('event')
    .select(['canonical', 'hash'])
    .where('rehearsal', '=', scope)
    .where(
      'commandId',
      'in',
      ids.map((id) => `around:${id}`),
    )
    .orderBy('chain')
    .orderBy('version')
    .execute();
  return rows.map((row) => storedEvent(row) as AroundEvent);
}
