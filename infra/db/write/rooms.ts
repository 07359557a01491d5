import type { Insertable } from 'kysely';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { sentWith } from '#core/documents.ts';
import { type AnyBody, type AnyState, readProcess } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import type { Db, Trx } from '../connect.ts';
import { inChain, scopeOf } from '../scope.ts';
import type { DocumentAccessTable } from '../roomTables.ts';
import { type NewDocument, putDocument } from './documents.ts';

export interface NewDraft {
  chain: string;
  organisation: string;
  name: string;
  /** As a person wrote it. */
  content: object;
  writtenBy: string;
  writtenAt: Instant;
}

/** Keeps a draft in its organisation's room; one of the same name is replaced. */
export async function putDraft(db: Db, { content, ...draft }: NewDraft): Promise<void> {
  const changes = { content: JSON.stringify(content), writtenBy: draft.writtenBy, writtenAt: draft.writtenAt };
  await db
    .insertInto('roomDraft')
    .values({ rehearsal: scopeOf(draft.chain), ...draft, ...changes })
    .onConflict((conflict) => conflict.columns(['rehearsal', 'chain', 'organisation', 'name']).doUpdateSet(changes))
    .execute();
}

/**
 * Keeps a file for an organisation, readable only there until it is sent.
 * @throws Unacceptable for an empty file or one that is too large.
 */
export async function putOwnDocument(
  db: Db,
  scope: string,
  organisation: string,
  document: NewDocument,
  at: Instant,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const sha256 = await putDocument(trx, scope, document);
    await grant(trx, [{ rehearsal: scope, sha256, organisation, because: 'owner', chain: '', version: 0, at }]);
    return sha256;
  });
}

/** What acts were recorded with becomes readable to those whom they were sent to, in the transaction that records them. */
export async function grantReading(
  trx: Trx,
  chain: string,
  state: AnyState,
  events: readonly StoredEventOf<AnyBody>[],
): Promise<void> {
  const rehearsal = scopeOf(chain);
  const matter = readProcess(kindOf(chain), state);
  const rows = events.flatMap((event) =>
    sentWith(event, matter).flatMap(({ sha256, to }) =>
      to.map((organisation) => ({
        rehearsal,
        sha256,
        organisation,
        because: 'sent' as const,
        chain,
        version: event.version,
        at: event.recordedAt,
      })),
    ),
  );
  await grant(trx, rows);
}

/** What came with the same act as its first document is readable to whoever that was sent to. */
export async function grantAlike(
  db: Db,
  act: { chain: string; commandId: string },
  [first, ...others]: readonly string[],
): Promise<void> {
  const { chain, commandId } = act;
  if (first === undefined || others.length === 0) return;
  const readers = await db
    .selectFrom('documentAccess')
    .selectAll()
    .where(inChain(chain))
    .where('sha256', '=', first)
    .where('version', 'in', (select) =>
      select.selectFrom('event').select('event.version').where(inChain(chain)).where('commandId', '=', commandId),
    )
    .execute();
  await grant(
    db,
    readers.flatMap((reader) => others.map((sha256) => ({ ...reader, sha256 }))),
  );
}

async function grant(db: Db, rows: Insertable<DocumentAccessTable>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto('documentAccess')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
